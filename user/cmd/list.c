// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal list`: lists network objects, from the kernel's dumps.
 */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/complete.h"
#include "base/program.h"
#include "base/tool.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"
#include "cmd/list_at.h"
#include "cmd/list_family.h"
#include "cmd/list_print.h"
#include "cmd/moment_word.h"
#include "decode/kind.h"

#define WORDS_MAX	64

enum {
	OPT_WHO = OPT_DOMAIN,
	OPT_COUNT,
	OPT_SHOW_CURSOR,
	OPT_AT,
	OPT_FILE,
};

struct list {
	struct args *args;
	bool details;
	const char *at, *file;
	struct selector sel;
	struct list_print print;
};

static int list_end(struct list *list)
{
	const struct listing *l = &list->print.listing;

	list_print_end(&list->print);
	if (printer_flush(&list->print.printer))
		return STATUS_SYSTEM;
	if (l->doubt)
		complain("list: too much changed during the list, so it does not show one moment");
	else if (l->inconsistent)
		complain("list: objects came or went during the list, so some may be missing or listed twice");
	else if (l->unknown)
		complain("list: without the journal it is unknown whether objects came or went during the list");
	if (l->doubt || l->inconsistent || list->print.unrecorded)
		return STATUS_LOST;
	return STATUS_DONE;
}

/* Runs an open listing, and returns the exit status. */
static int list_objects(struct list *list)
{
	struct listing *l = &list->print.listing;
	int err;

	if (!l->has_journal && (list->print.who || list->print.show_cursor)) {
		complain("list: --%s needs the journal: %s",
			 list->print.who ? "who" : "show-cursor", l->why);
		return STATUS_SYSTEM;
	}
	l->names.details = list->details;
	l->names.column = object_row(list->sel.kind)->column;
	printer_init(&list->print.printer, list->args->json, NULL);
	if (!list->print.count)
		out_array(&list->print.printer.out, NULL);
	err = listing_run(l);
	if (!err)
		return list_end(list);
	if (err == -EPIPE || err == -EINTR)
		printer_flush(&list->print.printer);
	else
		complain("list: %s", listing_error(l, err));
	return STATUS_SYSTEM;
}

static int list_run(struct list *list)
{
	struct listing *l = &list->print.listing;
	int status = STATUS_SYSTEM, err;

	l->sel = &list->sel;
	l->out = &list->print.printer.out;
	l->who = list->print.who && !list->print.count;
	l->moment = list->print.show_cursor;
	l->object = list_print_object;
	l->arg = &list->print;
	err = tool_catch_signals();
	if (!err)
		err = listing_open(l);
	if (err)
		complain("list: %s", listing_error(l, err));
	else
		status = list_objects(list);
	listing_close(l);
	return status;
}

/* Lists the objects of an earlier moment. */
static int list_past(struct list *list)
{
	const struct kind *row = object_row(list->sel.kind);
	static struct list_at at;
	int status;

	if (row->flags & KIND_ACTS)
		return args_usage(list->args, "--at: a record of %s says what was changed, and not how all is then; use netjournal log %s",
				  row->name, row->name);
	if (list->sel.left_out)
		return args_usage(list->args, "--at: the journal has only what was changed of these; use netjournal log %s",
				  row->name);
	status = moment_word(list->args, "--at", list->at, &at.rewind.moment);

	if (status != STATUS_DONE)
		return status;
	if (list->print.who || list->print.show_cursor)
		return args_usage(list->args, "--at and --%s cannot be combined",
				  list->print.who ? "who" : "show-cursor");
	at.rewind.wish = (struct past_wish){
		list->file ? PAST_FILE : PAST_DEFAULT, .file = list->file, .netns = list->args->netns,
	};
	at.args = list->args;
	at.details = list->details;
	at.count = list->print.count;
	at.rewind.selector = &list->sel;
	return list_at_run(&at);
}

/* Kinds whose objects are neither of IPv4 nor of IPv6. */
#define WITHOUT_FAMILY	(1u << NETJOURNAL_KIND_LINK | 1u << NETJOURNAL_KIND_FDB | 1u << NETJOURNAL_KIND_VLAN | \
			 1u << NETJOURNAL_KIND_MDB | 1u << NETJOURNAL_KIND_MPLS | 1u << NETJOURNAL_KIND_TC)

/* Returns the family that multicast routes of IPv4 or IPv6 have. */
static uint8_t multicast_family(uint8_t family)
{
	return family == AF_INET ? RTNL_FAMILY_IPMR : RTNL_FAMILY_IP6MR;
}

