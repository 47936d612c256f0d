// SPDX-License-Identifier: GPL-2.0
/*
 * The running family is what the spec says: operations, flags, groups, and the
 * policy of every attribute, as nlctrl tells of them. The tables of the spec
 * come from uapi/netjournal.yaml by spec2c.py.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"
#include "nl.h"

struct spec_policy;

/* Members that the type has no use for are 0. */
struct spec_attr {
	const char *name;
	uint32_t id;
	uint32_t type;		/* NL_ATTR_TYPE_* */
	uint64_t min, max, mask;
	uint32_t max_len;
	const struct spec_policy *nested;
};

struct spec_policy {
	uint32_t n;
	struct spec_attr attrs[];
};

struct spec_op {
	const char *name;
	uint32_t cmd;
	uint32_t flags;		/* GENL_* */
	const struct spec_policy *policy;
};

#include "spec.h"

#define OPS	32
#define ATTRS	64

/* What the kernel tells of one attribute. */
struct got_attr {
	uint32_t type;		/* 0: not accepted */
	uint64_t min, max, mask;
	uint32_t max_len;
	int nested;		/* index of the policy, -1 */
};

struct got {
	int do_policy[OPS];	/* by command: index of the policy, -1 */
	int dump_policy[OPS];
	struct got_attr attrs[OPS][ATTRS];	/* by policy and type */
};

static int index_of(const struct nlattr *nla)
{
	return nla ? (int)nl_u32(nla) : -1;
}

static void take_op(struct got *got, const struct nlattr *op)
{
	const struct nlattr *tb[CTRL_ATTR_POLICY_DUMP_MAX + 1];
	int cmd = op->nla_type & NLA_TYPE_MASK;

	if (cmd >= OPS)
		abort();
	nl_parse(tb, CTRL_ATTR_POLICY_DUMP_MAX, nl_data(op), nl_len(op));
	got->do_policy[cmd] = index_of(tb[CTRL_ATTR_POLICY_DO]);
	got->dump_policy[cmd] = index_of(tb[CTRL_ATTR_POLICY_DUMP]);
}

static void take_attr(struct got *got, int policy, const struct nlattr *nla)
{
	const struct nlattr *tb[NL_POLICY_TYPE_ATTR_MAX + 1];
	int type = nla->nla_type & NLA_TYPE_MASK;
	struct got_attr *attr;

	if (policy >= OPS || type >= ATTRS)
		abort();
	attr = &got->attrs[policy][type];
	nl_parse(tb, NL_POLICY_TYPE_ATTR_MAX, nl_data(nla), nl_len(nla));
	attr->type = nl_u32(tb[NL_POLICY_TYPE_ATTR_TYPE]);
	attr->min = nl_u64(tb[NL_POLICY_TYPE_ATTR_MIN_VALUE_U]);
	attr->max = nl_u64(tb[NL_POLICY_TYPE_ATTR_MAX_VALUE_U]);
	attr->mask = nl_u64(tb[NL_POLICY_TYPE_ATTR_MASK]);
	attr->max_len = nl_u32(tb[NL_POLICY_TYPE_ATTR_MAX_LENGTH]);
	attr->nested = index_of(tb[NL_POLICY_TYPE_ATTR_POLICY_IDX]);
}

