// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal show`: prints one record with everything in it.
 */
#include <errno.h>
#include <string.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "journal/print.h"
#include "journal/reader.h"

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

static int show_record(const struct args *a, uint64_t seq, struct domain *domain)
{
	static struct show show;
	struct reader *r = &show.reader;
	int err = reader_open(r, RECORD_ALL_KINDS, domain);

	if (!err) {
		printer_init(&show.printer, a->json, domain);
		err = reader_learn(r);
		if (!err)
			err = client_record(&r->client, r->cursor.instance, seq,
					    on_answer, &show);
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
	struct domain *domain;
	uint64_t seq;
	int n, status;

	n = args_words(a);
	if (n < 0)
		return args_status(n);
	if (n != 1 || word_u64(a->argv[0] + (a->argv[0][0] == '#'), &seq))
		return args_usage(a, "one sequence number is needed");

	domain = domain_new();
	if (!domain) {
		complain("show: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	status = show_record(a, seq, domain);
	domain_free(domain);
	return status;
}

const struct verb verb_show = {
	.name = "show",
	.words = "SEQ",
	.summary = "Prints one record with every attribute",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = verb_show_run,
};
