// SPDX-License-Identifier: GPL-2.0
/* Decodes network namespaces. Their messages are the journal's own. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "decode/decode.h"
#include "decode/select.h"

#define NAMES		"/run/netns"
#define HEADER_LEN	4	/* bytes, all 0 */

static const struct attr_desc netns_desc[] = {
	ATTR(NETJOURNAL_A_NETNS_INODE, UINT, .key = "inode", .label = ""),
	ATTR(NETJOURNAL_A_NETNS_COOKIE, UINT, .key = "cookie"),
};

static const struct attr_table netns_table = ATTR_TABLE(netns_desc);

static uint64_t cookie_of(const struct event *ev)
{
	const uint8_t *a = ev->attr[NETJOURNAL_A_NETNS_COOKIE];

	return a ? attr_uint(a) : 0;
}

static int netns_parse(struct event *ev)
{
	const uint8_t *a = ev->attr[NETJOURNAL_A_NETNS_INODE];

	ev->id = a ? attr_uint(a) : 0;
	return 0;
}

static void netns_name(struct decode *d)
{
	out_u64(d->o, NULL, "%u", d->ev->id);
}

static void netns_print(struct decode *d)
{
	out_u64(d->o, "inode", "%u", d->ev->id);
	out_u64(d->o, "cookie", " cookie %u", cookie_of(d->ev));
	decode_unknown(d, &netns_table, attr_iter(d->ev->attrs, d->ev->attrs_len));
}

static void dump_header(struct decode *d)
{
	(void)d;
}

/* The inode number is used again for another namespace, but the cookie is not. */
void identify_netns(struct identity *id, const struct event *ev)
{
	uint64_t cookie = cookie_of(ev);

	id->id = cookie;
	id->rest = cookie >> 32;
}

/* Reads an inode number, a name in /run/netns, or the path of a namespace's file. */
static int select_netns(const struct selector_input *in, const char *word)
{
	char path[512];
	struct stat st;

	in->sel->has_id = true;
	if (select_number(word, &in->sel->id))
		return 0;
	snprintf(path, sizeof(path), "%s%s", strchr(word, '/') ? "" : NAMES "/", word);
	if (!stat(path, &st))
		in->sel->id = st.st_ino;
	else if (!strchr(word, '/'))
		in->sel->called = word;
	else
		return selector_bad(in, "\"%s\" is not the file of a network namespace now", word);
	return 0;
}

static int select_cookie(const struct selector_input *in, const char *word)
{
	char *end;

	errno = 0;
	in->sel->cookie = strtoull(word, &end, 10);
	if (*word < '0' || *word > '9' || *end || errno || !in->sel->cookie)
		return selector_bad(in, "\"%s\" is not the cookie of a network namespace", word);
	return 0;
}

static const struct selector_word netns_words[] = {
	{ "cookie", "N", select_cookie },
	{ NULL }
};

static bool is_own_netns(const struct selector *sel, const struct event *ev,
			 const struct event_names *names)
{
	(void)names;
	return !sel->cookie || sel->cookie == cookie_of(ev);
}

const struct decoder decode_netns = {
	.new_name = "NETNS_NEW", .new_type = NETJOURNAL_MESSAGE_NETNS_NEW,
	.del_name = "NETNS_DEL", .del_type = NETJOURNAL_MESSAGE_NETNS_DEL,
	.hdr_len = HEADER_LEN,
	.table = &netns_table,
	.parse = netns_parse,
	.name = netns_name,
	.print = netns_print,
	.dump_header = dump_header,
};

const struct kind_selector select_namespaces = {
	.name = "INODE|NAME|PATH",
	.parse = select_netns,
	.missing = "the inode number or the name of a network namespace",
	.words = netns_words,
	.is_own = is_own_netns,
};
