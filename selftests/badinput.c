// SPDX-License-Identifier: GPL-2.0
/*
 * Bad input. Each refusal must have the right error, a text and the offending attribute,
 * and must not change the journal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kselftest_harness.h"
#include "fixture_bad.h"

#define BEGIN(cmd)	nl_begin_genl(self->req, self->family, NETJOURNAL_CMD_##cmd, 0)
#define BEGIN_DUMP()	nl_begin_genl(self->req, self->family, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP)
#define A(attr)		NETJOURNAL_A_RECORD_##attr
#define RING(attr)	NETJOURNAL_A_RING_##attr

/* Expects that the request is refused with @err, a text, and the attribute @type. */
#define REFUSED(err, type) do {						\
	EXPECT_EQ(-(err), nl_talk(&self->nl, self->req, NULL, NULL));	\
	EXPECT_STRNE("", self->nl.text);				\
	EXPECT_EQ((type), self->nl.bad_type);				\
} while (0)

#define REFUSED_SAYING(err, type, what) do {				\
	REFUSED(err, type);						\
	EXPECT_STREQ((what), self->nl.text);				\
} while (0)

#define REFUSED_DUMP(err, type, what)					\
	REFUSED_SAYING(err, self->dump_tells_offset ? (type) : -1, what)

/* The kernel refuses these before it asks the module, and gives no text. */
TEST_F(bad, unknown_command)
{
	nl_begin_genl(self->req, self->family, NETJOURNAL_CMD_MAX + 1, 0);
	EXPECT_EQ(-EOPNOTSUPP, nl_talk(&self->nl, self->req, NULL, NULL));
	nl_begin_genl(self->req, self->family, 0, 0);
	EXPECT_EQ(-EOPNOTSUPP, nl_talk(&self->nl, self->req, NULL, NULL));
	nl_begin_genl(self->req, self->family, 255, 0);
	EXPECT_EQ(-EOPNOTSUPP, nl_talk(&self->nl, self->req, NULL, NULL));
}

TEST_F(bad, notification_as_command)
{
	BEGIN(RECORD_NTF);
	EXPECT_EQ(-EOPNOTSUPP, nl_talk(&self->nl, self->req, NULL, NULL));
	BEGIN(STATUS_NTF);
	EXPECT_EQ(-EOPNOTSUPP, nl_talk(&self->nl, self->req, NULL, NULL));
}

TEST_F(bad, dump_of_what_has_none)
{
	static const uint8_t cmds[] = {
		NETJOURNAL_CMD_STATUS_GET, NETJOURNAL_CMD_NOTE_ADD,
		NETJOURNAL_CMD_CONFIG_SET, NETJOURNAL_CMD_CLEAR,
	};

	for (size_t i = 0; i < ARRAY_SIZE(cmds); i++) {
		nl_begin_genl(self->req, self->family, cmds[i], NLM_F_DUMP);
		EXPECT_EQ(-EOPNOTSUPP, nl_talk(&self->nl, self->req, NULL, NULL));
	}
}

TEST_F(bad, unknown_attribute)
{
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), self->last);
	nl_put_u32(self->req, A(MAX) + 1, 1);
	REFUSED(EINVAL, A(MAX) + 1);
	BEGIN(STATUS_GET);
	nl_put_u32(self->req, 1000, 1);
	REFUSED(EINVAL, 1000);
	BEGIN(CLEAR);
	nl_put_u32(self->req, 0, 1);
	REFUSED(EINVAL, 0);
}

TEST_F(bad, unknown_attribute_in_dump)
{
	BEGIN_DUMP();
	nl_put_u32(self->req, A(MAX) + 1, 1);
	EXPECT_EQ(-EINVAL, nl_talk(&self->nl, self->req, NULL, NULL));
	EXPECT_STRNE("", self->nl.text);
}

TEST_F(bad, unknown_attribute_in_nest)
{
	size_t nest;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(KIND), CHURN_KIND);
	nl_put_u32(self->req, RING(ENABLED), 1);
	nl_put_u32(self->req, RING(MAX) + 5, 1);
	nl_nest_end(self->req, nest);
	REFUSED(EINVAL, RING(MAX) + 5);
}

TEST_F(bad, attribute_of_another_operation)
{
	BEGIN(STATUS_GET);
	nl_put_u64(self->req, NETJOURNAL_A_STATUS_INSTANCE, self->instance);
	REFUSED(EINVAL, NETJOURNAL_A_STATUS_INSTANCE);
	BEGIN(NOTE_ADD);
	nl_put_str(self->req, A(NOTE), "text");
	nl_put_u32(self->req, A(KIND), NETJOURNAL_KIND_NOTE);
	REFUSED(EINVAL, A(KIND));
	BEGIN(CLEAR);
	nl_put_u64(self->req, A(SEQ), 1);
	REFUSED(EINVAL, A(SEQ));
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), 1);
	nl_put_str(self->req, A(NOTE), "text");
	REFUSED(EINVAL, A(NOTE));
}

