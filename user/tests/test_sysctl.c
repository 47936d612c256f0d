// SPDX-License-Identifier: GPL-2.0
/* Sysctls: what their messages say, which names mean them, and the files in /proc/sys/net. */
#include <errno.h>
#include <sys/socket.h>

#include "decode/identity.h"
#include "decode/kind.h"
#include "decode/question.h"
#include "decode/select.h"
#include "decode/sysctl.h"
#include "decodes.h"
#include "net/difference.h"
#include "net/states.h"
#include "net/sysctls.h"
#include "rtmsg.h"
#include "tap.h"

/* A message as the module makes it. Texts that are NULL are absent. */
static struct nl_msg *message(const char *path, const char *value, const char *old)
{
	const uint8_t hdr[4] = { AF_INET };
	struct nl_msg *msg = rtmsg_begin(NETJOURNAL_MESSAGE_SYSCTL, NLM_F_REPLACE, hdr, sizeof(hdr));

	if (path)
		nla_put_string(msg, NETJOURNAL_A_SYSCTL_PATH, path);
	if (value)
		nla_put_string(msg, NETJOURNAL_A_SYSCTL_VALUE, value);
	if (old)
		nla_put_string(msg, NETJOURNAL_A_SYSCTL_OLD, old);
	return msg;
}

static struct nl_msg *with_flag(struct nl_msg *msg, int attr)
{
	nla_put_flag(msg, attr);
	return msg;
}

static void test_decode(void)
{
	struct nl_msg *msg = message(NULL, "1", NULL);
	struct event ev;

	decodes(message("net/ipv4/ip_forward", "1", "0"), DECODED_TEXT,
		"net.ipv4.ip_forward = 1 (was 0)", "text");
	decodes(message("net/ipv4/conf/eth0.10/rp_filter", "2", NULL), DECODED_TEXT,
		"net.ipv4.conf.eth0/10.rp_filter = 2", "a device with a dot");
	decodes(message("net/ipv4/conf/eth0.10/rp_filter", "2", "1"), DECODED_JSON,
		"{\"name\":\"net.ipv4.conf.eth0/10.rp_filter\",\"dev\":\"eth0.10\",\"value\":\"2\",\"old\":\"1\"}",
		"JSON");
	decodes(message("net/ipv4/conf/all/rp_filter", "2", NULL), DECODED_JSON,
		"{\"name\":\"net.ipv4.conf.all.rp_filter\",\"value\":\"2\"}", "\"all\" is no device");
	decodes(message("net/ipv4/tcp_rmem", "1\t2\t3", NULL), DECODED_TEXT,
		"net.ipv4.tcp_rmem = 1 2 3", "several numbers");
	decodes(message("net/ipv6/conf/eth0/stable_secret", NULL, NULL), DECODED_TEXT,
		"net.ipv6.conf.eth0.stable_secret (the value is not recorded)", "a secret");
	decodes(with_flag(message("net/core/x", "abc", NULL), NETJOURNAL_A_SYSCTL_CUT), DECODED_TEXT,
		"net.core.x = abc...", "a long value");
	ok(event_parse(&ev, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len) == -EINVAL, "no path");
	nlmsg_free(msg);
}

static bool is_same(struct nl_msg *msg)
{
	struct event ev;
	bool same;

	rtmsg_parse(&ev, msg);
	same = sysctl_is_same(&ev);
	nlmsg_free(msg);
	return same;
}

static void test_same(void)
{
	ok(is_same(message("net/ipv6/conf/all/addr_gen_mode", "1", "1")), "a write with the same value");
	ok(!is_same(message("net/ipv6/conf/all/addr_gen_mode", "1", "10")), "a write with another value");
	ok(!is_same(message("net/ipv6/conf/all/addr_gen_mode", "1", NULL)), "the value before is not known");
	ok(!is_same(message("net/ipv6/conf/all/stable_secret", NULL, NULL)), "no value is known");
}

static struct states states;
static struct changes changes;

