// SPDX-License-Identifier: GPL-2.0
/*
 * Asks nlctrl for the generic netlink families and their policies, and prints them.
 */
#include <errno.h>
#include <string.h>

#include "base/util.h"
#include "nl/families.h"
#include "nl/genl.h"
#include "nl/policy.h"

/* A dump of policies has first the policy of each operation, and then the policies. */
enum part { PART_NONE, PART_OPS, PART_POLICIES };

struct family_list {
	struct netlink *genl;
	struct out *out;
	const char *name;	/* NULL: all families */
	enum part part;
	int policy;		/* being printed, -1: none */
};

/* Takes the name of each family. */
struct family_names {
	void (*take)(const char *name);
};

static const struct {
	uint32_t flag;
	const char *name;
} op_flags[] = {
	{ GENL_CMD_CAP_DO, "do" },
	{ GENL_CMD_CAP_DUMP, "dump" },
	{ GENL_CMD_CAP_HASPOL, "policy" },
	{ GENL_ADMIN_PERM, "admin-perm" },
	{ GENL_UNS_ADMIN_PERM, "uns-admin-perm" },
};

static uint32_t u32_in(const struct nlattr *attrs, int len, int type)
{
	const struct nlattr *nla = nla_find(attrs, len, type);

	if (nla && nla_len(nla) == sizeof(uint32_t))
		return nla_get_u32(nla);
	return nla && nla_len(nla) == sizeof(uint16_t) ? nla_get_u16(nla) : 0;
}

static void print_op(struct out *o, const struct nlattr *op)
{
	uint32_t flags = u32_in(nla_data(op), nla_len(op), CTRL_ATTR_OP_FLAGS);
	size_t i;

	out_object(o, NULL);
	out_u64(o, "id", "  op %-4u", u32_in(nla_data(op), nla_len(op),
					     CTRL_ATTR_OP_ID));
	out_array(o, "flags");
	for (i = 0; i < ARRAY_SIZE(op_flags); i++)
		if (flags & op_flags[i].flag)
			out_str(o, OUT_PLAIN, NULL, " %s", op_flags[i].name);
	out_array_end(o);
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
}

static void print_string(struct out *o, enum out_colour c, const char *key,
			 const char *fmt, const struct nlattr *nla)
{
	if (nla)
		out_strn(o, c, key, fmt, nla_data(nla),
			 strnlen(nla_data(nla), nla_len(nla)));
}

static void print_group(struct out *o, const struct nlattr *group)
{
	const struct nlattr *attrs = nla_data(group);
	int len = nla_len(group);

	out_object(o, NULL);
	out_u64(o, "id", "  group %-4u",
		u32_in(attrs, len, CTRL_ATTR_MCAST_GRP_ID));
	print_string(o, OUT_PLAIN, "name", " %s",
		     nla_find(attrs, len, CTRL_ATTR_MCAST_GRP_NAME));
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
}

static void print_each(struct out *o, const char *key, const struct nlattr *nest,
		       void (*print)(struct out *o, const struct nlattr *nla))
{
	const struct nlattr *nla;
	int rem;

	out_array(o, key);
	if (nest)
		nla_for_each_nested(nla, (struct nlattr *)nest, rem)
			print(o, nla);
	out_array_end(o);
}

static int on_family(const struct nlmsghdr *nlh, void *arg)
{
	static const struct {
		int attr;
		const char *key, *fmt;
	} numbers[] = {
		{ CTRL_ATTR_FAMILY_ID, "id", "  id %u" },
		{ CTRL_ATTR_VERSION, "version", "  version %u" },
		{ CTRL_ATTR_HDRSIZE, "hdrsize", "  hdrsize %u" },
		{ CTRL_ATTR_MAXATTR, "maxattr", "  maxattr %u" },
	};
	const struct nlattr *attrs = genl_attrs(nlh);
	int len = genl_attrs_len(nlh);
	struct family_list *list = arg;
	struct out *o = list->out;
	size_t i;

	out_object(o, NULL);
	print_string(o, OUT_WHO, "name", "%s",
		     nla_find(attrs, len, CTRL_ATTR_FAMILY_NAME));
	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		out_u64(o, numbers[i].key, numbers[i].fmt,
			u32_in(attrs, len, numbers[i].attr));
	out_text(o, OUT_PLAIN, "\n");
	print_each(o, "ops", nla_find(attrs, len, CTRL_ATTR_OPS), print_op);
	print_each(o, "groups", nla_find(attrs, len, CTRL_ATTR_MCAST_GROUPS),
		   print_group);
	/* The policies of a single family become members of its object. */
	if (!list->name)
		out_object_end(o);
	return 0;
}