/* config-set refuses the counters that status-get reports. */
TEST_F(bad, counter_in_config)
{
	size_t nest;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(KIND), CHURN_KIND);
	nl_put_u64(self->req, RING(LOST), 0);
	nl_nest_end(self->req, nest);
	REFUSED(EINVAL, RING(LOST));
}

TEST_F(bad, dump_attribute_in_do)
{
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), self->last);
	nl_put_u64(self->req, A(AFTER), 0);
	REFUSED_SAYING(EINVAL, A(AFTER), "after is only for a dump");
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), self->last);
	nl_put_u32(self->req, A(KINDS), KINDS(NOTE));
	REFUSED_SAYING(EINVAL, A(KINDS), "kinds is only for a dump");
}

TEST_F(bad, do_attribute_in_dump)
{
	BEGIN_DUMP();
	nl_put_u64(self->req, A(SEQ), self->last);
	REFUSED_DUMP(EINVAL, A(SEQ), "seq is not for a dump; use after");
}

TEST_F(bad, wrong_length)
{
	BEGIN(CLEAR);
	nl_put_u64(self->req, A(KINDS), KINDS(NOTE));
	REFUSED(EINVAL, A(KINDS));
	BEGIN(CLEAR);
	nl_put(self->req, A(KINDS), "\2", 2);
	REFUSED(EINVAL, A(KINDS));
	BEGIN(CLEAR);
	nl_put(self->req, A(KINDS), NULL, 0);
	REFUSED(EINVAL, A(KINDS));
	BEGIN(RECORD_GET);
	nl_put_u32(self->req, A(SEQ), 1);
	REFUSED(EINVAL, A(SEQ));
	BEGIN(RECORD_GET);
	nl_put(self->req, A(SEQ), "0123456789ab", 12);
	REFUSED(EINVAL, A(SEQ));
}

TEST_F(bad, nest_where_none_belongs)
{
	BEGIN(CLEAR);
	nl_put_u32(self->req, A(KINDS) | NLA_F_NESTED, KINDS(NOTE));
	REFUSED(EINVAL, A(KINDS));
}

TEST_F(bad, nest_without_flag)
{
	size_t nest;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(KIND), CHURN_KIND);
	nl_put_u32(self->req, RING(ENABLED), 0);
	nl_nest_end(self->req, nest);
	((struct nlattr *)(self->req->buf + nest))->nla_type &= ~NLA_F_NESTED;
	REFUSED(EINVAL, A(CONFIG));
}

TEST_F(bad, empty_nest)
{
	size_t nest;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_nest_end(self->req, nest);
	REFUSED(EINVAL, A(CONFIG));
}

/* Sends config-set with one wrong member: @attr with @value in @size bytes. */
static int config_with(struct nl *nl, struct nl_req *req, uint16_t family, uint32_t kind,
		       uint16_t attr, uint64_t value, size_t size)
{
	size_t nest;

	nl_begin_genl(req, family, NETJOURNAL_CMD_CONFIG_SET, 0);
	nest = nl_nest(req, NETJOURNAL_A_RECORD_CONFIG);
	nl_put_u32(req, NETJOURNAL_A_RING_KIND, kind);
	nl_put(req, attr, &value, size);
	nl_nest_end(req, nest);
	return nl_talk(nl, req, NULL, NULL);
}

#define CONFIG_REFUSED(err, bad, kind, attr, value) do {		\
	EXPECT_EQ(-(err), config_with(&self->nl, self->req, self->family,	\
				      (kind), RING(attr), (value),	\
				      RING(attr) == RING(SIZE) ? 8 : 4));	\
	EXPECT_STRNE("", self->nl.text);				\
	EXPECT_EQ(RING(bad), self->nl.bad_type);			\
} while (0)

TEST_F(bad, kind_out_of_range)
{
	CONFIG_REFUSED(ERANGE, KIND, 0, ENABLED, 0);
	CONFIG_REFUSED(ERANGE, KIND, NETJOURNAL_KIND_MAX + 1, ENABLED, 0);
	CONFIG_REFUSED(ERANGE, KIND, 99, ENABLED, 0);
	CONFIG_REFUSED(ERANGE, KIND, UINT32_MAX, ENABLED, 0);
}

