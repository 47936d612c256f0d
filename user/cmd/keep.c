// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal keep`: a service that keeps the journals of all network namespaces in a store.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "base/words.h"
#include "cmd/domain_verbs.h"
#include "net/keeper.h"

#define SIZE_DEFAULT	(1ull << 30)
/* With less, the log beside the file could not be kept within the limit. */
#define SIZE_MIN	(64ull << 20)

enum {
	OPT_MAX_SIZE = OPT_CORE,
	OPT_MAX_AGE,
	OPT_STORE,
};

static void print_committed(uint64_t records)
{
	printf("committed %" PRIu64 "\n", records);
	fflush(stdout);
}

/* Reads an age such as 90d as the time so long before now. */
static int option_age(const struct args *a, int64_t *age)
{
	const int64_t now = 1ll << 61;
	int64_t then;

	if (time_parse(a->value, now, &then) || then >= now)
		return args_usage(a, "--max-age: %s: it is no time such as 90d or 12h", a->value);
	*age = now - then;
	return STATUS_DONE;
}

static int option_parse(struct args *a, struct keeper *k, int id)
{
	switch (id) {
	case OPT_STORE:
		k->path = a->value;
		return STATUS_DONE;
	case OPT_MAX_SIZE:
		if (word_size(a->value, &k->max_size) || k->max_size < SIZE_MIN)
			return args_usage(a, "--max-size: %s: it is no size of at least 64M", a->value);
		return STATUS_DONE;
	case OPT_MAX_AGE:
		return option_age(a, &k->max_age);
	case 'v':
		k->committed = print_committed;
		return STATUS_DONE;
	default:
		return args_usage(a, "unexpected word: %s", a->value);
	}
}

static int verb_keep_run(struct args *a)
{
	static struct keeper k = { .path = ARCHIVE_DEFAULT, .max_size = SIZE_DEFAULT };
	int id, err, status = STATUS_DONE;

	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = option_parse(a, &k, id);
	if (status != STATUS_DONE)
		return status;
	if (id < 0)
		return args_status(id);
	err = tool_catch_signals();
	if (!err)
		err = keeper_run(&k);
	if (err == -EINTR)
		return STATUS_DONE;
	complain("keep: %s", *k.error ? k.error : strerror(-err));
	return STATUS_SYSTEM;
}

const struct verb verb_keep = {
	.name = "keep",
	.words = "[options]",
	.summary = "Keeps the journals of all namespaces in a store, as a service",
	.opts = (const struct opt[]){
		{ OPT_STORE, "store", "FILE", "write this store" },
		{ OPT_MAX_SIZE, "max-size", "SIZE", "the most bytes that the store takes (1G)" },
		{ OPT_MAX_AGE, "max-age", "TIME", "keep records for this time, such as 90d" },
		{ 'v', "verbose", NULL, "print how many records are stored after each batch" },
		{ 0 }
	},
	.more_help = "The default store is " ARCHIVE_DEFAULT "\n",
	.run = verb_keep_run,
};