static void take(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[CTRL_ATTR_MAX + 1];
	struct got *got = arg;

	nl_parse(tb, CTRL_ATTR_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	if (tb[CTRL_ATTR_OP_POLICY]) {
		nl_for_each(op, nl_data(tb[CTRL_ATTR_OP_POLICY]), nl_len(tb[CTRL_ATTR_OP_POLICY]))
			take_op(got, op);
	}
	if (tb[CTRL_ATTR_POLICY]) {
		nl_for_each(policy, nl_data(tb[CTRL_ATTR_POLICY]), nl_len(tb[CTRL_ATTR_POLICY])) {
			nl_for_each(nla, nl_data(policy), nl_len(policy))
				take_attr(got, policy->nla_type & NLA_TYPE_MASK, nla);
		}
	}
}

/* Number of differences between the kernel's policy and the spec's; prints them. */
static int differences(const struct got *got, int policy, const struct spec_policy *spec,
		       const char *where)
{
	bool known[ATTRS] = {};
	int n = 0;

	if (policy < 0) {
		printf("# %s: no policy\n", where);
		return 1;
	}
	for (uint32_t i = 0; i < spec->n; i++) {
		const struct spec_attr *want = &spec->attrs[i];
		const struct got_attr *attr = &got->attrs[policy][want->id];

		known[want->id] = true;
		if (attr->type != want->type || attr->min != want->min ||
		    attr->max != want->max || attr->mask != want->mask ||
		    attr->max_len != want->max_len) {
			printf("# %s: %s is type %u, %llu..%llu, mask %#llx, length %u\n", where,
			       want->name, attr->type, (unsigned long long)attr->min,
			       (unsigned long long)attr->max, (unsigned long long)attr->mask,
			       attr->max_len);
			n++;
		}
		if (want->nested)
			n += differences(got, attr->nested, want->nested, want->name);
	}
	for (int type = 0; type < ATTRS; type++) {
		if (got->attrs[policy][type].type && !known[type]) {
			printf("# %s: attribute %d is not in the spec\n", where, type);
			n++;
		}
	}
	return n;
}

FIXTURE(family) {
	struct nl_family family;
	struct got *got;
};

FIXTURE_SETUP(family)
{
	struct nl_req *req = malloc(sizeof(*req));

	ASSERT_EQ(0, nl_family(&self->family, SPEC_NAME));
	self->got = calloc(1, sizeof(*self->got));
	memset(self->got->do_policy, 0xff, sizeof(self->got->do_policy));
	memset(self->got->dump_policy, 0xff, sizeof(self->got->dump_policy));
	nl_begin_genl(req, GENL_ID_CTRL, CTRL_CMD_GETPOLICY, NLM_F_DUMP);
	nl_put_str(req, CTRL_ATTR_FAMILY_NAME, SPEC_NAME);
	ASSERT_EQ(0, nj_talk(req, take, self->got));
	free(req);
}

FIXTURE_TEARDOWN(family)
{
	free(self->got);
}

TEST_F(family, version)
{
	EXPECT_EQ(SPEC_VERSION, self->family.version);
}

TEST_F(family, operations)
{
	ASSERT_EQ(ARRAY_SIZE(spec_ops), self->family.n_ops);
	for (size_t i = 0; i < ARRAY_SIZE(spec_ops); i++) {
		EXPECT_EQ(spec_ops[i].cmd, self->family.ops[i].cmd);
		EXPECT_EQ(spec_ops[i].flags, self->family.ops[i].flags);
	}
}

TEST_F(family, groups)
{
	ASSERT_EQ(ARRAY_SIZE(spec_groups), self->family.n_groups);
	for (size_t i = 0; i < ARRAY_SIZE(spec_groups); i++)
		EXPECT_STREQ(spec_groups[i], self->family.groups[i].name);
}

TEST_F(family, policies)
{
	for (size_t i = 0; i < ARRAY_SIZE(spec_ops); i++) {
		const struct spec_op *op = &spec_ops[i];

		EXPECT_EQ(0, differences(self->got, self->got->do_policy[op->cmd], op->policy,
					 op->name));
		if (!(op->flags & GENL_CMD_CAP_DUMP)) {
			EXPECT_EQ(-1, self->got->dump_policy[op->cmd]);
			continue;
		}
		EXPECT_EQ(0, differences(self->got, self->got->dump_policy[op->cmd], op->policy,
					 op->name));
	}
}

/* An operation that takes nothing has a policy too, else it would take anything. */
TEST_F(family, policy_for_every_operation)
{
	for (uint32_t cmd = 1; cmd < OPS; cmd++) {
		bool op = false;

		for (size_t i = 0; i < ARRAY_SIZE(spec_ops); i++)
			op |= spec_ops[i].cmd == cmd;
		EXPECT_EQ(op, self->got->do_policy[cmd] >= 0);
	}
}

TEST_HARNESS_MAIN
