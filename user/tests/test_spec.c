// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of spec.c and policy.c: names of attributes, and printing by them.
 */
#include <stdlib.h>

#include "build.h"
#include "nl/policy.h"
#include "nl/spec_tables.h"
#include "hex.h"
#include "tap.h"

static const struct nlattr *attrs(struct nl_msg *msg)
{
	return nlmsg_attrdata(nlmsg_hdr(msg), 0);
}

static int len(struct nl_msg *msg)
{
	return nlmsg_attrlen(nlmsg_hdr(msg), 0);
}

static void path(struct nl_msg *msg, unsigned int offset, const char *want)
{
	char name[64];

	if (!spec_path(&spec_record, attrs(msg), len(msg), offset, name,
		       sizeof(name)))
		strcpy(name, "(none)");
	is_str(name, want, want);
}

static void missing(struct nl_msg *msg, int nest, unsigned int type,
		    const char *want)
{
	char name[64];

	if (!spec_missing(&spec_record, attrs(msg), len(msg), nest, type, name,
			  sizeof(name)))
		strcpy(name, "(none)");
	is_str(name, want, want);
}

static void test_names(void)
{
	ok(strcmp(spec_name(&spec_kinds, NETJOURNAL_KIND_MAX), "?"), "the last kind");
	is_str(spec_name(&spec_kinds, 0), "?", "no kind");
	is_str(spec_name(&spec_kinds, NETJOURNAL_KIND_MAX + 1), "?",
	       "a kind of the future");
	is_num(spec_value(&spec_kinds, "config"), NETJOURNAL_KIND_CONFIG, "config");
	is_num(spec_value(&spec_kinds, "conf"), 0, "a part of a name");
	is_num(RECORD_ALL_KINDS + 2, 2u << NETJOURNAL_KIND_MAX, "all kinds");
	is_num(spec_record.max, NETJOURNAL_A_RECORD_MAX, "record is complete");
	is_num(spec_origin.max, NETJOURNAL_A_ORIGIN_MAX, "origin is complete");
	is_num(spec_ring.max, NETJOURNAL_A_RING_MAX, "ring is complete");
	is_num(spec_status.max, NETJOURNAL_A_STATUS_MAX, "status is complete");
}

static void test_paths(void)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct nlattr *nest;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KINDS, 2);	/* 0 to 8 */
	nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CONFIG | NLA_F_NESTED);
	nla_put_u32(msg, NETJOURNAL_A_RING_KIND, 1);	/* 12 to 20 */
	nla_put_u64(msg, NETJOURNAL_A_RING_SIZE, 1);	/* 20 to 32 */
	nla_put_u32(msg, 77, 1);			/* 32 to 40 */
	nla_nest_end(msg, nest);

	path(msg, 0, "kinds");
	path(msg, 8, "config");
	path(msg, 12, "config.kind");
	path(msg, 20, "config.size");
	path(msg, 32, "config.?");
	path(msg, 4, "(none)");
	path(msg, 10, "(none)");
	path(msg, 24, "(none)");
	path(msg, 40, "(none)");
	path(msg, 4000000000u, "(none)");
	missing(msg, -1, NETJOURNAL_A_RECORD_NOTE, "note");
	missing(msg, 8, NETJOURNAL_A_RING_ENABLED, "config.enabled");
	missing(msg, 12, 1, "(none)");
	missing(msg, 9, 1, "(none)");
	missing(msg, -1, 99, "?");
	nlmsg_free(msg);
}

static const char *print_set(const struct spec_set *set, struct nl_msg *msg, bool json,
			     spec_override hook)
{
	static char text[4096];
	FILE *file = fmemopen(text, sizeof(text), "w");
	struct out o;

	out_init(&o, file, json, false);
	out_object(&o, NULL);
	spec_print(&o, set, attrs(msg), len(msg), 0, hook, NULL);
	out_object_end(&o);
	out_flush(&o);
	fclose(file);
	return text;
}

static const char *print(struct nl_msg *msg, bool json, spec_override hook)
{
	return print_set(&spec_record, msg, json, hook);
}

static bool hook(struct out *o, const struct spec_set *set,
		 const struct nlattr *attr, void *arg)
{
	(void)arg;
	if (set != &spec_record || nla_type(attr) != NETJOURNAL_A_RECORD_TIME)
		return false;
	out_str(o, OUT_PLAIN, "when", "%s", "then");
	return true;
}

