// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal status` and `netjournal config`: print the state of the journal, set the
 * size of a kind's ring, and switch a kind off and on.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/complete.h"
#include "base/tool.h"
#include "base/util.h"
#include "base/words.h"
#include "cmd/commands.h"
#include "cmd/kind_words.h"
#include "cmd/metrics.h"
#include "journal/client.h"
#include "journal/domain.h"
#include "journal/ended.h"
#include "journal/print.h"
#include "journal/reach.h"
#include "nl/genl.h"
#include "nl/spec_tables.h"

/* In the order of the option's words. */
enum output {
	OUTPUT_TEXT,
	OUTPUT_JSON,
	OUTPUT_METRICS,
};

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
	static const char *const words[] = { "off", "on", "full" };

	snprintf(text, size, "%s", value < ARRAY_SIZE(words) ? words[value] : "?");
}

static void kind_text(uint64_t value, char *text, size_t size)
{
	snprintf(text, size, "%s", spec_name(&spec_kinds, value));
}

static const struct column status_columns[] = {
	{ NETJOURNAL_A_RING_KIND, -8, "kind", kind_text },
	{ NETJOURNAL_A_RING_ENABLED, -4, "", enabled_text },
	{ NETJOURNAL_A_RING_SIZE, 8, "size", size_text },
	{ NETJOURNAL_A_RING_USED, 8, "used", size_text_about },
	{ NETJOURNAL_A_RING_RECORDS, 10, "records", number_text },
	{ NETJOURNAL_A_RING_OVERWRITTEN, 12, "overwritten", number_text },
	{ NETJOURNAL_A_RING_LOST, 8, "lost", number_text },
	{ 0 }
};

static const struct column config_columns[] = {
	{ NETJOURNAL_A_RING_KIND, -8, "kind", kind_text },
	{ NETJOURNAL_A_RING_ENABLED, -4, "", enabled_text },
	{ NETJOURNAL_A_RING_SIZE, 8, "size", size_text },
	{ 0 }
};

static void print_ring(struct out *o, const struct column *columns,
		       const struct nlattr *ring)
{
	const struct column *c;
	char text[32];

	for (c = columns; c->text; c++) {
		c->text(genl_nest_number(ring, c->type), text, sizeof(text));
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
	struct ended *ended;	/* NULL: none */
	size_t n_ended;
	bool config;	/* only what can be set */
	bool metrics;
};

/* Says how many journals of ended namespaces there are, and lists them, the newest first. */
static void print_ended(struct show *show, const struct nlattr *store)
{
	uint64_t dropped = genl_nest_number(store, NETJOURNAL_A_ENDED_STORE_DROPPED);
	struct out *o = &show->printer.out;
	struct time_text time = { 0 };
	const struct ended *e;
	char used[24];
	size_t i;

	if (!show->n_ended && !dropped)
		return;
	out_text(o, OUT_DIM, "\n%-12s %12s %8s %10s  %s\n", "ended netns", "cookie", "used", "records", "ended at");
	for (i = show->n_ended; i; i--) {
		e = &show->ended[i - 1];
		time_text_set(&time, e->time);
		size_text_about(e->used, used, sizeof(used));
		out_text(o, OUT_PLAIN, "%-12" PRIu64 " %12" PRIu64 " %8s", e->inode, e->cookie, used);
		out_text(o, OUT_PLAIN, " %10" PRIu64 "  %s %s\n", e->records, time.date, time.clock);
	}
	if (dropped)
		out_text(o, OUT_WARN, "no longer kept: %" PRIu64 " journal%s with %" PRIu64 " records\n", dropped,
			 dropped == 1 ? "" : "s", genl_nest_number(store, NETJOURNAL_A_ENDED_STORE_DROPPED_RECORDS));
}

static void print_ended_json(struct show *show)
{
	struct out *o = &show->printer.out;
	const struct ended *e;

	out_array(o, "ended");
	for (e = show->ended; e < show->ended + show->n_ended; e++) {
		out_object(o, NULL);
		out_u64(o, "cookie", NULL, e->cookie);
		out_u64(o, "inode", NULL, e->inode);
		out_u64(o, "first-seq", NULL, e->first_seq);
		out_u64(o, "next-seq", NULL, e->next_seq);
		out_u64(o, "records", NULL, e->records);
		out_u64(o, "used", NULL, e->used);
		out_u64(o, "time", NULL, e->time);
		out_object_end(o);
	}
	out_array_end(o);
}

/* Reads the namespaces that have ended. Only the initial namespace knows them. */
static int read_ended(struct show *show, struct client *client)
{
	int err = ended_list(client, &show->ended, &show->n_ended);

	return err == -EPERM ? 0 : err;
}

static int print_status(const struct nlmsghdr *nlh, void *arg)
{
	struct show *show = arg;
	struct out *o = &show->printer.out;
	const struct client_status *s = show->status;
	const struct nlattr *store;
	char text[256];

	if (show->metrics) {
		metrics_print(o->file, nlh);
		return 0;
	}
	if (o->json) {
		out_object(o, NULL);
		spec_print(o, &spec_status, genl_attrs(nlh), genl_attrs_len(nlh),
			   0, NULL, NULL);
		if (show->reach->time)
			out_u64(o, "since", NULL, show->reach->time);
		print_ended_json(show);
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
	store = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), NETJOURNAL_A_STATUS_ENDED_STORE);
	if (store)
		print_ended(show, store);
	domain_print_status(o, genl_attrs(nlh), genl_attrs_len(nlh));
	return 0;
}

