// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of ended.c, with a kernel of our own in place of the client: how an ended network namespace is found.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/util.h"
#include "build.h"
#include "journal/domain.h"
#include "journal/ended.h"
#include "tap.h"

typedef int message_fn(const struct nlmsghdr *nlh, void *arg);

/* The ended namespaces, in the order of their ends. A process with @pid made a record there. */
static const struct {
	uint64_t cookie;
	uint32_t inode, pid;
} spaces[] = {
	{ 11, 4026532100, 70 },
	{ 12, 4026532200, 80 },
	{ 13, 4026532100, 90 },
	{ 8589934592, 4026532300, 70 },
};

static int error;	/* of the next question */

static struct nl_msg *begin_message(void)
{
	struct nl_msg *msg = nlmsg_alloc();
	struct genlmsghdr header = { 0 };

	nlmsg_put(msg, 0, 0, 0, 0, 0);
	nlmsg_append(msg, &header, sizeof(header), NLMSG_ALIGNTO);
	return msg;
}

static int pass_message(struct nl_msg *msg, message_fn *message, void *arg)
{
	int err = message(nlmsg_hdr(msg), arg);

	nlmsg_free(msg);
	return err;
}

int __wrap_client_ended(struct client *c, message_fn *message, void *arg);
int __wrap_client_ended(struct client *c, message_fn *message, void *arg)
{
	struct nl_msg *msg;
	int err = error;
	size_t i;

	(void)c;
	for (i = 0; !err && i < ARRAY_SIZE(spaces); i++) {
		msg = begin_message();
		nla_put_u64(msg, NETJOURNAL_A_ENDED_COOKIE, spaces[i].cookie);
		nla_put_u32(msg, NETJOURNAL_A_ENDED_INODE, spaces[i].inode);
		nla_put_u64(msg, NETJOURNAL_A_ENDED_RECORDS, i + 1);
		err = pass_message(msg, message, arg);
	}
	return err;
}

int __wrap_client_processes(struct client *c, message_fn *message, void *arg);
int __wrap_client_processes(struct client *c, message_fn *message, void *arg)
{
	struct nl_msg *msg;
	int err = 0;
	size_t i;

	for (i = 0; !err && i < ARRAY_SIZE(spaces); i++) {
		if (c->ended != spaces[i].cookie)
			continue;
		msg = begin_message();
		nla_put_u32(msg, NETJOURNAL_A_PROCESS_PID, spaces[i].pid);
		err = pass_message(msg, message, arg);
	}
	return err;
}

uint64_t __wrap_domain_named(const char *name);
uint64_t __wrap_domain_named(const char *name)
{
	return strcmp(name, "web") ? 0 : 12;
}

/* Returns the cookie of the namespace that @word means, or a negative errno. */
static long long finds(const char *word)
{
	struct client c = { .ended = 5 };
	struct ended found;
	int err = ended_find(&c, word, &found);

	is_num(c.ended, 5, "the client reads what it read before");
	return err ? err : (long long)found.cookie;
}

static void test_find(void)
{
	is_num(finds("4026532200"), 12, "by its inode number");
	is_num(finds("4026532100"), 13, "of two with one inode number, the last");
	is_num(finds("4026532101"), -ENOENT, "no such inode number");
	is_num(finds("cookie:11"), 11, "by its cookie");
	is_num(finds("cookie:8589934592"), 8589934592, "by a long cookie");
	is_num(finds("cookie:0"), -ENOENT, "none has the cookie 0");
	is_num(finds("cookie:x"), -ENOENT, "no cookie");
	is_num(finds("80"), 12, "by a process");
	is_num(finds("70"), 8589934592, "by a process that was in two");
	is_num(finds("/proc/90/ns/net"), 13, "by the path of a process");
	is_num(finds("/proc/90/ns/mnt"), -ENOENT, "by another file of the process");
	is_num(finds("web"), 12, "by its name");
	is_num(finds("/run/netns/web"), 12, "by the path of its name");
	is_num(finds("/var/run/netns/web"), 12, "by the other path of its name");
	is_num(finds("/run/netns/sub/web"), -ENOENT, "by a path below");
	is_num(finds("/tmp/web"), -ENOENT, "by another path");
	is_num(finds("mauve"), -ENOENT, "no such name");
	error = -EPERM;
	is_num(finds("web"), -EPERM, "the kernel refuses");
	error = 0;
}

/* A number can have 32 or 64 bits. */
static void test_parse(void)
{
	struct nl_msg *msg = begin_message();
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct ended e;

	nla_put_u64(msg, NETJOURNAL_A_ENDED_COOKIE, 1);
	nla_put_u64(msg, NETJOURNAL_A_ENDED_INODE, 2);
	nla_put_u64(msg, NETJOURNAL_A_ENDED_INSTANCE, 3);
	nla_put_u64(msg, NETJOURNAL_A_ENDED_FIRST_SEQ, 4);
	nla_put_u64(msg, NETJOURNAL_A_ENDED_NEXT_SEQ, 5);
	nla_put_u32(msg, NETJOURNAL_A_ENDED_RECORDS, 6);
	nla_put_u32(msg, NETJOURNAL_A_ENDED_USED, 7);
	nla_put_u16(msg, NETJOURNAL_A_ENDED_TIME, 8);
	ended_parse(&e, genl_attrs(nlh), genl_attrs_len(nlh));
	ok(e.cookie == 1 && e.inode == 2 && e.instance == 3 && e.first_seq == 4 && e.next_seq == 5 && e.records == 6 &&
	   e.used == 7, "all members");
	is_num(e.time, 0, "a number of another length is none");
	ended_parse(&e, genl_attrs(nlh), 0);
	ok(!e.cookie && !e.used, "none of them");
	nlmsg_free(msg);
}

int main(void)
{
	struct client c = { 0 };
	struct ended *list;
	size_t n;

	test_parse();
	test_find();
	is_num(ended_list(&c, &list, &n), 0, "the list");
	ok(n == ARRAY_SIZE(spaces) && list[0].cookie == 11 && list[3].records == 4, "the list has all of them, in order");
	free(list);
	error = -ENOMEM;
	is_num(ended_list(&c, &list, &n), -ENOMEM, "no list");
	ok(!list && !n, "no list: nothing to free");
	return tap_done();
}
