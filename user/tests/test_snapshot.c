// SPDX-License-Identifier: GPL-2.0
/*
 * A dump and the changes made meanwhile, brought together; and who wrote what is
 * there. Routes are written as words: "p1/a" is the IPv4 route to prefix 1 by
 * gateway a, "q1/ab" the IPv6 one by a and b; before it "+" is new, ">"
 * appended, "~" replaces, "-" is gone, "!" changed silently. "P1/a" has
 * another protocol than "p1/a".
 */
#include <errno.h>

#include "decode/decode.h"
#include "decode/identity.h"
#include "journal/record.h"
#include "net/snapshot.h"
#include "net/writers.h"
#include "rtmsg.h"
#include "tap.h"

static struct nl_msg *route(const char *word)
{
	static const char *const forms[] = { "10.0.0.%d", "2001:db8::%d" };
	int type = *word == '-' ? RTM_DELROUTE : RTM_NEWROUTE;
	int flags = *word == '~' ? NLM_F_REPLACE : 0;
	char dst[32], texts[4][32];
	const char *gateways[5] = { 0 };
	struct nl_msg *msg;
	bool v6;
	int i;

	if (*word == '>')
		flags = NLM_F_APPEND;
	word += strspn(word, "+>~-!");
	v6 = *word == 'q';
	snprintf(dst, sizeof(dst), v6 ? "2001:db8:%c::" : "10.%c.0.0", word[1]);
	for (i = 0; i < 4 && word[3 + i]; i++) {
		snprintf(texts[i], sizeof(texts[i]), forms[v6], word[3 + i] - 'a' + 1);
		gateways[i] = texts[i];
	}
	if (i == 1)
		msg = rtmsg_via(type, flags, dst, v6 ? 48 : 16, gateways[0]);
	else
		msg = rtmsg_multi(type, flags, dst, v6 ? 48 : 16, gateways);
	if (*word == 'P')
		((struct rtmsg *)nlmsg_data(nlmsg_hdr(msg)))->rtm_protocol = RTPROT_STATIC;
	return msg;
}

/* The words of @text one by one, each as a message, and whether it is silent. */
static void for_words(const char *text,
		      void (*take)(const struct nlmsghdr *nlh, bool silent, void *arg), void *arg)
{
	char copy[256], *save, *word;
	struct nl_msg *msg;

	snprintf(copy, sizeof(copy), "%s", text);
	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		msg = route(word);
		take(nlmsg_hdr(msg), *word == '!', arg);
		nlmsg_free(msg);
	}
}

static char gateway_letter(const uint8_t *a)
{
	return 'a' - 1 + attr_data(a)[attr_len(a) - 1];
}

/* The message as a word again. */
static int append_word(const struct nlmsghdr *nlh, const struct event *ev,
		       void *arg)
{
	char *text = arg, *p = text + strlen(text);
	const uint8_t *pos, *end;
	struct rtnexthop nh;
	struct rtmsg r;

	(void)nlh;
	if (!ev)
		return -EBADMSG;
	memcpy(&r, ev->hdr, sizeof(r));
	p += sprintf(p, "%s%c%c/", *text ? " " : "",
		     (ev->family == AF_INET6 ? "qQ" : "pP")[r.rtm_protocol == RTPROT_STATIC],
		     ev->family == AF_INET6 ? '0' + ev->dst.bytes[5] :
		     '0' + ev->dst.bytes[1]);
	if (ev->attr[RTA_GATEWAY]) {
		sprintf(p, "%c", gateway_letter(ev->attr[RTA_GATEWAY]));
		return 0;
	}
	pos = attr_data(ev->attr[RTA_MULTIPATH]);
	end = pos + attr_len(ev->attr[RTA_MULTIPATH]);
	for (; pos < end && nexthop_next(&nh, pos, end);
	     pos += nexthop_step(&nh, pos, end))
		p += sprintf(p, "%c", gateway_letter(pos + sizeof(nh)));
	return 0;
}

static void add(const struct nlmsghdr *nlh, bool silent, void *arg)
{
	(void)silent;
	snapshot_add(arg, nlh);
}

static void change(const struct nlmsghdr *nlh, bool silent, void *arg)
{
	struct event ev;

	if (event_parse(&ev, nlh, nlh->nlmsg_len))
		abort();
	snapshot_change(arg, &ev, silent);
}

