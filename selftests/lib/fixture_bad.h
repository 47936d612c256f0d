/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A socket on which requests are refused. Whatever a test does, the journal must be unchanged.
 * Include kselftest_harness.h first.
 */
#ifndef SELFTESTS_FIXTURE_BAD_H
#define SELFTESTS_FIXTURE_BAD_H

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "domain.h"
#include "status.h"

FIXTURE(bad) {
	uint16_t family;
	uint64_t last;
	uint64_t instance;
	bool dump_tells_offset;
	struct nl nl;
	struct nl_req *req;
	struct status_bytes before;
};

FIXTURE_SETUP(bad)
{
	struct ring_status st;
	struct nl_family family;
	struct utsname uts;

	new_netns();
	ASSERT_EQ(0, note_add("before", NULL));
	ASSERT_EQ(0, nl_family(&family, NETJOURNAL_FAMILY_NAME));
	ASSERT_EQ(0, ring_status(&st, NETJOURNAL_KIND_NOTE));
	ASSERT_EQ(0, nl_open(&self->nl, NETLINK_GENERIC));
	ASSERT_EQ(0, uname(&uts));
	self->family = family.id;
	self->instance = st.instance;
	self->last = st.next_seq - 1;
	/* At the end of a dump, older kernels report only the text. */
	self->dump_tells_offset = strncmp(uts.release, "6.1.", 4);
	self->req = malloc(sizeof(*self->req));
	status_bytes_read(&self->before);
	ASSERT_LT(100, self->before.len);
}

FIXTURE_TEARDOWN(bad)
{
	struct status_bytes after;

	/* The journal is unchanged, whatever the test did. */
	status_bytes_read(&after);
	EXPECT_EQ(self->before.len, after.len);
	EXPECT_EQ(0, memcmp(self->before.bytes, after.bytes, after.len));
	EXPECT_EQ(self->last, journal_last());
	nl_close(&self->nl);
	free(self->req);
}

#endif
