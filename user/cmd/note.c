// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal note`: writes a message into the journal.
 */
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "journal/client.h"
#include "journal/print.h"

/* Longer than any note, so that the kernel refuses a note that is too long. */
#define TEXT_MAX	(2 * NETJOURNAL_NOTE_LEN_MAX)

static void print_place(struct printer *p, uint64_t instance, uint64_t seq)
{
	struct out *o = &p->out;

	out_object(o, NULL);
	out_u64(o, "instance", NULL, instance);
	out_u64(o, "seq", "#%u\n", seq);
	out_object_end(o);
	out_line_end(o);
}

static int verb_note_run(struct args *a)
{
	char text[TEXT_MAX] = "";
	struct client client;
	struct printer printer;
	uint64_t instance, seq;
	size_t len = 0;
	int n, i, err;

	n = args_words(a);
	if (n < 0)
		return args_status(n);
	if (!n)
		return args_usage(a, "the text is missing");
	for (i = 0; i < n && len < sizeof(text); i++)
		len += snprintf(text + len, sizeof(text) - len, "%s%s",
				i ? " " : "", a->argv[i]);

	err = client_open(&client);
	if (!err) {
		err = client_note(&client, text, &instance, &seq);
		client_close(&client);
	}
	if (err) {
		complain("note: %s", client.genl.error);
		return STATUS_SYSTEM;
	}
	printer_init(&printer, a->json, NULL);
	print_place(&printer, instance, seq);
	return printer_flush(&printer) ? STATUS_SYSTEM : STATUS_DONE;
}

const struct verb verb_note = {
	.name = "note",
	.words = "TEXT...",
	.summary = "Writes a message into the journal and prints its number",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = verb_note_run,
};