static int object_parse(struct list *list, int argc, char **words)
{
	enum netjournal_kind kind = kind_by_name(words[0]);
	uint8_t family = list->sel.family;
	char err[256];

	if (!kind)
		return object_unknown(list->args, words[0]);
	if (!kind_can_be_asked(kind))
		return args_usage(list->args, "%s cannot be listed; use netjournal log %s",
				  object_row(kind)->name, object_row(kind)->name);
	if (family && WITHOUT_FAMILY & 1u << kind)
		return args_usage(list->args, "-%c does not apply to %s",
				  family == AF_INET ? '4' : '6', kind_row(kind)->name);
	if (selector_parse_object(&list->sel, kind, argc, words, err, sizeof(err)))
		return args_usage(list->args, "%s", err);
	list->sel.family = family && kind == NETJOURNAL_KIND_MROUTE ? multicast_family(family) : family;
	selector_defaults(&list->sel);
	return STATUS_DONE;
}

static int option_parse(struct list *list, int id)
{
	switch (id) {
	case '4':
	case '6':
		if (list->sel.family)
			return args_usage(list->args, "-4 and -6 cannot be combined");
		list->sel.family = id == '4' ? AF_INET : AF_INET6;
		break;
	case 'd':
		list->details = true;
		break;
	case OPT_WHO:
		list->print.who = true;
		break;
	case OPT_COUNT:
		list->print.count = true;
		break;
	case OPT_SHOW_CURSOR:
		list->print.show_cursor = true;
		break;
	case OPT_AT:
		list->at = list->args->value;
		break;
	case OPT_FILE:
		list->file = list->args->value;
		break;
	}
	return STATUS_DONE;
}

static int verb_list_run(struct args *a)
{
	static struct list list;
	int id, n = 0, status = STATUS_DONE;
	const char *option = NULL;
	char *words[WORDS_MAX] = { NULL };

	list.args = a;
	while (status == STATUS_DONE && (id = args_next(a)) > 0) {
		if (id != ARGS_WORD) {
			option = a->opt->name;
			status = option_parse(&list, id);
		} else if (n == WORDS_MAX) {
			status = args_usage(a, "too many words: %s", a->value);
		} else {
			words[n++] = (char *)a->value;
		}
	}
	if (status != STATUS_DONE)
		return status;
	if (id < 0)
		return args_status(id);
	if (!n)
		return args_usage(a, "the object is missing");
	if (list.file && !list.at)
		return args_usage(a, "--file needs --at: the moment");
	status = list.file ? STATUS_DONE : program_enter(a);
	if (status != STATUS_DONE)
		return status;
	if (strcmp(words[0], "family")) {
		status = object_parse(&list, n, words);
		if (status != STATUS_DONE)
			return status;
		return list.at ? list_past(&list) : list_run(&list);
	}
	if (option)
		return args_usage(a, "--%s does not apply to families", option);
	if (n > 2)
		return args_usage(a, "unexpected word: %s", words[2]);
	return list_family(a, n == 2 ? words[1] : NULL);
}

static void complete_list(int n, char **words)
{
	selectors_complete(n, words);
	if (!n)
		complete_word("family");
	else if (n == 1 && !strcmp(words[0], "family"))
		list_family_complete();
}

const struct verb verb_list = {
	.name = "list",
	.words = "OBJECT [SELECTOR...]",
	.summary = "Lists what exists: links, addresses, routes, netlink families ...",
	.opts = (const struct opt[]){
		{ '4', "ipv4", NULL, "list only IPv4 objects" },
		{ '6', "ipv6", NULL, "list only IPv6 objects" },
		{ 'd', "details", NULL, "print more attributes in text" },
		{ OPT_WHO, "who", NULL, "print who wrote each object last, from the journal" },
		{ OPT_COUNT, "count", NULL, "print only the number of objects" },
		{ OPT_SHOW_CURSOR, "show-cursor", NULL, "print the cursor of the moment that the list shows" },
		{ OPT_AT, "at", "TIME|SEQ", "list what existed at a time, or after a record" },
		{ OPT_FILE, "file", "FILE", "with --at: read this store instead of the journal" },
		{ 'j', "json", NULL, "print JSON, one array" },
		{ 0 }
	},
	.print_words = selectors_print,
	.complete = complete_list,
	.more_help = "  family  [NAME]: generic netlink families; with NAME, also the policies\n"
		     MOMENT_HELP,
	.run = verb_list_run,
	.enters_netns = true,
};