static void test_print(void)
{
	struct nl_msg *msg = build_begin(18446744073709551615ull,
					 NETJOURNAL_KIND_NOTE);

	build_origin(msg, NETJOURNAL_CONTEXT_REQUEST, "s\"t", "set");
	nla_put_u32(msg, NETJOURNAL_A_RECORD_CLEARED,
		    1u << NETJOURNAL_KIND_NOTE | 1u << NETJOURNAL_KIND_CONFIG);
	nla_put(msg, NETJOURNAL_A_RECORD_BOOKMARK, 3, "abc");
	nla_put(msg, NETJOURNAL_A_RECORD_AFTER, 2, "xy");
	nla_put(msg, NETJOURNAL_A_RECORD_PAD, 0, NULL);
	nla_put_u32(msg, 99, 258);

	is_str(print(msg, true, hook),
	       "{\"kind\":\"note\",\"seq\":18446744073709551615,\"time\":1795197792480999999,"
	       "\"origin\":{\"context\":\"request\",\"pid\":4121,\"comm\":\"s\\\"t\","
	       "\"leader-comm\":\"set\",\"parent\":[{\"pid\":4119,\"comm\":\"sh\"},"
	       "{\"pid\":612,\"comm\":\"manager\"}],\"uid\":0,\"loginuid\":1000},"
	       "\"cleared\":[\"note\",\"config\"],"
	       "\"bookmark\":\"616263\",\"after\":\"7879\",\"99\":\"" HEX32("00", "00", "01", "02") "\"}",
	       "as JSON");
	ok(!!strstr(print(msg, false, hook), "kind           note\n"),
	   "as text");
	ok(!!strstr(print(msg, false, hook), "\n  comm         s"),
	   "a nest is indented");
	ok(!!strstr(print(msg, false, hook), "\ntime           then\n"),
	   "the hook's text");
	ok(!!strstr(print(msg, false, hook), "\ncleared        note config"),
	   "flags as text");
	ok(!!strstr(print(msg, false, hook), "\n99             " HEX32("00", "00", "01", "02") "\n"),
	   "what is not known, as text");
	nlmsg_free(msg);
}

/* Numbers of each type at both of their ends, and one that is too short. */
static void test_numbers(void)
{
	static const char *const names[] = { "off", "on" };
	static const struct spec_enum states = { names, 1 };
	static const struct spec_attr table[] = {
		[1] = { SPEC_NAME("u8"), SPEC_U8 }, { SPEC_NAME("u16"), SPEC_U16 },
		{ SPEC_NAME("s8"), SPEC_S8 }, { SPEC_NAME("s16"), SPEC_S16 },
		{ SPEC_NAME("s32"), SPEC_S32 }, { SPEC_NAME("s64"), SPEC_S64 },
		{ SPEC_NAME("state"), SPEC_U8, .values = &states }, { SPEC_NAME("short"), SPEC_S32 },
	};
	static const struct spec_set set = { table, 8 };
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);

	nla_put_u8(msg, 1, UINT8_MAX);
	nla_put_u16(msg, 2, UINT16_MAX);
	nla_put_s8(msg, 3, INT8_MIN);
	nla_put_s16(msg, 4, INT16_MIN);
	nla_put_s32(msg, 5, INT32_MIN);
	nla_put_s64(msg, 6, INT64_MIN);
	nla_put_u8(msg, 7, 1);
	nla_put_u8(msg, 8, 1);
	is_str(print_set(&set, msg, true, NULL),
	       "{\"u8\":255,\"u16\":65535,\"s8\":-128,\"s16\":-32768,\"s32\":-2147483648,"
	       "\"s64\":-9223372036854775808,\"state\":\"on\",\"short\":\"01\"}",
	       "numbers of each type");
	ok(!!strstr(print_set(&set, msg, false, NULL), "\ns32            -2147483648\n"),
	   "a negative number as text");
	nlmsg_free(msg);
}

static struct nl_msg *policy(uint32_t type)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct nlattr *nest = nla_nest_start(msg, 1);

	nla_put_u32(msg, NL_POLICY_TYPE_ATTR_TYPE, type);
	nla_nest_end(msg, nest);
	return msg;
}

