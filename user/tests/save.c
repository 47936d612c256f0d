// SPDX-License-Identifier: GPL-2.0
/*
 * Saves live objects as messages for the corpus:
 *
 *	save KIND DIR
 *
 * writes each message of a dump to DIR/KIND-N, without the statistics of links,
 * as the journal has them. Of a kind that only the journal knows, writes the messages
 * of its records.
 */
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>

#include "decode/attr.h"
#include "decode/event.h"
#include "decode/kind.h"
#include "journal/reader.h"
#include "net/domain_net.h"
#include "net/rtnl.h"
#include "nl/netlink.h"

static const char *dir;
static int n;

static void put(uint8_t *buf, uint32_t *len, const uint8_t *a)
{
	memcpy(buf + *len, a, attr_raw_len(a));
	*len += NLA_ALIGN(attr_raw_len(a));
}

static int save(const struct nlmsghdr *nlh, void *arg)
{
	static uint8_t buf[65536];
	struct attr_iter it;
	struct event ev;
	char path[4096];
	const uint8_t *a;
	uint32_t len;
	FILE *f;

	(void)arg;
	if (event_parse(&ev, nlh, nlh->nlmsg_len)) {
		fprintf(stderr, "a message of type %u is malformed\n",
			nlh->nlmsg_type);
		return 0;
	}
	it = attr_iter(ev.attrs, ev.attrs_len);
	len = ev.attrs - (const uint8_t *)nlh;
	memset(buf, 0, sizeof(buf));
	memcpy(buf, nlh, len);
	while ((a = attr_next(&it)))
		if (ev.kind != NETJOURNAL_KIND_LINK ||
		    (attr_type(a) != IFLA_STATS && attr_type(a) != IFLA_STATS64))
			put(buf, &len, a);
	memcpy(buf, &len, sizeof(len));
	snprintf(path, sizeof(path), "%s/%s-%d", dir, kind_row(ev.kind)->name,
		 n++);
	f = fopen(path, "w");
	if (!f || fwrite(buf, 1, len, f) != len || fclose(f)) {
		perror(path);
		exit(2);
	}
	return 0;
}

static int save_record(const struct record *rec, void *arg)
{
	return rec->message ? save(rec->message, arg) : 0;
}

static int on_batch(const struct cursor *cursor, void *arg)
{
	(void)cursor;
	(void)arg;
	return 0;
}

static int save_records(enum netjournal_kind kind)
{
	const struct reader_handler handler = { .record = save_record, .batch = on_batch };
	static struct reader reader;
	int err = reader_open(&reader, 1u << kind, domain_new());

	reader.handler = &handler;
	if (!err)
		err = reader_catch_up(&reader);
	if (err)
		fprintf(stderr, "%s\n", reader.client.genl.error);
	reader_close(&reader);
	return err ? 2 : 0;
}

int main(int argc, char **argv)
{
	const struct netlink_handler h = { .message = save };
	struct netlink rtnl = { 0 };
	enum netjournal_kind kind;
	int i;

	kind = argc == 3 ? kind_by_name(argv[1]) : 0;
	if (!kind_row(kind)) {
		fprintf(stderr, "usage: save KIND DIR\n");
		return 1;
	}
	dir = argv[2];
	if (!kind_is_listed(kind))
		return save_records(kind);
	if (netlink_open(&rtnl, NETLINK_ROUTE))
		return 2;
	for (i = 0; i < rtnl_kind(kind)->n_families; i++)
		if (netlink_call(&rtnl, rtnl_dump(kind,
						  rtnl_kind(kind)->families[i],
						  NULL, 0, 0), NULL, &h)) {
			fprintf(stderr, "%s\n", rtnl.error);
			return 2;
		}
	return 0;
}