static const struct {
	const char *dump, *changes, *want;	/* NULL: it cannot be told */
} cases[] = {
	{ "p1/a p2/a p3/a", "", "p1/a p2/a p3/a" },
	{ "", "", "" },
	/* Seen before the change, and after it. */
	{ "p1/a p2/a p3/a", "-p2/a", "p1/a p3/a" },
	{ "p1/a p3/a", "-p2/a", "p1/a p3/a" },
	{ "p1/a", "+p2/b", "p1/a p2/b" },
	{ "p1/a p2/b", "+p2/b", "p1/a p2/b" },
	{ "p1/a p2/a", "~p1/b", "p1/b p2/a" },
	{ "p1/b p2/a", "~p1/b", "p1/b p2/a" },
	/* Several changes of one route, seen at any of them. */
	{ "p1/a", "-p1/a +p1/b -p1/b", "" },
	{ "p1/b", "-p1/a +p1/b -p1/b", "" },
	{ "", "-p1/a +p1/b ~p1/c", "p1/c" },
	{ "p1/a", "-p1/a +p1/b ~p1/c", "p1/c" },
	{ "p1/c", "-p1/a +p1/b ~p1/c", "p1/c" },
	{ "", "+p1/a +p2/a -p1/a", "p2/a" },
	/* Shown twice by a dump that was raced. */
	{ "p1/a p2/a p1/a", "+p1/a", "p1/a p2/a" },
	/* Routes that share a key. */
	{ "p1/a p1/b", "-p1/a", "p1/b" },
	{ "p1/b", "-p1/a", "p1/b" },
	{ "p1/a", ">p1/b", "p1/a p1/b" },
	{ "p1/a", "+p1/b", "p1/b p1/a" },
	{ "p1/a p1/b p2/c", "+p1/b", "p1/a p1/b p2/c" },
	{ "p1/a p1/b", "~p1/c", "p1/c p1/b" },
	{ "p1/a", "+p1/b -p1/a", "p1/b" },
	{ "p1/a p1/b", "+p1/b -p1/a", "p1/b" },
	{ "p1/b", "+p1/b -p1/a", "p1/b" },
	{ "p1/a", "+P1/a", "P1/a p1/a" },
	{ "P1/a p1/a", "-p1/a", "P1/a" },
	{ "P1/a", "-p1/a", "P1/a" },
	/* A leg of one of them loses its carrier. */
	{ "p1/ab p1/c", "!p1/ab", "p1/ab p1/c" },
	{ "p1/c p1/ab", "-p1/c !p1/ab", "p1/ab" },
	/* The dump can have seen all of it, or nothing. */
	{ "p1/b", "-p1/b +p1/a ~p1/b", "p1/b" },
	{ "p1/b p1/c", "-p1/b ~p1/b", NULL },
	{ "p1/c p1/b", "~p1/c", "p1/c p1/b" },
	{ "p1/ab", "~p1/cd", "p1/cd" },
	{ "p1/ab", "-p1/ab", "" },
	/* IPv6 merges paths and takes them out again. */
	{ "q1/a", "+q1/ab", "q1/ab" },
	{ "q1/ab", "+q1/ab", "q1/ab" },
	{ "q1/ab", "-q1/b", NULL },
	{ "q1/ab", "-q1/ab", "" },
	{ "q1/a q1/b", "+q1/abc", NULL },
	{ "q1/a q2/b", "-q2/b +q3/c", "q1/a q3/c" },
	/* Another family has the same number. */
	{ "p1/a q1/a", "-p1/a", "q1/a" },
};

static void test_cases(void)
{
	struct snapshot s = { 0 };
	char got[512], name[128];
	const char *said;
	size_t i;
	int err;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		for_words(cases[i].dump, add, &s);
		for_words(cases[i].changes, change, &s);
		snprintf(name, sizeof(name), "\"%s\" then \"%s\"", cases[i].dump,
			 cases[i].changes);
		err = snapshot_resolve(&s);
		got[0] = '\0';
		if (!err)
			err = snapshot_each(&s, append_word, got);
		said = err ? strerror(-err) : got;
		if (cases[i].want)
			is_str(said, cases[i].want, name);
		else
			is_num(err, -EAGAIN, name);
		snapshot_drop(&s);
	}
}

static int count_links(const struct nlmsghdr *nlh, const struct event *ev,
		       void *arg)
{
	int *count = arg;

	(void)nlh;
	(void)ev;
	++*count;
	return 0;
}

/* A link is told by its index; a port of a bridge is no link. */
static void test_links(void)
{
	static const struct { int type, index; const char *name; } messages[] = {
		{ RTM_NEWLINK, 1, "lo" }, { RTM_NEWLINK, 2, "eth0" },
		{ RTM_NEWLINK, 3, "eth1" },
	};
	struct snapshot s = { 0 };
	struct nl_msg *msg;
	int count = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(messages); i++) {
		msg = rtmsg_link(messages[i].type, messages[i].index,
				 messages[i].name, 0, 1500);
		snapshot_add(&s, nlmsg_hdr(msg));
		nlmsg_free(msg);
	}
	msg = rtmsg_link(RTM_NEWLINK, 2, "renamed", 0, 1500);
	change(nlmsg_hdr(msg), false, &s);
	nlmsg_free(msg);
	msg = rtmsg_link(RTM_DELLINK, 3, "eth1", 0, 1500);
	((struct ifinfomsg *)nlmsg_data(nlmsg_hdr(msg)))->ifi_family = AF_BRIDGE;
	change(nlmsg_hdr(msg), false, &s);
	nlmsg_free(msg);
	is_num(snapshot_resolve(&s), 0, "links");
	snapshot_each(&s, count_links, &count);
	is_num(count, 3, "a port that goes takes no link with it");
	snapshot_drop(&s);
}