static void limit(struct nl_msg *msg, int attr, uint64_t value)
{
	struct nlattr *nest = (struct nlattr *)attrs(msg);

	nla_put_u64(msg, attr, value);
	nla_nest_end(msg, nest);
}

/* Text of policy_rule() for @msg, which is freed. */
static void is_rule(struct nl_msg *msg, const char *want)
{
	char text[128] = "none";

	policy_rule(attrs(msg), text, sizeof(text));
	is_str(text, want, want);
	nlmsg_free(msg);
}

/* A limit that is not given is 0, and @attr too. */
static struct nl_msg *limited(uint32_t type, int min, uint64_t min_value, int max, uint64_t max_value)
{
	struct nl_msg *msg = policy(type);

	if (min)
		limit(msg, min, min_value);
	if (max)
		limit(msg, max, max_value);
	return msg;
}

static void test_rules(void)
{
	const int min = NL_POLICY_TYPE_ATTR_MIN_VALUE_U, max = NL_POLICY_TYPE_ATTR_MAX_VALUE_U;
	const int shortest = NL_POLICY_TYPE_ATTR_MIN_LENGTH, longest = NL_POLICY_TYPE_ATTR_MAX_LENGTH;

	is_rule(limited(NL_ATTR_TYPE_U32, min, 1, max, 8), "must be from 1 to 8");
	is_rule(limited(NL_ATTR_TYPE_U32, min, 0, max, 8), "must be at most 8");
	is_rule(limited(NL_ATTR_TYPE_U32, min, 2, max, UINT32_MAX), "must be at least 2");
	is_rule(limited(NL_ATTR_TYPE_U32, min, 0, max, UINT32_MAX), "none");
	is_rule(limited(NL_ATTR_TYPE_U64, NL_POLICY_TYPE_ATTR_MASK, 0x1fe, 0, 0),
		"must have no other bits than 0x1fe");
	is_rule(limited(NL_ATTR_TYPE_NUL_STRING, 0, 0, longest, 1024), "must have at most 1024 bytes");
	is_rule(limited(NL_ATTR_TYPE_BINARY, shortest, 4, longest, 4), "must have 4 bytes");
	is_rule(limited(NL_ATTR_TYPE_BINARY, shortest, 4, 0, 0), "must have at least 4 bytes");
	is_rule(policy(NL_ATTR_TYPE_FLAG), "none");
}

static void is_policy(struct nl_msg *msg, const char *want)
{
	char text[128];

	policy_text(attrs(msg), text, sizeof(text));
	is_str(text, want, want);
	nlmsg_free(msg);
}

static void test_policy(void)
{
	struct nl_msg *msg;
	char tiny[8];

	is_policy(policy(NL_ATTR_TYPE_FLAG), "flag");
	is_policy(policy(1000), "?");

	msg = policy(NL_ATTR_TYPE_U32);
	limit(msg, NL_POLICY_TYPE_ATTR_MIN_VALUE_U, 0);
	limit(msg, NL_POLICY_TYPE_ATTR_MAX_VALUE_U, UINT32_MAX);
	is_policy(msg, "u32");

	msg = policy(NL_ATTR_TYPE_U32);
	limit(msg, NL_POLICY_TYPE_ATTR_MIN_VALUE_U, 1);
	limit(msg, NL_POLICY_TYPE_ATTR_MAX_VALUE_U, 8);
	is_policy(msg, "u32 min 1 max 8");

	msg = policy(NL_ATTR_TYPE_S8);
	limit(msg, NL_POLICY_TYPE_ATTR_MIN_VALUE_S, -128);
	limit(msg, NL_POLICY_TYPE_ATTR_MAX_VALUE_S, 5);
	is_policy(msg, "s8 max 5");

	msg = policy(NL_ATTR_TYPE_U64);
	limit(msg, NL_POLICY_TYPE_ATTR_MASK, 0x1fe);
	is_policy(msg, "u64 mask 0x1fe");

	msg = policy(NL_ATTR_TYPE_NESTED);
	limit(msg, NL_POLICY_TYPE_ATTR_POLICY_IDX, 4);
	policy_text(attrs(msg), tiny, sizeof(tiny));
	is_str(tiny, "nested ", "cut to the room there is");
	is_policy(msg, "nested policy 4");
}

int main(void)
{
	test_names();
	test_paths();
	test_print();
	test_numbers();
	test_policy();
	test_rules();
	return tap_done();
}
