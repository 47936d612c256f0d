// SPDX-License-Identifier: GPL-2.0
/* Network namespaces as objects. */
#include <sys/stat.h>
#include <sys/socket.h>

#include "decode/identity.h"
#include "decode/kind.h"
#include "decode/selector.h"
#include "net/rtnl.h"
#include "rtmsg.h"
#include "tap.h"

static struct nl_msg *namespace(int type, uint32_t inode, uint64_t cookie)
{
	const uint32_t header = 0;
	struct nl_msg *msg = rtmsg_begin(type, 0, &header, sizeof(header));

	nla_put_u32(msg, NETJOURNAL_A_NETNS_INODE, inode);
	nla_put_u64(msg, NETJOURNAL_A_NETNS_COOKIE, cookie);
	return msg;
}

static const char *print(struct nl_msg *msg, bool json, bool dump)
{
	static char text[512];
	FILE *file = fmemopen(text, sizeof(text), "w");
	struct event ev;
	struct out o;

	rtmsg_parse(&ev, msg);
	out_init(&o, file, json, false);
	out_object(&o, NULL);
	(dump ? event_dump : event_print)(&o, &ev, NULL);
	out_object_end(&o);
	out_flush(&o);
	fclose(file);
	nlmsg_free(msg);
	return text;
}

static void test_print(void)
{
	const char *text;

	is_str(print(namespace(NETJOURNAL_MESSAGE_NETNS_NEW, 4026532177, 12), false, false),
	       "4026532177 cookie 12", "a namespace");
	is_str(print(namespace(NETJOURNAL_MESSAGE_NETNS_DEL, 4026532177, 12), true, false),
	       "{\"inode\":4026532177,\"cookie\":12}", "in JSON");
	text = print(namespace(NETJOURNAL_MESSAGE_NETNS_DEL, 7, 1ull << 40), false, true);
	ok(!!strstr(text, "NETJOURNAL_A_NETNS_COOKIE 1099511627776"), "every attribute");
}

static bool same(uint32_t inode, uint64_t cookie, uint32_t inode2, uint64_t cookie2)
{
	struct nl_msg *a = namespace(NETJOURNAL_MESSAGE_NETNS_NEW, inode, cookie);
	struct nl_msg *b = namespace(NETJOURNAL_MESSAGE_NETNS_DEL, inode2, cookie2);
	struct identity id, id2;
	struct event ev;

	rtmsg_parse(&ev, a);
	ok(!ev.del && ev.kind == NETJOURNAL_KIND_NETNS, "it is made");
	identity_of(&id, &ev);
	rtmsg_parse(&ev, b);
	ok(ev.del, "it ends");
	identity_of(&id2, &ev);
	nlmsg_free(a);
	nlmsg_free(b);
	return identity_same(&id, &id2);
}

static char err[256];

/* The selector of up to two words; -1: it is refused. */
static int selects(char *word, char *more, char *value, uint32_t inode, uint64_t cookie)
{
	char *words[] = { word, more, value };
	struct nl_msg *msg = namespace(NETJOURNAL_MESSAGE_NETNS_NEW, inode, cookie);
	struct selector sel;
	struct event ev;
	int answer = -1;

	rtmsg_parse(&ev, msg);
	if (!selector_parse(&sel, NETJOURNAL_KIND_NETNS, value ? 3 : 1, words, err, sizeof(err)))
		answer = selector_match(&sel, &ev, NULL);
	nlmsg_free(msg);
	return answer;
}

static void test_select(void)
{
	struct stat st;

	is_num(selects("4026532177", NULL, NULL, 4026532177, 1), 1, "by its inode");
	is_num(selects("4026532177", NULL, NULL, 4026532178, 1), 0, "another one");
	is_num(selects("5", "cookie", "8589934593", 5, 8589934593), 1, "by its cookie");
	is_num(selects("5", "cookie", "1", 5, 8589934593), 0, "another one with its inode");
	is_num(selects("5", "cookie", "x", 5, 1), -1, "no cookie");
	is_str(err, "\"x\" is not the cookie of a network namespace", "no cookie: why");
	if (!stat("/proc/self/ns/net", &st))
		is_num(selects("/proc/self/ns/net", NULL, NULL, st.st_ino, 1), 1, "by a path");
	is_num(selects("no-such-name", NULL, NULL, 1, 1), 0, "a name that no namespace has now");
	is_num(selects("/no/such/file", NULL, NULL, 1, 1), -1, "no path");
	is_str(err, "\"/no/such/file\" is not the file of a network namespace now", "no path: why");
}

int main(void)
{
	test_print();
	ok(same(4026532177, 12, 4026532177, 12), "one namespace");
	ok(!same(4026532177, 12, 4026532177, 1ull << 32 | 12), "two with one inode number");
	test_select();
	is_num(kind_by_name("netns"), NETJOURNAL_KIND_NETNS, "its name");
	is_num(kind_by_name("namespaces"), NETJOURNAL_KIND_NETNS, "another name");
	ok(!rtnl_kind(NETJOURNAL_KIND_NETNS), "rtnetlink does not know it");
	ok(!(rtnl_kinds() & 1u << NETJOURNAL_KIND_NETNS), "nor is it among its kinds");
	return tap_done();
}
