// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal status` and `netjournal config`: print the state of the journal, set the
 * size of a kind's ring, and switch a kind off and on.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/complete.h"
#include "base/tool.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/kind_words.h"
#include "journal/client.h"
#include "journal/domain.h"
#include "journal/print.h"
#include "journal/reach.h"
#include "nl/spec_tables.h"

struct column {
	int type;	/* NETJOURNAL_A_RING_* */
	int width;
	const char *title;
	void (*text)(uint64_t value, char *text, size_t size);
};

static void number_text(uint64_t value, char *text, size_t size)
{
	snprintf(text, size, "%" PRIu64, value);
}

static void enabled_text(uint64_t value, char *text, size_t size)
{
	snprintf(text, size, "%s", value ? "on" : "off");
}

static void kind_text(uint64_t value, char *text, size_t size)
{
	snprintf(text, size, "%s", spec_name(&spec_kinds, value));
}

static const struct column status_columns[] = {
	{ NETJOURNAL_A_RING_KIND, -8, "kind", kind_text },
	{ NETJOURNAL_A_RING_ENABLED, -3, "", enabled_text },
	{ NETJOURNAL_A_RING_SIZE, 8, "size", size_text },
	{ NETJOURNAL_A_RING_USED, 8, "used", size_text_about },
	{ NETJOURNAL_A_RING_RECORDS, 10, "records", number_text },
	{ NETJOURNAL_A_RING_OVERWRITTEN, 12, "overwritten", number_text },
	{ NETJOURNAL_A_RING_LOST, 8, "lost", number_text },
	{ 0 }
};

static const struct column config_columns[] = {
	{ NETJOURNAL_A_RING_KIND, -8, "kind", kind_text },
	{ NETJOURNAL_A_RING_ENABLED, -3, "", enabled_text },
	{ NETJOURNAL_A_RING_SIZE, 8, "size", size_text },
	{ 0 }
};

static uint64_t number_of(const struct nlattr *nest, int type)
{
	const struct nlattr *nla = nla_find(nla_data(nest), nla_len(nest), type);

	if (nla && nla_len(nla) == sizeof(uint32_t))
		return nla_get_u32(nla);
	if (nla && nla_len(nla) == sizeof(uint64_t))
		return nla_get_u64(nla);
	return 0;
}

static void print_ring(struct out *o, const struct column *columns,
		       const struct nlattr *ring)
{
	const struct column *c;
	char text[32];

	for (c = columns; c->text; c++) {
		c->text(number_of(ring, c->type), text, sizeof(text));
		out_text(o, OUT_PLAIN, "%s%*s", c == columns ? "" : " ",
			 c->width, text);
	}
	out_text(o, OUT_PLAIN, "\n");
}

static void print_rings(struct out *o, const struct column *columns,
			const struct nlmsghdr *nlh)
{
	const struct nlattr *nla = genl_attrs(nlh);
	const struct column *c;
	int rem = genl_attrs_len(nlh);

	for (c = columns; c->text; c++)
		out_text(o, OUT_DIM, "%s%*s", c == columns ? "" : " ", c->width,
			 c->title);
	out_text(o, OUT_PLAIN, "\n");
	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem))
		if (nla_type(nla) == NETJOURNAL_A_STATUS_RING)
			print_ring(o, columns, nla);
}

struct show {
	struct printer printer;
	const struct client_status *status;
	const struct reach *reach;
	bool config;	/* only what can be set */
};

static int print_status(const struct nlmsghdr *nlh, void *arg)
{
	struct show *show = arg;
	struct out *o = &show->printer.out;
	const struct client_status *s = show->status;
	char text[256];

	if (o->json) {
		out_object(o, NULL);
		spec_print(o, &spec_status, genl_attrs(nlh), genl_attrs_len(nlh),
			   0, NULL, NULL);
		if (show->reach->time)
			out_u64(o, "since", NULL, show->reach->time);
		out_object_end(o);
		out_line_end(o);
		return 0;
	}
	if (show->config) {
		print_rings(o, config_columns, nlh);
		return 0;
	}
	out_text(o, OUT_PLAIN, "instance %016" PRIx64 "  ", s->instance);
	if (s->first_seq < s->next_seq) {
		reach_text(show->reach, 0, text, sizeof(text));
		out_text(o, OUT_PLAIN, "records %s\n\n", text);
	} else {
		out_text(o, OUT_PLAIN, "no records; the next is #%" PRIu64 "\n\n",
			 s->next_seq);
	}
	print_rings(o, status_columns, nlh);
	domain_print_status(o, genl_attrs(nlh), genl_attrs_len(nlh));
	return 0;
}

static int show_status(const struct args *a, bool config)
{
	struct client_status status;
	struct reach reach = { 0 };
	struct show show = { .status = &status, .reach = &reach, .config = config };
	struct client client;
	int err;

	err = client_open(&client);
	if (!err) {
		printer_init(&show.printer, a->json, NULL);
		err = config ? 0 : reach_find(&client, &reach);
		if (!err)
			err = client_status(&client, &status, print_status, &show);
		client_close(&client);
	}
	if (err) {
		complain("%s: %s", a->verb->name, client.genl.error);
		return STATUS_SYSTEM;
	}
	return printer_flush(&show.printer) ? STATUS_SYSTEM : STATUS_DONE;
}

static int run_status(struct args *a)
{
	int n = args_words(a);

	if (n < 0)
		return args_status(n);
	if (n)
		return args_usage(a, "unexpected word: %s", a->argv[0]);
	return show_status(a, false);
}

/* KIND [size BYTES] [on|off] */
static int run_config(struct args *a)
{
	struct client client;
	uint64_t size = 0;
	int enabled = -1;
	uint32_t kind;
	int n, i, err;

	n = args_words(a);
	if (n < 0)
		return args_status(n);
	if (!n)
		return show_status(a, true);
	if (a->json)
		return args_usage(a, "-j works only without words");

	kind = kind_word(a->argv[0]);
	if (!kind)
		return kind_word_unknown(a, a->argv[0]);
	if (n == 1)
		return args_usage(a, "size, on or off is missing");
	for (i = 1; i < n; i++) {
		if (!strcmp(a->argv[i], "on"))
			enabled = 1;
		else if (!strcmp(a->argv[i], "off"))
			enabled = 0;
		else if (strcmp(a->argv[i], "size"))
			return args_usage(a, "unexpected word: %s", a->argv[i]);
		else if (++i == n || word_size(a->argv[i], &size) || !size)
			return args_usage(a, "size needs a number of bytes, such as 16M");
	}

	err = client_open(&client);
	if (!err) {
		err = client_config(&client, kind, size, enabled);
		client_close(&client);
	}
	if (!err)
		return STATUS_DONE;
	complain("config: %s", client.genl.error);
	return STATUS_SYSTEM;
}

static void complete_config(int n, char **words)
{
	kind_word_complete(n, words);
	if (n)
		complete_word("size\non\noff");
}

const struct verb verb_status = {
	.name = "status",
	.summary = "Prints the state of the journal and of the ring of each kind",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run_status,
};

const struct verb verb_config = {
	.name = "config",
	.words = "[KIND [size BYTES] [on|off]]",
	.summary = "Prints the settings of the rings, or changes one",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run_config,
	.print_words = kind_words_print,
	.complete = complete_config,
	.more_help = "BYTES may end with K, M or G. A kind that is off keeps its records.\n",
};