TEST_F(bad, enabled_out_of_range)
{
	CONFIG_REFUSED(ERANGE, ENABLED, CHURN_KIND, ENABLED, 2);
	CONFIG_REFUSED(ERANGE, ENABLED, CHURN_KIND, ENABLED, UINT32_MAX);
}

TEST_F(bad, size_out_of_range)
{
	CONFIG_REFUSED(ERANGE, SIZE, CHURN_KIND, SIZE, 0);
	CONFIG_REFUSED(ERANGE, SIZE, CHURN_KIND, SIZE, NETJOURNAL_RING_SIZE_MIN - 1);
	EXPECT_STREQ("size is below ring-size-min", self->nl.text);
	CONFIG_REFUSED(ERANGE, SIZE, CHURN_KIND, SIZE, (64u << 20) + 1);
	EXPECT_STREQ("size is above the module's ring_size_max", self->nl.text);
	CONFIG_REFUSED(ERANGE, SIZE, CHURN_KIND, SIZE, UINT64_MAX);
	/* The low 32 bits of this value would be good. */
	CONFIG_REFUSED(ERANGE, SIZE, CHURN_KIND, SIZE, (1ull << 32) + 65536);
}

/* If one member is bad, the good ones have no effect either. */
TEST_F(bad, config_is_all_or_nothing)
{
	size_t nest;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(KIND), CHURN_KIND);
	nl_put_u32(self->req, RING(ENABLED), 0);
	nl_put_u64(self->req, RING(SIZE), 1);
	nl_nest_end(self->req, nest);
	REFUSED(ERANGE, RING(SIZE));
}

TEST_F(bad, kinds_out_of_range)
{
	static const uint32_t masks[] = { 1, KINDS(NOTE) | 1, KINDS_ALL + 2, 1u << 31, UINT32_MAX };

	for (size_t i = 0; i < ARRAY_SIZE(masks); i++) {
		BEGIN(CLEAR);
		nl_put_u32(self->req, A(KINDS), masks[i]);
		REFUSED(EINVAL, A(KINDS));
		BEGIN_DUMP();
		nl_put_u32(self->req, A(KINDS), masks[i]);
		EXPECT_EQ(-EINVAL, nl_talk(&self->nl, self->req, NULL, NULL));
		EXPECT_STRNE("", self->nl.text);
	}
}

TEST_F(bad, trailing_bytes)
{
	BEGIN(CLEAR);
	nl_put_u32(self->req, A(KINDS), KINDS(NOTE));
	memcpy(self->req->buf + self->req->nlh.nlmsg_len, "\1\2\3", 3);
	self->req->nlh.nlmsg_len += 3;
	REFUSED(EINVAL, -1);
}

/* The length of an attribute is more than the message has, or less than its header. */
TEST_F(bad, attribute_length)
{
	static const uint16_t lens[] = { 0, 1, NLA_HDRLEN - 1, 100, UINT16_MAX };
	size_t at;

	for (size_t i = 0; i < ARRAY_SIZE(lens); i++) {
		BEGIN(CLEAR);
		at = self->req->nlh.nlmsg_len;
		nl_put_u32(self->req, A(KINDS), KINDS(NOTE));
		((struct nlattr *)(self->req->buf + at))->nla_len = lens[i];
		REFUSED(EINVAL, -1);
	}
}

TEST_F(bad, nested_attribute_length)
{
	size_t nest, at;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(KIND), CHURN_KIND);
	at = self->req->nlh.nlmsg_len;
	nl_put_u32(self->req, RING(ENABLED), 0);
	nl_nest_end(self->req, nest);
	((struct nlattr *)(self->req->buf + at))->nla_len = 64;
	EXPECT_EQ(-EINVAL, nl_talk(&self->nl, self->req, NULL, NULL));
	EXPECT_STRNE("", self->nl.text);
}

/* The message is too short for the family's header. */
TEST_F(bad, truncated_header)
{
	nl_begin(self->req, self->family, 0);
	EXPECT_EQ(-EINVAL, nl_talk(&self->nl, self->req, NULL, NULL));
	BEGIN(CLEAR);
	self->req->nlh.nlmsg_len -= 2;
	EXPECT_EQ(-EINVAL, nl_talk(&self->nl, self->req, NULL, NULL));
}

/* The kernel drops a message that is shorter than its length says, and does nothing. */
TEST_F(bad, truncated_message)
{
	static const size_t lens[] = { 1, NLMSG_HDRLEN - 1, NLMSG_HDRLEN, NLMSG_HDRLEN + 3,
				       NLMSG_HDRLEN + GENL_HDRLEN + 5 };
	char buf[NL_BUF];

	for (size_t i = 0; i < ARRAY_SIZE(lens); i++) {
		BEGIN(CLEAR);
		nl_put_u32(self->req, A(KINDS), KINDS(NOTE));
		self->req->nlh.nlmsg_flags |= NLM_F_ACK;
		ASSERT_EQ(lens[i], send(self->nl.fd, self->req->buf, lens[i], 0));
		EXPECT_EQ(-EAGAIN, nl_wait(&self->nl, buf, 0));
	}
}

