// SPDX-License-Identifier: GPL-2.0
/*
 * Tests blobs: of all sizes, in parts, and one that is replaced while it is
 * read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "channel.h"
#include "kselftest_harness.h"

#define A(name)	EXAMPLE_A_BLOB_##name

/* The blob that was read. */
struct blob {
	unsigned char *data;	/* EXAMPLE_BLOB_MAX bytes */
	uint32_t got, size;
	unsigned int messages;
	bool interrupted, wrong;
};

static int put(uint32_t offset, const void *data, size_t len, bool commit)
{
	static struct nl_req req;

	family_begin(&req, EXAMPLE_CMD_BLOB_PUT, 0);
	nl_put_u32(&req, A(OFFSET), offset);
	nl_put(&req, A(DATA), data, len);
	if (commit)
		nl_put(&req, A(COMMIT), NULL, 0);
	return nl_talk_once(&req, NULL, NULL);
}

static int put_all(const unsigned char *data, size_t size)
{
	size_t offset = 0, len;
	int err;

	do {
		len = size - offset < EXAMPLE_PART_MAX ? size - offset : EXAMPLE_PART_MAX;
		err = put(offset, data + offset, len, offset + len == size);
		offset += len;
	} while (!err && offset < size);
	return err;
}

static void take_part(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *tb[EXAMPLE_A_BLOB_MAX + 1];
	struct blob *blob = arg;
	size_t len;

	nl_parse(tb, EXAMPLE_A_BLOB_MAX, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
		 NLMSG_PAYLOAD(nlh, GENL_HDRLEN));
	blob->messages++;
	blob->interrupted |= nlh->nlmsg_flags & NLM_F_DUMP_INTR;
	blob->size = nl_u32(tb[A(SIZE)]);
	len = tb[A(DATA)] ? nl_len(tb[A(DATA)]) : 0;
	if (nl_u32(tb[A(OFFSET)]) != blob->got || blob->got + len > EXAMPLE_BLOB_MAX) {
		blob->wrong = true;
		return;
	}
	memcpy(blob->data + blob->got, nl_data(tb[A(DATA)]), len);
	blob->got += len;
}

static int get(struct blob *blob)
{
	static struct nl_req req;
	unsigned char *data = blob->data;

	memset(blob, 0, sizeof(*blob));
	blob->data = data;
	family_begin(&req, EXAMPLE_CMD_BLOB_GET, NLM_F_DUMP);
	return nl_talk_once(&req, take_part, blob);
}

FIXTURE(blob) {
	unsigned char *data;
	struct blob read;
};

FIXTURE_SETUP(blob)
{
	place_fresh();
	self->data = malloc(EXAMPLE_BLOB_MAX + 1);
	self->read.data = malloc(EXAMPLE_BLOB_MAX);
	ASSERT_TRUE(self->data && self->read.data);
	srand(1);
	for (size_t i = 0; i <= EXAMPLE_BLOB_MAX; i++)
		self->data[i] = rand() >> 8;
}

FIXTURE_TEARDOWN(blob)
{
	free(self->data);
	free(self->read.data);
}

TEST_F(blob, none)
{
	ASSERT_EQ(0, get(&self->read));
	EXPECT_EQ(0, self->read.messages);
}

TEST_F(blob, sizes)
{
	static const size_t sizes[] = {
		0, 1, 3, EXAMPLE_PART_MAX - 1, EXAMPLE_PART_MAX, EXAMPLE_PART_MAX + 1,
		100001, EXAMPLE_BLOB_MAX,
	};

	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		ASSERT_EQ(0, put_all(self->data, sizes[i]));
		ASSERT_EQ(0, get(&self->read));
		EXPECT_FALSE(self->read.wrong);
		EXPECT_FALSE(self->read.interrupted);
		EXPECT_LT(0, self->read.messages);
		EXPECT_EQ(sizes[i], self->read.size);
		ASSERT_EQ(sizes[i], self->read.got);
		EXPECT_EQ(0, memcmp(self->data, self->read.data, sizes[i]));
	}
}

/* Nobody sees half of a blob, and a writer who gives up harms nobody. */
TEST_F(blob, not_committed)
{
	ASSERT_EQ(0, put_all(self->data, 1000));
	ASSERT_EQ(0, put(0, self->data + 5000, 10, false));
	ASSERT_EQ(0, get(&self->read));
	EXPECT_EQ(1000, self->read.got);
	ASSERT_EQ(0, put_all(self->data + 7, 20));
	ASSERT_EQ(0, get(&self->read));
	ASSERT_EQ(20, self->read.got);
	EXPECT_EQ(0, memcmp(self->data + 7, self->read.data, 20));
}

TEST_F(blob, refusals)
{
	static struct nl_req req;
	struct nl nl;

	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	family_begin(&req, EXAMPLE_CMD_BLOB_PUT, 0);
	EXPECT_EQ(-EINVAL, nl_talk(&nl, &req, NULL, NULL));
	EXPECT_EQ(A(OFFSET), nl.miss_type);
	EXPECT_EQ(-EINVAL, put(1, self->data, 1, true));
	EXPECT_EQ(-ERANGE, put(0, self->data, EXAMPLE_PART_MAX + 1, true));
	for (uint32_t at = 0; at < EXAMPLE_BLOB_MAX; at += EXAMPLE_PART_MAX)
		ASSERT_EQ(0, put(at, self->data + at, EXAMPLE_PART_MAX, false));
	EXPECT_EQ(-EFBIG, put(EXAMPLE_BLOB_MAX, self->data, 1, true));
	ASSERT_EQ(0, get(&self->read));
	EXPECT_EQ(0, self->read.messages);
	nl_close(&nl);
}

TEST_F(blob, replaced_while_read)
{
	static struct nl_req req, buf;
	struct nl nl;
	bool done = false;

	ASSERT_EQ(0, put_all(self->data, EXAMPLE_BLOB_MAX));
	ASSERT_EQ(0, nl_open(&nl, NETLINK_GENERIC));
	family_begin(&req, EXAMPLE_CMD_BLOB_GET, NLM_F_DUMP);
	ASSERT_EQ(req.nlh.nlmsg_len, send(nl.fd, &req, req.nlh.nlmsg_len, 0));
	while (!done) {
		int len = recv(nl.fd, &buf, sizeof(buf), 0);

		ASSERT_LT(0, len);
		for (struct nlmsghdr *nlh = &buf.nlh; NLMSG_OK(nlh, len); nlh = NLMSG_NEXT(nlh, len)) {
			self->read.interrupted |= nlh->nlmsg_flags & NLM_F_DUMP_INTR;
			done |= nlh->nlmsg_type == NLMSG_DONE;
		}
		if (!done)
			ASSERT_EQ(0, put_all(self->data, EXAMPLE_BLOB_MAX));
	}
	EXPECT_TRUE(self->read.interrupted);
	nl_close(&nl);
}

TEST_F(blob, tool)
{
	EXPECT_EQ(0, try_run("dd if=/dev/urandom of=/tmp/a bs=1000 count=333 2>/dev/null && " MODULE
			     " load /tmp/a && " MODULE " save /tmp/b && cmp /tmp/a /tmp/b"));
	EXPECT_EQ(0, try_run("dd if=/dev/zero of=/tmp/a bs=1024 count=1025 2>/dev/null && ! " MODULE
			     " load /tmp/a 2>/tmp/err && grep -q 'blob-max (attribute data)' /tmp/err"));
}

TEST_HARNESS_MAIN
