// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal show`: prints one record with everything in it.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "cmd/enter.h"
#include "journal/print.h"
#include "journal/reach.h"
#include "journal/reader.h"

enum {
	OPT_FILE = OPT_CORE,
};

struct show {
	struct reader reader;
	struct printer printer;
};

static int on_answer(const struct nlmsghdr *nlh, void *arg)
{
	struct show *show = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (!err)
		print_details(&show->printer, &rec);
	return err;
}

/* Says which records there are, because @seq is none of them. */
static void tell_reach(struct reader *r, uint64_t seq)
{
	char text[256];
	struct reach reach;

	if (reach_read(r, &reach))
		return;
	reach_text(&reach, 0, text, sizeof(text));
	snprintf(r->client.genl.error, sizeof(r->client.genl.error),
		 "the journal does not have #%" PRIu64 ", or no longer; it has %s", seq, text);
}

static int show_record(const struct args *a, const char *file, const struct cursor *at, struct domain *domain)
{
	static struct show show;
	struct reader *r = &show.reader;
	char text[CURSOR_TEXT_MAX];
	int err;

	r->wish = (struct past_wish){ file ? PAST_FILE : PAST_DEFAULT, .file = file, .netns = a->netns, .whole = true };
	err = reader_open(r, RECORD_ALL_KINDS, domain);
	if (!err && !reader_goto(r, at)) {
		cursor_text(at, text);
		snprintf(r->client.genl.error, sizeof(r->client.genl.error), "no journal has the record %s", text);
		reader_close(r);
		err = -ENOENT;
	}

	if (!err) {
		printer_init(&show.printer, a->json, domain);
		print_past(&show.printer, r);
		err = reader_learn(r);
		if (!err)
			err = reader_record(r, at->seq, on_answer, &show);
		if (err == -ENOENT || err == -ERANGE)
			tell_reach(r, at->seq);
		reader_close(r);
	}
	if (err) {
		complain("show: %s", r->client.genl.error[0] ?
			 r->client.genl.error : strerror(-err));
		return STATUS_SYSTEM;
	}
	return printer_flush(&show.printer) ? STATUS_SYSTEM : STATUS_DONE;
}

static int verb_show_run(struct args *a)
{
	const char *file = NULL, *word = NULL;
	struct domain *domain;
	struct cursor at;
	int id, status;

	while ((id = args_next(a)) > 0) {
		if (id == ARGS_WORD && word)
			return args_usage(a, "one sequence number is needed");
		*(id == ARGS_WORD ? &word : &file) = a->value;
	}
	if (id < 0)
		return args_status(id);
	if (!word || cursor_parse(word + (*word == '#'), &at))
		return args_usage(a, "one sequence number is needed");
	status = file ? STATUS_DONE : enter_journal(a);
	if (status)
		return status;

	domain = domain_new();
	if (!domain) {
		complain("show: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = show_record(a, file, &at, domain);
	domain_free(domain);
	return status;
}

const struct verb verb_show = {
	.name = "show",
	.words = "SEQ|CURSOR",
	.summary = "Prints one record with every attribute",
	.opts = (const struct opt[]){
		OPT_JSON,
		{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
		{ 0 }
	},
	.enters_netns = true,
	.reads_ended = true,
	.run = verb_show_run,
};