/* Follows the message, which is freed. Returns how the value differs from before. */
static const char *next(struct nl_msg *msg)
{
	struct difference diff = { .changes = &changes };
	const struct nlmsghdr *before;
	static char text[256];
	struct event old, ev;
	struct out o;
	FILE *file;

	rtmsg_parse(&ev, msg);
	if (states_take(&states, &ev, '~', &before))
		abort();
	strcpy(text, "not known");
	if (before) {
		if (event_parse(&old, before, before->nlmsg_len) ||
		    changes_find(&changes, &old, &ev, NULL))
			abort();
		diff.old = &old;
		diff.new = &ev;
		file = fmemopen(text, sizeof(text), "w");
		out_init(&o, file, false, false);
		difference_print(&o, &diff, NULL);
		out_flush(&o);
		fclose(file);
	}
	nlmsg_free(msg);
	return text;
}

static void test_before(void)
{
	is_str(next(message("net/ipv4/ip_forward", "1", "0")), "net.ipv4.ip_forward 0 -> 1",
	       "the record itself says what was before");
	is_str(next(message("net/ipv4/ip_forward", "0", NULL)), "net.ipv4.ip_forward 1 -> 0",
	       "the record before does");
	is_str(next(message("net/ipv4/ip_forward", "2", "7")), "net.ipv4.ip_forward 7 -> 2",
	       "the record itself knows better");
	is_str(next(message("net/ipv4/conf/all/forwarding", "3", NULL)),
	       "net.ipv4.conf.all.forwarding 2 -> 3", "another name of the same sysctl");
	is_str(next(message("net/ipv4/tcp_sack", "1", NULL)), "not known", "nobody knows");
	is_str(next(message("net/ipv4/route/flush", NULL, NULL)), "not known", "a command");
	is_str(next(message("net/ipv4/route/flush", NULL, NULL)), "not known", "the command again");
	states_drop(&states);
	changes_free(&changes);
}

static bool is_own(struct nl_msg *msg)
{
	struct event ev;
	bool own;

	rtmsg_parse(&ev, msg);
	own = event_is_own(&ev);
	nlmsg_free(msg);
	return own;
}

static void test_own(void)
{
	ok(!is_own(message("net/ipv4/conf/eth0/forwarding", "1", NULL)), "a write");
	ok(!is_own(with_flag(message("net/ipv4/conf/eth0/forwarding", "1", NULL),
			     NETJOURNAL_A_SYSCTL_ANNOUNCED)), "a value that was announced");
	ok(is_own(with_flag(message("net/ipv4/conf/eth0/forwarding", "1", NULL),
			    NETJOURNAL_A_SYSCTL_CONSEQUENCE)), "what follows from another write");
}

static const struct {
	const char *words, *path;
	bool match;
} matched[] = {
	{ "net.ipv4.ip_forward", "net/ipv4/ip_forward", true },
	{ "net/ipv4/ip_forward", "net/ipv4/ip_forward", true },
	{ "net.ipv4.ip_forward", "net/ipv4/ip_forward_update_priority", false },
	{ "net.ipv4.ip_forward", "net/ipv4/conf/all/forwarding", true },
	{ "net.ipv4.conf.all.forwarding", "net/ipv4/ip_forward", true },
	{ "net.ipv4.ip_forward", "net/ipv4/conf/default/forwarding", false },
	{ "net.ipv4.conf", "net/ipv4/conf/eth0/rp_filter", true },
	{ "net.ipv4.conf", "net/ipv4/confuse", false },
	{ "net.ipv4.conf.eth0/10.rp_filter", "net/ipv4/conf/eth0.10/rp_filter", true },
	{ "net/ipv4/conf/eth0.10/rp_filter", "net/ipv4/conf/eth0.10/rp_filter", true },
	{ "net.ipv4.conf.eth0.rp_filter", "net/ipv4/conf/all/rp_filter", true },
	{ "net.ipv4.conf.eth0.rp_filter", "net/ipv4/conf/eth1/rp_filter", false },
	{ "net.ipv4.conf.eth0.rp_filter", "net/ipv6/conf/all/rp_filter", false },
	{ "net.ipv4.conf.default.rp_filter", "net/ipv4/conf/all/rp_filter", false },
	{ "net.ipv4.conf.all.rp_filter", "net/ipv4/conf/eth0/rp_filter", false },
	{ "net.ipv4.conf.eth0", "net/ipv4/conf/all/rp_filter", false },
	{ "dev eth0", "net/ipv4/conf/eth0/rp_filter", true },
	{ "dev eth0", "net/ipv6/neigh/eth0/gc_stale_time", true },
	{ "dev eth0", "net/ipv4/conf/eth01/rp_filter", false },
	{ "dev eth0", "net/ipv4/ip_forward", false },
};

