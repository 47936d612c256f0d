// SPDX-License-Identifier: GPL-2.0
/* Unit tests of lanes.c, and of the timeline as text, JSON, a picture and a page. */
#include <linux/if_link.h>
#include <stdlib.h>

#include "base/timeparse.h"
#include "build.h"
#include "cmd/timeline_files.h"
#include "cmd/timeline_text.h"
#include "rtmsg.h"
#include "tap.h"

#define UP	(IFF_UP | IFF_RUNNING | IFF_LOWER_UP)

static struct lanes lanes;
static struct domain *domain;
static char text[65536];

static void begin(void)
{
	lanes_drop(&lanes);
	domain_free(domain);
	domain = domain_new();
	if (!domain)
		abort();
}

/* The record with the number @seq was made in that second by @name; NULL: by the kernel. */
static void take(uint64_t seq, const char *name, uint32_t kind, struct nl_msg *message)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, kind);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, 1795197792000000000ull + seq * NS_PER_S);
	build_origin(msg, name ? NETJOURNAL_CONTEXT_REQUEST : NETJOURNAL_CONTEXT_KTHREAD,
		     name ? name : "kworker", NULL);
	build_message(msg, message);
	if (build_parse(msg, &rec))
		abort();
	domain_learn(domain, &rec);
	if (domain_follow(domain, &rec) || lanes_take(&lanes, domain, &rec, NULL))
		abort();
	nlmsg_free(msg);
}

static void take_link(uint64_t seq, const char *name, int type, const char *dev, unsigned int flags)
{
	take(seq, name, NETJOURNAL_KIND_LINK, rtmsg_link(type, 7000, dev, flags, 1500));
}

static void take_route(uint64_t seq, const char *name, int type)
{
	take(seq, name, NETJOURNAL_KIND_ROUTE, rtmsg_via(type, 0, "10.9.0.0", 16, "10.0.0.1"));
}

static void fill(const char *dev)
{
	begin();
	take_link(1, "a", RTM_NEWLINK, dev, 0);
	take_route(2, "<b>", RTM_NEWROUTE);
	take_link(4, "a", RTM_NEWLINK, dev, UP);
	take_link(6, NULL, RTM_NEWLINK, dev, IFF_UP);
	take_route(7, "a", RTM_DELROUTE);
	take_link(9, "a", RTM_DELLINK, dev, 0);
}

static void test_lanes(void)
{
	fill("d0");
	is_num(lanes.n, 2, "a lane for each object");
	is_str(lanes.first->name, "d0", "with its name");
	is_num(lanes.first->n, 4, "and its records");
	is_num(lanes.first->marks[0].state, LANE_DOWN, "a link that is down");
	is_num(lanes.first->marks[1].state, LANE_THERE, "one that is up");
	is_num(lanes.first->marks[2].state, LANE_NO_CARRIER, "one without a carrier");
	is_num(lanes.first->marks[3].state, LANE_GONE, "one that is gone");
	is_str(lanes.first->marks[1].text, "~ d0 DOWN -> RUNNING", "a record in words");
	is_num(lanes.n_actors, 3, "those who made them");
	is_str(lanes.actors[0].who.name, "a", "the first one");
	is_num(lanes.actors[0].n, 4, "and how many it made");
	is_num(lanes.n_marks, 6, "all records");
	is_num((lanes.to - lanes.from) / NS_PER_S, 8, "the time from the first to the last");
}

static FILE *open_text(void)
{
	memset(text, 0, sizeof(text));
	return fmemopen(text, sizeof(text), "w");
}

static const char *text_of(size_t width)
{
	static struct out o;
	FILE *file = open_text();

	out_init(&o, file, false, false);
	timeline_text(&lanes, &o, width);
	out_flush(&o);
	fclose(file);
	return text;
}

static void test_text(void)
{
	fill("d0");
	is_str(text_of(22 + 17),
	       "2026-11-20            |18:03:13.000   \n"
	       "link d0               a.....a===c-----a\n"
	       "route 10.9.0.0/16       b=========a    \n"
	       "= there  - no carrier  . down  ? not known  * several\n"
	       "a a (4)\n"
	       "b <b> (1)\n"
	       "c kernel (1)\n", "as text");
	begin();
	take_route(1, "a", RTM_DELROUTE);
	take_link(1, "a", RTM_NEWLINK, "d0", 0);
	take_link(1, "b", RTM_NEWLINK, "d0", UP);
	text_of(0);
	ok(strlen(text_of(10)) < 1000, "on a terminal that is too narrow");
	text_of(0);
	ok(strstr(text, "route 10.9.0.0/16     a     ") && strstr(text, "link d0               *====="),
	   "all at one moment");
}

static void test_files(void)
{
	FILE *file;

	fill("</script>");
	file = open_text();
	is_num(timeline_html(&lanes, file), 0, "a page");
	fclose(file);
	ok(strstr(text, "<!DOCTYPE html>") == text && strstr(text, "</html>\n") && !strstr(text, "@LANES@"),
	   "is complete");
	ok(!!strstr(text, "{\"kind\":\"link\",\"name\":\"\\u003c/script>\",\"marks\":[{\"time\":1795197793000000000,"
		    "\"seq\":1,\"by\":0,\"state\":\"down\",\"sign\":\"~\","), "with the lanes, which cannot end the script");
	ok(!strstr(text, "<b>"), "nor are names of programs a part of the page");
	ok(!strstr(text, "http:") && !strstr(text, "https:") && !strstr(text, "src="),
	   "it needs no network");

	file = open_text();
	is_num(timeline_svg(&lanes, file), 0, "a picture");
	fclose(file);
	ok(strstr(text, "&lt;/script&gt;") && strstr(text, "<circle ") && strstr(text, "</svg>\n") &&
	   !strstr(text, "</script>"), "with the marks, and names in the words of XML");

	begin();
	take_link(1, "\xff\x1b\x7f\xef\xbf\xbf\xc3\xa4", RTM_NEWLINK, "d0", UP);
	file = open_text();
	timeline_svg(&lanes, file);
	fclose(file);
	ok(!!strstr(text, ">\?\?\?\?\?\?\xc3\xa4 (1)</text>"), "a program whose name XML cannot contain");
}

int main(void)
{
	setenv("TZ", "UTC", 1);
	test_lanes();
	test_text();
	test_files();
	lanes_drop(&lanes);
	domain_free(domain);
	return tap_done();
}
