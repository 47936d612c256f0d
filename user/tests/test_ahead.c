// SPDX-License-Identifier: GPL-2.0
/* Receiving ahead: in order, to the end, and stopped at any time. */
#include <errno.h>
#include <netlink/msg.h>
#include <stdlib.h>

#include "nl/ahead.h"
#include "tap.h"

#define SEQ	7

static int made;		/* parts so far */
static int parts;		/* after which the dump ends */
static int fails_at;		/* part that fails instead; -1: none */

/* A part of one message; what it holds is its number. */
static int make_part(int fd, void *buf)
{
	struct nlmsghdr *nlh = buf;

	(void)fd;
	if (made == fails_at)
		return -ENOBUFS;
	nlh->nlmsg_len = NLMSG_LENGTH(sizeof(int));
	nlh->nlmsg_type = made + 1 == parts ? NLMSG_DONE : NLMSG_MIN_TYPE;
	nlh->nlmsg_seq = SEQ;
	/* The end of something else is none. */
	if (made % 5 == 3 && made + 1 != parts) {
		nlh->nlmsg_type = NLMSG_DONE;
		nlh->nlmsg_seq = SEQ - 1;
	}
	memcpy(nlmsg_data(nlh), &made, sizeof(made));
	made++;
	return nlh->nlmsg_len;
}

/* Reads @n parts at most. Returns how many came as they should, or the error. */
static int read_parts(int n)
{
	struct ahead *a;
	void *buf = NULL;
	int i, len, number, good = 0;

	made = 0;
	a = ahead_start(0, SEQ, make_part);
	if (!a)
		return -ENOMEM;
	for (i = 0; i < n; i++) {
		len = ahead_next(a, &buf);
		if (len < 0) {
			good = len;
			break;
		}
		memcpy(&number, nlmsg_data(buf), sizeof(number));
		good += number == i;
	}
	ahead_stop(a);
	return good;
}

int main(void)
{
	struct ahead *a;
	int i, n, bad = 0;

	parts = 1000;
	fails_at = -1;
	a = ahead_start(0, SEQ, make_part);
	if (!a) {
		ok(1, "one processor only: it would not help");
		return tap_done();
	}
	ahead_stop(a);
	is_num(read_parts(1000), 1000, "all parts, in order");
	is_num(made, 1000, "nothing is received after the end");
	for (i = 0; i < 500; i++) {
		n = i % 11;
		bad += read_parts(n) != n;
	}
	is_num(bad, 0, "stopped after some");
	fails_at = 20;
	is_num(read_parts(1000), -ENOBUFS, "an error, after what came before it");
	is_num(made, 20, "and nothing after it");
	return tap_done();
}
