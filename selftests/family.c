// SPDX-License-Identifier: GPL-2.0
/*
 * The running family must match the spec: its operations, flags, groups, and the policy
 * of every attribute, as nlctrl reports them. spec2c.py makes the tables of the spec
 * from the YAML file in uapi/.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kselftest_harness.h"
#include "netlink.h"

struct spec_policy;

/* A member that the type does not use is 0. */
struct spec_attr {
	const char *name;
	uint32_t id;
	uint32_t type;		/* NL_ATTR_TYPE_* */
	uint64_t min, max, mask;
	uint32_t min_len, max_len;
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

/* Prints the differences between the kernel's policy and the spec's, and returns their number. */
static int differences(const struct nl_policies *got, int policy, const struct spec_policy *spec,
		       const char *where)
{
	bool known[NL_ATTRS] = {};
	int n = 0;

	if (policy < 0) {
		printf("# %s: no policy\n", where);
		return 1;
	}
	for (uint32_t i = 0; i < spec->n; i++) {
		const struct spec_attr *want = &spec->attrs[i];
		const struct nl_policy *attr = &got->attrs[policy][want->id];

		known[want->id] = true;
		if (attr->type != want->type || attr->min != want->min ||
		    attr->max != want->max || attr->mask != want->mask ||
		    attr->min_len != want->min_len || attr->max_len != want->max_len) {
			printf("# %s: %s is type %u, %llu..%llu, mask %#llx, length %u..%u\n", where,
			       want->name, attr->type, (unsigned long long)attr->min,
			       (unsigned long long)attr->max, (unsigned long long)attr->mask,
			       attr->min_len, attr->max_len);
			if (want->max > INT16_MAX && want->max < UINT32_MAX)
				printf("# NLA_POLICY_RANGE, _MIN and _MAX hold 16 bits; use NLA_POLICY_FULL_RANGE\n");
			n++;
		}
		if (want->nested)
			n += differences(got, attr->nested, want->nested, want->name);
	}
	for (int type = 0; type < NL_ATTRS; type++) {
		if (got->attrs[policy][type].type && !known[type]) {
			printf("# %s: attribute %d is not in the spec\n", where, type);
			n++;
		}
	}
	return n;
}

FIXTURE(family) {
	struct nl_family family;
	struct nl_policies *got;
};

FIXTURE_SETUP(family)
{
	ASSERT_EQ(0, nl_family(&self->family, SPEC_NAME));
	self->got = malloc(sizeof(*self->got));
	ASSERT_EQ(0, nl_policies(self->got, SPEC_NAME));
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
	ASSERT_EQ(ARRAY_SIZE(spec_groups) - 1, self->family.n_groups);
	for (size_t i = 0; spec_groups[i]; i++)
		EXPECT_STREQ(spec_groups[i], self->family.groups[i].name);
}

TEST_F(family, policies)
{
	for (size_t i = 0; i < ARRAY_SIZE(spec_ops); i++) {
		const struct spec_op *op = &spec_ops[i];

		if (op->flags & GENL_CMD_CAP_DO) {
			EXPECT_EQ(0, differences(self->got, self->got->do_policy[op->cmd],
						 op->policy, op->name));
		} else {
			EXPECT_EQ(-1, self->got->do_policy[op->cmd]);
		}
		if (op->flags & GENL_CMD_CAP_DUMP) {
			EXPECT_EQ(0, differences(self->got, self->got->dump_policy[op->cmd],
						 op->policy, op->name));
		} else {
			EXPECT_EQ(-1, self->got->dump_policy[op->cmd]);
		}
	}
}

/* An operation without attributes has a policy too. Otherwise it would accept any attribute. */
TEST_F(family, policy_for_every_operation)
{
	for (uint32_t cmd = 1; cmd < NL_OPS; cmd++) {
		bool op = false, has_policy;

		for (size_t i = 0; i < ARRAY_SIZE(spec_ops); i++)
			op |= spec_ops[i].cmd == cmd;
		has_policy = self->got->do_policy[cmd] >= 0 ||
			     self->got->dump_policy[cmd] >= 0;
		EXPECT_EQ(op, has_policy);
	}
}

TEST_HARNESS_MAIN
