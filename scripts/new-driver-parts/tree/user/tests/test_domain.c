// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of the domain: how records about channels are read, selected and
 * printed.
 */
#include <errno.h>
#include <stdlib.h>

#include "build.h"
#include "channel.h"
#include "domain.h"
#include "tap.h"

static struct nl_msg *sample(void)
{
	struct nl_msg *msg = build_begin(7, NETJOURNAL_KIND_CHANNEL);
	struct nlattr *nest;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_EVENT, NETJOURNAL_EVENT_SET);
	nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CHANNEL | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_CHANNEL_INDEX, 3);
	nla_put_string(msg, NETJOURNAL_A_CHANNEL_LABEL, "a\033b");
	nla_put_u32(msg, NETJOURNAL_A_CHANNEL_TARGET, 1000);
	nla_put_u32(msg, NETJOURNAL_A_CHANNEL_LEVEL, 100);
	nla_nest_end(msg, nest);
	return msg;
}

static const char *print(struct domain *d, const struct record *rec, bool json)
{
	static char text[4096];
	FILE *file = fmemopen(text, sizeof(text), "w");
	struct out o;

	out_init(&o, file, json, false);
	out_object(&o, NULL);
	domain_print(d, &o, rec);
	out_object_end(&o);
	out_flush(&o);
	fclose(file);
	return text;
}

static void test_filter(struct domain *d, const struct record *rec)
{
	char err[64] = "";

	ok(domain_match(d, rec), "no filter");
	is_num(domain_option(d, OPT_DOMAIN, "x", err, sizeof(err)), -EINVAL, "not a number");
	is_str(err, "not the number of a channel: x", "is told");
	is_num(domain_option(d, OPT_DOMAIN, "3", err, sizeof(err)), 0, "a number");
	ok(domain_match(d, rec), "the channel");
	domain_option(d, OPT_DOMAIN, "4", err, sizeof(err));
	ok(!domain_match(d, rec), "another channel");
}

/* Every cut of the attributes is read without harm; with sanitizers, no more. */
static void test_cut(const struct record *rec)
{
	struct channel channel;
	size_t len;
	void *copy;

	for (len = rec->message_len; len > 0; len--) {
		copy = malloc(len);
		memcpy(copy, rec->message, len);
		channel_parse(&channel, copy, len);
		free(copy);
	}
	is_num(channel.level, 0, "cut anywhere");
}

int main(void)
{
	struct nl_msg *msg = sample(), *note = build_begin(8, NETJOURNAL_KIND_NOTE);
	struct domain *d = domain_new();
	struct record rec;

	is_num(build_parse(msg, &rec), 0, "a record");
	is_str(print(d, &rec, false), "3 (a\\x1bb) set: target 1000 level 100", "as text");
	is_str(print(d, &rec, true),
	       "{\"channel\":{\"index\":3,\"label\":\"a\\u001bb\",\"target\":1000,\"level\":100}}",
	       "as JSON");
	test_filter(d, &rec);
	test_cut(&rec);
	is_num(build_parse(note, &rec), 0, "a note");
	ok(!domain_match(d, &rec), "is about no channel");
	domain_free(d);
	nlmsg_free(msg);
	nlmsg_free(note);
	return tap_done();
}