TEST_F(bad, reserved_header_field)
{
	struct genlmsghdr *genl = NLMSG_DATA(&self->req->nlh);

	BEGIN(CLEAR);
	genl->reserved = 1;
	REFUSED(EINVAL, -1);
}

TEST_F(bad, reserved_flags)
{
	nl_begin_genl(self->req, self->family, NETJOURNAL_CMD_CLEAR, NLM_F_EXCL);
	REFUSED(EINVAL, -1);
}

/* Expects that the refusal names the missing attribute and its nest. */
#define MISSING(type) do {						\
	EXPECT_EQ(-EINVAL, nl_talk(&self->nl, self->req, NULL, NULL));	\
	EXPECT_STRNE("", self->nl.text);				\
	EXPECT_EQ((type), self->nl.miss_type);				\
} while (0)

TEST_F(bad, missing_attribute)
{
	BEGIN(RECORD_GET);
	MISSING(A(SEQ));
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(INSTANCE), self->instance);
	MISSING(A(SEQ));
	BEGIN(NOTE_ADD);
	MISSING(A(NOTE));
	BEGIN(CONFIG_SET);
	MISSING(A(CONFIG));
}

TEST_F(bad, missing_attribute_in_nest)
{
	size_t nest;

	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(ENABLED), 0);
	nl_nest_end(self->req, nest);
	MISSING(RING(KIND));
	EXPECT_EQ(A(CONFIG), self->nl.bad_type);
	BEGIN(CONFIG_SET);
	nest = nl_nest(self->req, A(CONFIG));
	nl_put_u32(self->req, RING(KIND), CHURN_KIND);
	nl_nest_end(self->req, nest);
	REFUSED(EINVAL, A(CONFIG));
}

/* Sequence numbers */

TEST_F(bad, seq_of_the_future)
{
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), self->last + 1);
	REFUSED_SAYING(ERANGE, A(SEQ), "seq is greater than the last sequence number");
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), UINT64_MAX);
	REFUSED_SAYING(ERANGE, A(SEQ), "seq is greater than the last sequence number");
}

TEST_F(bad, seq_zero)
{
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), 0);
	REFUSED(ENOENT, A(SEQ));
}

TEST_F(bad, after_of_the_future)
{
	BEGIN_DUMP();
	nl_put_u64(self->req, A(AFTER), self->last + 1);
	REFUSED_DUMP(ERANGE, A(AFTER), "after is greater than the last sequence number");
	BEGIN_DUMP();
	nl_put_u64(self->req, A(AFTER), UINT64_MAX);
	REFUSED_DUMP(ERANGE, A(AFTER), "after is greater than the last sequence number");
	/* The number of the newest record is a good cursor, and no record follows it. */
	BEGIN_DUMP();
	nl_put_u64(self->req, A(AFTER), self->last);
	EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
}

TEST_F(bad, another_instance)
{
	static const char text[] = "the sequence number is of another journal instance";

	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), self->last);
	nl_put_u64(self->req, A(INSTANCE), self->instance ^ 1);
	REFUSED_SAYING(ESTALE, A(INSTANCE), text);
	BEGIN_DUMP();
	nl_put_u64(self->req, A(AFTER), self->last);
	nl_put_u64(self->req, A(INSTANCE), self->instance ^ 1);
	REFUSED_DUMP(ESTALE, A(INSTANCE), text);
	/* The instance is the reason even if the number would be refused too. */
	BEGIN_DUMP();
	nl_put_u64(self->req, A(AFTER), self->last + 1000);
	nl_put_u64(self->req, A(INSTANCE), 0);
	REFUSED_DUMP(ESTALE, A(INSTANCE), text);
	BEGIN(RECORD_GET);
	nl_put_u64(self->req, A(SEQ), self->last);
	nl_put_u64(self->req, A(INSTANCE), self->instance);
	EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
}

/* After all these errors the socket still accepts good requests. */
TEST_F(bad, then_good)
{
	BEGIN(CLEAR);
	nl_put_u32(self->req, A(KINDS), 1);
	REFUSED(EINVAL, A(KINDS));
	BEGIN(STATUS_GET);
	EXPECT_EQ(0, nl_talk(&self->nl, self->req, NULL, NULL));
	EXPECT_STREQ("", self->nl.text);
}

TEST_HARNESS_MAIN