static void print_op_policy(struct family_list *list, const struct nlattr *op)
{
	static const struct {
		int attr;
		const char *key, *fmt;
	} ways[] = {
		{ CTRL_ATTR_POLICY_DO, "do", " do policy %u" },
		{ CTRL_ATTR_POLICY_DUMP, "dump", " dump policy %u" },
	};
	struct out *o = list->out;
	size_t i;

	if (list->part == PART_NONE)
		out_array(o, "op-policies");
	list->part = PART_OPS;

	out_object(o, NULL);
	out_u64(o, "op", "  op %-4u", nla_type(op));
	for (i = 0; i < ARRAY_SIZE(ways); i++)
		if (nla_find(nla_data(op), nla_len(op), ways[i].attr))
			out_u64(o, ways[i].key, ways[i].fmt,
				u32_in(nla_data(op), nla_len(op), ways[i].attr));
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
}

static void end_policy(struct family_list *list)
{
	if (list->policy < 0)
		return;
	out_array_end(list->out);
	out_object_end(list->out);
	list->policy = -1;
}

static void begin_policy(struct family_list *list, int policy)
{
	struct out *o = list->out;

	if (list->part == PART_OPS)
		out_array_end(o);
	if (list->part != PART_POLICIES)
		out_array(o, "policies");
	list->part = PART_POLICIES;
	if (list->policy == policy)
		return;
	end_policy(list);
	list->policy = policy;
	out_object(o, NULL);
	out_u64(o, "id", "  policy %u\n", policy);
	out_array(o, "attrs");
}

/* A policy can come in several messages. */
static void print_policy(struct family_list *list, const struct nlattr *policy)
{
	struct out *o = list->out;
	const struct nlattr *nla;
	char text[128];
	int rem;

	begin_policy(list, nla_type(policy));
	nla_for_each_nested(nla, (struct nlattr *)policy, rem) {
		policy_text(nla, text, sizeof(text));
		out_object(o, NULL);
		out_u64(o, "attr", "    attr %-4u", nla_type(nla));
		out_str(o, OUT_PLAIN, NULL, " %s\n", text);
		if (o->json)
			policy_json(nla, o);
		out_object_end(o);
	}
}

static int on_policy(const struct nlmsghdr *nlh, void *arg)
{
	static const struct {
		int attr;
		void (*print)(struct family_list *list, const struct nlattr *nla);
	} parts[] = {
		{ CTRL_ATTR_OP_POLICY, print_op_policy },
		{ CTRL_ATTR_POLICY, print_policy },
	};
	const struct nlattr *nest, *nla;
	size_t i;
	int rem;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		nest = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
				parts[i].attr);
		if (nest)
			nla_for_each_nested(nla, (struct nlattr *)nest, rem)
				parts[i].print(arg, nla);
	}
	return 0;
}

static int list_policies(struct family_list *list)
{
	const struct netlink_handler h = { .message = on_policy, .arg = list };
	struct out *o = list->out;
	struct nl_msg *msg = genl_request(GENL_ID_CTRL, CTRL_CMD_GETPOLICY, 1,
					  NLM_F_DUMP);
	int err;

	if (msg)
		nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, list->name);
	err = netlink_call(list->genl, msg, &spec_ctrl, &h);
	/* A family without policies has an empty dump. */
	if (err == -ENODATA)
		err = 0;
	end_policy(list);
	if (list->part != PART_NONE)
		out_array_end(o);
	out_object_end(o);
	return err;
}

int families_print(struct netlink *genl, const char *name, struct out *o)
{
	struct family_list list = {
		.genl = genl, .out = o, .name = name, .policy = -1,
	};
	const struct netlink_handler h = { .message = on_family, .arg = &list };
	struct nl_msg *msg = genl_request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 1,
					  name ? 0 : NLM_F_DUMP);
	int err;

	if (msg && name && nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, name) < 0) {
		nlmsg_free(msg);
		msg = NULL;
	}
	out_array(o, NULL);
	err = netlink_call(genl, msg, &spec_ctrl, &h);
	if (!err && name)
		err = list_policies(&list);
	if (!err)
		out_array_end(o);
	return err;
}

static int on_name(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *name = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
					     CTRL_ATTR_FAMILY_NAME);
	const struct family_names *names = arg;

	if (name && memchr(nla_data(name), '\0', nla_len(name)))
		names->take(nla_data(name));
	return 0;
}

int families_names(struct netlink *genl, void (*take)(const char *name))
{
	struct family_names names = { .take = take };
	const struct netlink_handler h = { .message = on_name, .arg = &names };

	return netlink_call(genl, genl_request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 1, NLM_F_DUMP),
			    &spec_ctrl, &h);
}