/* More than a chunk, and messages larger than one. */
static void test_store(void)
{
	struct store_walk walk = { 0 };
	static char data[200000];
	struct store s = { 0 };
	uint32_t len, i, bad = 0;
	const char *at;

	for (i = 0; i < 2000; i++) {
		memset(data, i, i % 100 ? i % 97 : sizeof(data));
		bad += !store_add(&s, data, i % 100 ? i % 97 : sizeof(data));
	}
	is_num(bad, 0, "messages are stored");
	for (i = 0; (at = store_next(&s, &walk, &len)); i++)
		bad += len != (i % 100 ? i % 97 : sizeof(data)) ||
		       (uintptr_t)at % 8 ||
		       (len && (at[0] != (char)i || at[len - 1] != (char)i));
	is_num(i, 2000, "all come back");
	is_num(bad, 0, "as they were");
	ok(!store_next(&s, &walk, &len), "and the end stays the end");
	store_drop(&s);
	walk = (struct store_walk){ 0 };
	ok(!store_next(&s, &walk, &len), "nothing is left");
}

/* A record of @kind with @msg, which is freed. */
static void learn_message(struct writers *w, uint64_t seq, uint32_t kind,
			  struct nl_msg *msg)
{
	struct nl_msg *attrs = nlmsg_alloc();
	struct nlmsghdr *nlh = nlmsg_hdr(attrs);
	struct record rec;
	struct event ev;

	nla_put_u64(attrs, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u32(attrs, NETJOURNAL_A_RECORD_KIND, kind);
	nla_put(attrs, NETJOURNAL_A_RECORD_MESSAGE, nlmsg_hdr(msg)->nlmsg_len,
		nlmsg_hdr(msg));
	record_parse(&rec, nlmsg_attrdata(nlh, 0), nlmsg_attrlen(nlh, 0));
	rtmsg_parse(&ev, msg);
	writers_add(w, &rec, &ev);
	nlmsg_free(attrs);
	nlmsg_free(msg);
}

static void learn(struct writers *w, uint64_t seq, const char *word)
{
	learn_message(w, seq, NETJOURNAL_KIND_ROUTE, route(word));
}

static long writer_of(const struct writers *w, const char *word)
{
	struct nl_msg *msg = route(word);
	struct record rec;
	struct event ev;
	bool found = !event_parse(&ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len) &&
		     writers_find(w, &ev, &rec);

	nlmsg_free(msg);
	return found ? (long)rec.seq : -1;
}

static void test_writers(void)
{
	struct writers *w = writers_new();
	char word[8];
	int i;

	learn(w, 1, "+p1/a");
	learn(w, 2, "+p1/b");
	learn(w, 3, "+p2/a");
	learn(w, 4, "~p2/b");
	learn(w, 5, "-p1/a");
	is_num(writer_of(w, "p1/b"), 2, "the record that made this very route");
	is_num(writer_of(w, "p2/b"), 4, "who replaced it");
	is_num(writer_of(w, "p1/a"), 5, "who deleted it");
	is_num(writer_of(w, "p1/c"), -1, "of a route that leads elsewhere nothing is known");
	is_num(writer_of(w, "P1/b"), -1, "nor of one with another protocol");
	is_num(writer_of(w, "p3/a"), -1, "nothing is known");
	for (i = 0; i < 3000; i++) {
		sprintf(word, "+p%c/%c", '0' + i % 10, 'a' + i / 10 % 20);
		learn(w, 100 + i, word);
	}
	is_num(writer_of(w, "p7/c"), 100 + 2827, "among many");
	writers_free(w);
}

/* So many that the table has to grow. */
static void test_many_writers(void)
{
	struct writers *w = writers_new();
	uint32_t i, good = 0;
	struct nl_msg *msg;
	struct record rec;
	struct event ev;

	for (i = 1; i <= 20000; i++)
		learn_message(w, i, NETJOURNAL_KIND_LINK,
			      rtmsg_link(RTM_NEWLINK, i, "v", 0, 1500));
	for (i = 1; i <= 20000; i++) {
		msg = rtmsg_link(RTM_NEWLINK, i, "v", 0, 1500);
		rtmsg_parse(&ev, msg);
		good += writers_find(w, &ev, &rec) && rec.seq == i;
		nlmsg_free(msg);
	}
	is_num(good, 20000, "the writers of many links are all known");
	writers_free(w);
	writers_free(NULL);
}

int main(void)
{
	test_store();
	test_cases();
	test_links();
	test_writers();
	test_many_writers();
	return tap_done();
}
