/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The family for the selftests: requests and channels.
 */
#ifndef SELFTESTS_CHANNEL_H
#define SELFTESTS_CHANNEL_H

#include <linux/example.h>

#include "netlink.h"
#include "place.h"
#include "run.h"

struct channel {
	uint32_t index, level;
	uint64_t changes;
	char label[EXAMPLE_LABEL_LEN_MAX + 1];
};

/* The result of a dump. */
struct channels {
	unsigned int n;
	bool interrupted;	/* flagged NLM_F_DUMP_INTR */
	struct channel at[EXAMPLE_CHANNELS];
};

/*
 * Begins a request to the family. If there is no family, the kernel will answer
 * -ENOENT.
 */
void family_begin(struct nl_req *req, uint8_t cmd, uint16_t flags);
/* Joins a group of the family. Returns 0 or -errno. */
int family_join(struct nl *nl, const char *group);

void channel_parse(struct channel *channel, const struct nlmsghdr *nlh);
/* All of these return 0 or -errno. */
int channel_get(uint32_t index, struct channel *channel);
int channels_get(struct channels *channels);
/* @label NULL, @level negative: as it is. */
int channel_set(uint32_t index, const char *label, int64_t level);

#endif
