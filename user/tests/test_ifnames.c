// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of ifnames.c.
 */
#include "net/ifnames.h"
#include "net/linknames.h"
#include "tap.h"

static struct ifnames *n;

static void is(uint32_t ifindex, uint64_t seq, const char *want,
	       const char *name)
{
	const char *got = ifnames_find(n, ifindex, seq);

	is_str(got ? got : "(none)", want ? want : "(none)", name);
}

/* Devices that come and go: one stays, and those that went do not for long. */
static void test_churn(struct linknames *l)
{
	unsigned int i;

	linknames_set(l, 5001, "stays");
	for (i = 6000; i < 200000; i++) {
		linknames_set(l, i, "passes");
		linknames_gone(l, i);
	}
	is_str(linknames_find(l, 5001), "stays", "churn: what stays is known");
	is_str(linknames_find(l, 199999), "passes", "churn: so is what just went");
	ok(!linknames_find(l, 6000), "churn: what went long ago is not");
}

/* Names of the present, more than the table began with. */
static void test_linknames(void)
{
	struct linknames *l = linknames_new(-1);
	unsigned int i, good = 0;
	char name[16];

	for (i = 1; i <= 5000; i++) {
		snprintf(name, sizeof(name), "v%u", i);
		linknames_set(l, i, name);
	}
	for (i = 1; i <= 5000; i++) {
		const char *found = linknames_find(l, i);

		snprintf(name, sizeof(name), "v%u", i);
		good += found && !strcmp(found, name);
	}
	is_num(good, 5000, "the names of many links are all known");
	linknames_set(l, 0, "nothing");
	ok(!linknames_find(l, 6000), "one that the kernel does not know either");
	linknames_set(l, 7, NULL);
	ok(!linknames_find(l, 7), "one that is gone");
	linknames_gone(l, 8);
	is_str(linknames_find(l, 8), "v8", "of one that went others may still speak");
	test_churn(l);
	linknames_forget(l);
	ok(!linknames_find(l, 5001), "all forgotten");
	linknames_free(l);
	linknames_free(NULL);
}

int main(void)
{
	test_linknames();
	n = ifnames_new();
	is(2, 1, NULL, "nothing is known");

	ifnames_add(n, 2, 10, "eth0");
	ifnames_add(n, 2, 20, "wan0");
	ifnames_add(n, 2, 30, "wan0");
	ifnames_add(n, 2, 40, "eth0");
	is(2, 10, "eth0", "at the record");
	is(2, 15, "eth0", "after the record");
	is(2, 20, "wan0", "renamed");
	is(2, 39, "wan0", "still renamed");
	is(2, 40, "eth0", "back again");
	is(2, UINT64_MAX, "eth0", "ever after");
	is(2, 5, "eth0", "before the first record");
	is(3, 15, NULL, "another device");
	is(2 + 4096, 15, NULL, "another device of the bucket");

	ifnames_add(n, 2 + 4096, 12, "dummy0");
	is(2 + 4096, 15, "dummy0", "both in one bucket");
	is(2, 15, "eth0", "and the first as before");

	/* Records that were learned already come again. */
	ifnames_add(n, 2, 10, "eth0");
	ifnames_add(n, 2, 20, "wan0");
	ifnames_add(n, 2, 30, "wan0");
	is(2, 15, "eth0", "learned twice: eth0");
	is(2, 30, "wan0", "learned twice: wan0");
	is(2, 40, "eth0", "learned twice: eth0 again");

	ifnames_add(n, 2, 35, "lan0");
	is(2, 34, "wan0", "in between: before");
	is(2, 35, "lan0", "in between: at");
	is(2, 40, "eth0", "in between: after");

	/* Learned backwards, as a live name before the records. */
	ifnames_add(n, 9, 50, "veth9");
	ifnames_add(n, 9, 45, "veth9");
	is(9, 45, "veth9", "known from earlier on");
	ifnames_add(n, 9, 47, "other");
	is(9, 46, "veth9", "the earlier stays");
	is(9, 48, "other", "the later changed");

	ifnames_add(n, 5, 1, "a-name-that-is-much-too-long");
	is(5, 1, "a-name-that-is-", "cut to what a name can be");

	ifnames_clear(n);
	is(2, 40, NULL, "all forgotten");
	ifnames_free(n);
	return tap_done();
}
