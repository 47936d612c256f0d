// SPDX-License-Identifier: GPL-2.0
/* What a log is asked for, and the routes that match an address. */
#include <linux/fib_rules.h>

#include "base/util.h"
#include "journal/reach.h"
#include "net/longest.h"
#include "net/wanted.h"
#include "rtmsg.h"
#include "tap.h"

static struct wanted wanted;

/* Takes words that are separated by blanks. Returns what is wrong, or "". */
static const char *take(const char *words)
{
	static char copy[256], err[256];
	char *save, *word;

	memset(&wanted, 0, sizeof(wanted));
	err[0] = '\0';
	snprintf(copy, sizeof(copy), "%s", words);
	for (word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		if (wanted_word(&wanted, word, err, sizeof(err)))
			return err;
	return "";
}

static bool wants(const char *words, const char *dst, char sign, bool silent)
{
	struct nl_msg *msg = rtmsg_route(RTM_NEWROUTE, 0, dst, 8);
	struct event ev;
	bool answer;

	take(words);
	rtmsg_parse(&ev, msg);
	answer = wanted_match(&wanted, &ev, NULL, sign, silent);
	nlmsg_free(msg);
	return answer;
}

/* A rule from all, as nearly all are. */
static bool wants_rule(const char *words)
{
	struct fib_rule_hdr hdr = { .family = AF_INET, .table = 100, .action = FR_ACT_TO_TBL };
	struct nl_msg *msg = nlmsg_alloc_simple(RTM_NEWRULE, 0);
	struct event ev;
	bool answer;

	nlmsg_append(msg, &hdr, sizeof(hdr), NLMSG_ALIGNTO);
	take(words);
	rtmsg_parse(&ev, msg);
	answer = wanted_match(&wanted, &ev, NULL, '+', false);
	nlmsg_free(msg);
	return answer;
}

static void test_words(void)
{
	char many[4 * WANTED_MAX + 8];
	int i;

	ok(wants("", "10.0.0.0", '+', false), "everything");
	ok(wants("10.0.0.0/8", "10.0.0.0", '+', false), "an object");
	ok(!wants("10.0.0.0/8", "11.0.0.0", '+', false), "another one");
	ok(wants("11.0.0.0/8 10.0.0.0/8", "10.0.0.0", '+', false), "one of two");
	ok(!wants_rule("default") && wants_rule("added"), "a default route is no rule");
	ok(wants("added", "10.0.0.0", '+', false) && wants("new", "10.0.0.0", '+', false) &&
	   !wants("added", "10.0.0.0", '~', false), "what is new");
	ok(wants("deleted", "10.0.0.0", '-', false) && wants("removed", "10.0.0.0", '-', true),
	   "what is gone");
	ok(wants("changed", "10.0.0.0", '~', false) && !wants("changed", "10.0.0.0", '+', false),
	   "what has changed");
	ok(wants("silent", "10.0.0.0", '-', true) && !wants("silent", "10.0.0.0", '-', false),
	   "what was silent");
	ok(wants("deleted changed", "10.0.0.0", '~', false), "one of two things that happened");
	ok(!wants("deleted 10.0.0.0/8", "10.0.0.0", '~', false) &&
	   !wants("deleted 10.0.0.0/8", "11.0.0.0", '-', false) &&
	   wants("deleted 10.0.0.0/8", "10.0.0.0", '-', false), "what happened, and to what");
	is_str(take("10.0.0.0/99"), "\"10.0.0.0/99\": the prefix length is not between 0 and 32",
	       "a wrong word");
	for (i = 0; i <= WANTED_MAX; i++)
		sprintf(many + 4 * i, "e%02d ", i);
	is_str(take(many), "too many objects: e32", "too many words");
}

static const char *unknown_now(void)
{
	struct ifnames *known = ifnames_new();
	static char text[256];

	ifnames_add(known, 7, 1, "wlan0");
	ifnames_add(known, 8, 1, "former");
	if (!wanted_unknown(&wanted, known, text, sizeof(text)))
		text[0] = 0;
	ifnames_free(known);
	return text;
}

static const char *unknown(const char *words)
{
	take(words);
	return unknown_now();
}

static const char *unknown_dev(const char *dev)
{
	char err[128];

	take("");
	wanted_option(&wanted, domain_opts[0].id, dev, err, sizeof(err));
	return unknown_now();
}

#define NO_DEVICE	": no kind, and no device that exists or is recorded"

static void test_unknown(void)
{
	is_str(unknown("wlan0"), "", "a device that is recorded");
	is_str(unknown("lo"), "", "a device that exists");
	is_str(unknown("if7 10.0.0.1 deleted"), "", "what is no name");
	is_str(unknown("wlna0"), "unknown word: wlna0" NO_DEVICE " (did you mean wlan0?)", "a slip in a name");
	is_str(unknown("rotues"), "unknown word: rotues" NO_DEVICE " (did you mean routes?)", "a slip in a kind");
	is_str(unknown("wlan0 delted"), "unknown word: delted" NO_DEVICE " (did you mean deleted?)",
	       "a slip in what happened");
	is_str(unknown("defualt"), "unknown word: defualt" NO_DEVICE " (did you mean default?)", "a slip in the word default");
	is_str(unknown("nonsense"), "unknown word: nonsense" NO_DEVICE, "nothing is near");
	is_str(unknown_dev("former"), "", "the option --dev: a device that is recorded");
	is_str(unknown_dev("wlna0"), "--dev: no device wlna0 exists or is recorded (did you mean wlan0?)",
	       "the option --dev: a slip in a name");
	is_str(unknown_dev("defualt"), "--dev: no device defualt exists or is recorded",
	       "the option --dev: there is no device default");
}

static bool is_longest(struct longest *l, uint32_t table, uint8_t len, bool gone)
{
	static struct nlmsghdr message;
	struct history_object obj = { .is.now = gone ? NULL : &message };

	obj.is.node.id.table = table;
	obj.is.node.id.dst.len = len;
	return longest_is(l, &obj);
}

static void test_longest(void)
{
	struct longest l = { .found = true, .table = 254, .route.dst.len = 8 };

	ok(is_longest(&l, 254, 8, false), "the route itself");
	ok(is_longest(&l, 254, 8, true), "one with the same prefix that is gone");
	ok(is_longest(&l, 254, 16, true), "one that matched better and is gone");
	ok(!is_longest(&l, 254, 0, false) && !is_longest(&l, 254, 0, true), "not a shorter one");
	ok(!is_longest(&l, 100, 16, true), "not one of another table");
	l.found = false;
	ok(is_longest(&l, 254, 0, true), "without a route: all that are gone");
	ok(!is_longest(&l, 254, 0, false), "but none that exists");
}

static void test_reach(void)
{
	struct reach r = { .first = 1, .last = 814, .time = 1795197792481000000ull };
	char text[256];

	reach_text(&r, ~0u, text, sizeof(text));
	is_str(text, "#1 to #814, since 2026-11-20 18:03:12", "what is searched");
	r.off = 1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_ROUTE;
	reach_text(&r, 1u << NETJOURNAL_KIND_ROUTE, text, sizeof(text));
	is_str(text, "#1 to #814, since 2026-11-20 18:03:12; not recorded: route (netjournal config route on)", "a kind that is off");
	ok(!reach_off(&r, 1u << NETJOURNAL_KIND_ADDR, text, sizeof(text)), "a kind that is on");
	ok(reach_off(&r, ~0u, text, sizeof(text)), "two kinds that are off");
	is_str(text, "link, route (netjournal config KIND on)", "and how to switch them on");
	r = (struct reach){ .first = 1, .last = 0 };
	reach_text(&r, ~0u, text, sizeof(text));
	is_str(text, "nothing, because the journal is empty", "no record");
}

int main(void)
{
	setenv("TZ", "UTC", 1);
	test_words();
	test_unknown();
	test_longest();
	test_reach();
	return tap_done();
}