static void test_selector(void)
{
	char copy[128], err[256], *argv[2], *save;
	struct selector sel;
	struct nl_msg *msg;
	struct event ev;
	size_t i;
	int argc;

	for (i = 0; i < ARRAY_SIZE(matched); i++) {
		strcpy(copy, matched[i].words);
		argv[0] = strtok_r(copy, " ", &save);
		argv[1] = strtok_r(NULL, " ", &save);
		argc = argv[1] ? 2 : 1;
		msg = message(matched[i].path, "1", NULL);
		rtmsg_parse(&ev, msg);
		ok(!selector_parse(&sel, NETJOURNAL_KIND_SYSCTL, argc, argv, err, sizeof(err)) &&
		   selector_match(&sel, &ev, NULL) == matched[i].match, matched[i].words);
		nlmsg_free(msg);
	}
	argv[0] = "kernel.panic";
	ok(selector_parse(&sel, NETJOURNAL_KIND_SYSCTL, 1, argv, err, sizeof(err)), "kernel.*");
	is_str(err, "\"kernel.panic\" is no sysctl of networking (net.*)", "why");
	argv[0] = "ip_forward";
	ok(selector_parse(&sel, NETJOURNAL_KIND_SYSCTL, 1, argv, err, sizeof(err)), "no path");
}

static void test_question(void)
{
	struct question q;
	char err[256];
	char *name = "net.ipv4.ip_forward";
	struct selector sel;

	is_num(word_form(name), FORM_SYSCTL, "the name of a sysctl");
	is_num(word_form("net.10"), FORM_DEVICE, "the name of a device");
	ok(!question_parse(&q, 1, &name, err, sizeof(err)) &&
	   q.readings[0].kind == NETJOURNAL_KIND_SYSCTL, "a question");
	ok(!question_filter(&sel, name, err, sizeof(err)) && sel.kind == NETJOURNAL_KIND_SYSCTL &&
	   !strcmp(sel.sysctl, "net/ipv4/ip_forward"), "a filter");
}

static int count_matching(const struct nlmsghdr *nlh, void *arg)
{
	const struct selector *sel = arg;
	struct event ev;

	if (event_parse(&ev, nlh, nlh->nlmsg_len))
		return -EINVAL;
	/* The number of sysctls that match, above those that do not. */
	return selector_match(sel, &ev, NULL) ? 1 : 0;
}

static void test_files(void)
{
	struct selector sel = { .kind = NETJOURNAL_KIND_SYSCTL };

	strcpy(sel.sysctl, "net/core/somaxconn");
	is_num(sysctls_read(&sel, count_matching, &sel), 1, "a file is found");
	strcpy(sel.sysctl, "net/ipv4/ip_forward");
	is_num(sysctls_read(&sel, count_matching, &sel), 1, "one with two names");
	strcpy(sel.sysctl, "net/core/no-such-sysctl");
	is_num(sysctls_read(&sel, count_matching, &sel), 0, "another file is not");
}

int main(void)
{
	test_decode();
	test_same();
	test_before();
	test_own();
	test_selector();
	test_question();
	test_files();
	return tap_done();
}
