// SPDX-License-Identifier: GPL-2.0
/* Links that move between network namespaces. */
#include <stdlib.h>

#include "build.h"
#include "net/domain_net.h"
#include "net/move.h"
#include "rtmsg.h"
#include "tap.h"

/* A record of @msg, which is freed. @side: the attribute of the move; 0: none. @inode 0: hidden. */
static struct nl_msg *record_of(struct nl_msg *msg, uint32_t kind, int side, uint32_t inode,
				const char *name)
{
	static uint64_t seq;
	struct nl_msg *attrs = build_begin(++seq, kind);
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct nlattr *nest;

	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlh->nlmsg_len, nlh);
	if (side) {
		nest = nla_nest_start(attrs, side | NLA_F_NESTED);
		if (inode) {
			nla_put_u32(attrs, NETJOURNAL_A_MOVE_INODE, inode);
			nla_put_u64(attrs, NETJOURNAL_A_MOVE_COOKIE, inode + 100);
			nla_put_u32(attrs, NETJOURNAL_A_MOVE_IFINDEX, 5);
			if (name)
				nla_put_string(attrs, NETJOURNAL_A_MOVE_NAME, name);
		}
		nla_nest_end(attrs, nest);
	}
	nlmsg_free(msg);
	return attrs;
}

static struct nl_msg *link_record(int type, bool moves, int side, uint32_t inode, const char *name)
{
	struct nl_msg *msg = rtmsg_link(type, 7, "eth4", 0, 1500);
	struct ifinfomsg *ifi = nlmsg_data(nlmsg_hdr(msg));

	ifi->ifi_change = ~0u;
	if (moves)
		nla_put_u32(msg, IFLA_NEW_IFINDEX, 5);
	return record_of(msg, NETJOURNAL_KIND_LINK, side, inode, name);
}

static struct nl_msg *space_record(int type, uint64_t cookie)
{
	const uint32_t header = 0;
	struct nl_msg *msg = rtmsg_begin(type, 0, &header, sizeof(header));

	nla_put_u64(msg, NETJOURNAL_A_NETNS_COOKIE, cookie);
	return record_of(msg, NETJOURNAL_KIND_NETNS, 0, 0, NULL);
}

static struct domain *d;

/* What is printed of a record, which is freed. */
static const char *print(struct nl_msg *attrs)
{
	static char text[512];
	FILE *file = fmemopen(text, sizeof(text), "w");
	struct record rec;
	struct out o;

	build_parse(attrs, &rec);
	out_init(&o, file, false, false);
	domain_print(d, &o, &rec);
	out_flush(&o);
	fclose(file);
	nlmsg_free(attrs);
	return text;
}

static void test_print(void)
{
	const int to = NETJOURNAL_A_RECORD_MOVED_TO, from = NETJOURNAL_A_RECORD_MOVED_FROM;

	is_str(print(link_record(RTM_DELLINK, true, to, 4026532177, "eth0")),
	       "- eth4  moved to netns 4026532177 as eth0", "a link goes");
	is_str(print(link_record(RTM_DELLINK, true, to, 4026532177, NULL)),
	       "- eth4  moved to netns 4026532177", "its name there is not known");
	is_str(print(link_record(RTM_DELLINK, true, to, 0, NULL)),
	       "- eth4  moved to another network namespace", "the journal does not show where");
	is_str(print(link_record(RTM_DELLINK, true, 0, 0, NULL)),
	       "- eth4  moved to another network namespace", "the journal does not know where");
	is_str(print(link_record(RTM_DELLINK, false, 0, 0, NULL)), "- eth4 DOWN mtu 1500",
	       "a link that does not move");
	is_str(print(link_record(RTM_NEWLINK, false, from, 4026531840, "eth9")),
	       "+ eth4 DOWN mtu 1500  moved from netns 4026531840, where it was eth9", "a link comes");
}

/* Takes a record, which is freed. */
static void take(struct move_end **list, struct nl_msg *attrs, bool wanted)
{
	struct record rec;

	build_parse(attrs, &rec);
	if (move_ends_take(list, &rec, domain_event(d, &rec), wanted))
		abort();
	nlmsg_free(attrs);
}

static void test_ends(void)
{
	const int to = NETJOURNAL_A_RECORD_MOVED_TO, del = NETJOURNAL_MESSAGE_NETNS_DEL;
	struct move_end *list = NULL;
	struct record rec;

	take(&list, link_record(RTM_DELLINK, true, to, 1, NULL), true);
	take(&list, link_record(RTM_DELLINK, true, to, 1, NULL), true);
	take(&list, link_record(RTM_DELLINK, true, to, 2, NULL), false);
	take(&list, link_record(RTM_DELLINK, true, to, 3, NULL), true);
	take(&list, link_record(RTM_DELLINK, false, 0, 0, NULL), true);
	ok(list && list->next && !list->next->next, "where wanted links went, once each");
	ok(!move_end_find(list, 101, &rec), "it has not ended");
	take(&list, space_record(NETJOURNAL_MESSAGE_NETNS_NEW, 101), false);
	ok(!move_end_find(list, 101, &rec), "nor by being made");
	take(&list, space_record(del, 102), false);
	take(&list, space_record(del, 101), false);
	ok(move_end_find(list, 101, &rec) && rec.kind == NETJOURNAL_KIND_NETNS, "it has ended");
	ok(!move_end_find(list, 102, &rec), "another one that nobody asks for");
	ok(!move_end_find(list, 103, &rec), "one that stays");
	move_ends_drop(&list);
	ok(!list, "all are dropped");
}

int main(void)
{
	d = domain_new();
	if (!d)
		abort();
	test_print();
	test_ends();
	domain_free(d);
	return tap_done();
}