static int show_status(const struct args *a, bool config, bool metrics)
{
	struct client_status status;
	struct reach reach = { 0 };
	struct show show = { .status = &status, .reach = &reach, .config = config, .metrics = metrics };
	struct client client;
	int err;

	err = client_open(&client);
	if (!err) {
		printer_init(&show.printer, a->json, NULL);
		err = config ? 0 : reach_find(&client, &reach);
		if (!err && !config)
			err = read_ended(&show, &client);
		if (!err)
			err = client_status(&client, &status, print_status, &show);
		client_close(&client);
		free(show.ended);
	}
	if (err) {
		complain("%s: %s", a->verb->name, client.genl.error);
		return STATUS_SYSTEM;
	}
	return printer_flush(&show.printer) ? STATUS_SYSTEM : STATUS_DONE;
}

static int run_status(struct args *a)
{
	bool metrics = false;
	int id, mode;

	while ((id = args_next(a)) > 0) {
		if (id != 'o')
			return args_usage(a, "unexpected word: %s", a->value);
		mode = word_choice(a->value, a->opt->arg);
		if (mode < 0)
			return args_usage(a, "--output: %s is none of %s", a->value, a->opt->arg);
		metrics = mode == OUTPUT_METRICS;
		a->json |= mode == OUTPUT_JSON;
	}
	return id < 0 ? args_status(id) : show_status(a, false, metrics);
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
		return show_status(a, true, false);
	if (a->json)
		return args_usage(a, "-j works only without words");

	kind = kind_word(a->argv[0]);
	if (!kind)
		return kind_word_unknown(a, a->argv[0]);
	if (n == 1)
		return args_usage(a, "size, on, full or off is missing");
	for (i = 1; i < n; i++) {
		if (!strcmp(a->argv[i], "on"))
			enabled = 1;
		else if (!strcmp(a->argv[i], "off"))
			enabled = 0;
		else if (!strcmp(a->argv[i], "full"))
			enabled = 2;
		else if (strcmp(a->argv[i], "size"))
			return args_usage(a, "unexpected word: %s", a->argv[i]);
		else if (++i == n || word_size(a->argv[i], &size) || !size)
			return args_usage(a, "size needs a number of bytes, such as 16M");
	}
	/* The kernel says this in words of its own. */
	if (size && size < NETJOURNAL_RING_SIZE_MIN)
		return args_usage(a, "the smallest size is %uK", NETJOURNAL_RING_SIZE_MIN >> 10);
	if (enabled == 2 && !domain_left_out(kind))
		return args_usage(a, "%s has no part that only full records", spec_name(&spec_kinds, kind));

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
		complete_word("size\non\nfull\noff");
}

const struct verb verb_status = {
	.name = "status",
	.summary = "Prints the state of the journal and of the ring of each kind",
	.opts = (const struct opt[]){
		{ 'o', "output", "text|json|metrics", "how to print it" },
		OPT_JSON,
		{ 0 }
	},
	.run = run_status,
};

const struct verb verb_config = {
	.name = "config",
	.words = "[KIND [size BYTES] [on|full|off]]",
	.summary = "Prints the settings of the rings, or changes one",
	.opts = (const struct opt[]){ OPT_JSON, { 0 } },
	.run = run_config,
	.print_words = kind_words_print,
	.complete = complete_config,
	.more_help = "BYTES may end with K, M or G. A kind that is off keeps its records.\n"
		     "full also records the part of a kind that is much; only some kinds have one.\n",
};
