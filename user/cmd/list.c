// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal list`: what network objects there are, from the kernel's dumps.
 *
 * Without a journal the objects are printed as they come. Small dumps are held
 * until their end, so that one that the kernel flags as inconsistent can be
 * taken again. With a journal all are held, and what was changed meanwhile is
 * put right: then the list is what was there at one moment.
 */
#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/tool.h"
#include "cmd/commands.h"
#include "cmd/list_family.h"
#include "journal/client.h"
#include "journal/print.h"
#include "net/linknames.h"
#include "net/rtnl.h"
#include "net/snapshot.h"
#include "net/writers.h"
#include "nl/spec_tables.h"

/* Without a journal no more than about this many bytes of them are held. */
#define HOLD_MAX	(64 * 1024)
#define TRIES_MAX	5
#define WORDS_MAX	64

enum {
	OPT_WHO = OPT_DOMAIN,
	OPT_COUNT,
	OPT_SHOW_CURSOR,
};

/* Links of a sort, sorted, for objects that have to be on one of them. */
struct link_set {
	struct selector sel;
	uint32_t *ids;
	size_t n, max;
};

struct list {
	struct args *args;
	bool who, count, show_cursor, details;
	struct selector sel;
	uint32_t ifindex, master;	/* of the selector's devices */
	bool has_links;
	struct link_set links;

	struct netlink rtnl;
	uint8_t family;			/* that is being dumped, 0: any */
	unsigned int parts;		/* the family's dump came in so many */
	bool unflagged;			/* a dump in parts of a kind that the kernel flags not */
	struct printer printer;
	struct event_names names;
	struct linknames *linknames;

	bool has_journal;
	struct client client;
	struct client_status before;	/* of the journal, before the dump */
	struct cursor cursor;		/* the moment of the list */
	bool doubt;			/* the journal does not know what changed */
	bool inconsistent;		/* the kernel flagged a dump */
	struct writers *writers;

	struct snapshot snapshot;	/* with a journal, what is held */
	struct out start;		/* the printer before the first object */
	FILE *held;			/* without one, what was printed so far */
	char *held_text;
	size_t held_len;
	uint64_t n;			/* objects that were printed */
};

static int by_id(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool is_wanted(struct list *list, const struct event *ev)
{
	if (ev->kind == NETJOURNAL_KIND_LINK && ev->family == AF_BRIDGE)
		return false;
	if (!selector_match(&list->sel, ev, &list->names))
		return false;
	return !list->has_links || (list->links.n &&
	       bsearch(&ev->ifindex, list->links.ids, list->links.n,
		       sizeof(uint32_t), by_id));
}

/* In JSON all that the record says but for its message, which is the object. */
static bool skip_message(struct out *o, const struct spec_set *set,
			 const struct nlattr *attr, void *arg)
{
	(void)o;
	(void)arg;
	return set == &spec_record && nla_type(attr) == NETJOURNAL_A_RECORD_MESSAGE;
}

static void print_writer(struct list *list, const struct event *ev)
{
	struct out *o = &list->printer.out;
	struct record rec;

	if (!writers_find(list->writers, ev, &rec)) {
		out_null(o, "last", NULL);
		return;
	}
	out_object(o, "last");
	if (o->json) {
		spec_print(o, &spec_record, rec.attrs, rec.len, 0, skip_message,
			   NULL);
	} else {
		out_text(o, OUT_PLAIN, "  [");
		print_time(&list->printer, &rec, true);
		out_text(o, OUT_PLAIN, "  ");
		print_origin(&list->printer, &rec);
		print_seq(o, &rec);
		out_text(o, OUT_PLAIN, "]");
	}
	out_object_end(o);
}

static int print_one(const struct nlmsghdr *nlh, void *arg)
{
	struct list *list = arg;
	struct out *o = &list->printer.out;
	struct event ev;

	if (event_parse(&ev, nlh, nlh->nlmsg_len)) {
		snprintf(list->rtnl.error, sizeof(list->rtnl.error),
			 "cannot decode a message from the kernel (type %u, %u bytes)",
			 nlh->nlmsg_type, nlh->nlmsg_len);
		return -EBADMSG;
	}
	if (ev.kind == NETJOURNAL_KIND_LINK && ev.ifname)
		linknames_set(list->linknames, ev.ifindex, ev.ifname);
	if (!is_wanted(list, &ev))
		return 0;
	list->n++;
	if (list->count)
		return 0;
	out_object(o, NULL);
	event_print(o, &ev, &list->names);
	if (list->writers)
		print_writer(list, &ev);
	out_object_end(o);
	out_text(o, OUT_PLAIN, "\n");
	return tool_stop ? -EINTR : 0;
}

static int no_memory(struct list *list)
{
	snprintf(list->rtnl.error, sizeof(list->rtnl.error),
		 "no memory for the list");
	return -ENOMEM;
}

static void drop_held(struct list *list)
{
	snapshot_drop(&list->snapshot);
	if (list->held) {
		fclose(list->held);
		list->printer.out = list->start;
	}
	list->held = NULL;
	free(list->held_text);
	list->held_text = NULL;
}

/* Whether nothing has gone out yet. */
static bool holds(const struct list *list)
{
	return list->has_journal || list->held;
}

/* Begins anew, with nothing printed. */
static int hold(struct list *list)
{
	drop_held(list);
	list->n = 0;
	if (list->has_journal)
		return 0;
	list->printer.out = list->start;
	list->held = open_memstream(&list->held_text, &list->held_len);
	if (!list->held)
		return no_memory(list);
	list->printer.out.file = list->held;
	return 0;
}

/* What is held goes out, and what comes then goes out at once. */
static int let_go(struct list *list)
{
	struct out *o = &list->printer.out;
	int err;

	if (list->has_journal) {
		err = snapshot_each(&list->snapshot, print_one, list);
	} else {
		out_flush(o);
		o->file = stdout;
		err = fflush(list->held) ? no_memory(list) : 0;
		if (!err)
			fwrite(list->held_text, 1, list->held_len, stdout);
		fclose(list->held);
		list->held = NULL;
	}
	drop_held(list);
	return err;
}

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	struct list *list = arg;

	/* Where the kernel lacks a family it answers for all the others. */
	if (list->family && nlh->nlmsg_len > NLMSG_HDRLEN &&
	    *(uint8_t *)NLMSG_DATA(nlh) != list->family)
		return 0;
	if (!list->has_journal)
		return print_one(nlh, list);
	return snapshot_add(&list->snapshot, nlh) ? no_memory(list) : 0;
}

static int on_batch(void *arg)
{
	struct list *list = arg;

	list->parts++;
	if (tool_stop)
		return -EINTR;
	if (list->held && kind_row(list->sel.kind)->flags & KIND_MANY &&
	    ftell(list->held) > HOLD_MAX && let_go(list))
		return -ENOMEM;
	return ferror(stdout) ? -EPIPE : 0;
}

static int dump_family(struct list *list, uint8_t family)
{
	const struct netlink_handler h = {
		.message = on_message, .batch = on_batch, .arg = list,
	};
	int err;

	list->family = family;
	list->parts = 0;
	err = netlink_call(&list->rtnl,
			   rtnl_dump(list->sel.kind, family, &list->sel,
				     list->ifindex, list->master), NULL, &h);
	list->inconsistent |= list->rtnl.inconsistent;
	/*
	 * A dump can lack objects that were there all the time without
	 * NLM_F_DUMP_INTR, unless the kernel flags this kind's dumps.
	 */
	list->unflagged |= list->parts > 2 &&
			   !(kind_row(list->sel.kind)->flags & KIND_FLAGGED);
	/* A table that one family does not have has no routes of it. */
	if (err == -ENOENT && list->sel.has_table)
		err = 0;
	return err;
}

static int dump(struct list *list)
{
	const struct rtnl_kind *k = rtnl_kind(list->sel.kind);
	uint8_t wanted = list->sel.family, family;
	int err = 0, i;

	for (i = 0; !err && i < k->n_families; i++) {
		family = k->families[i] ? k->families[i] : wanted;
		if (!wanted || family == wanted)
			err = dump_family(list, family);
	}
	return err;
}

/* What the journal recorded while the dump was taken. */
static int on_change(const struct nlmsghdr *nlh, void *arg)
{
	struct list *list = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (err)
		return err;
	if (rec.is_gap)
		list->doubt = true;
	else
		list->cursor.seq = rec.seq;
	if (!rec.message)
		return 0;
	if (list->writers)
		err = writers_add(list->writers, &rec);
	return err ? err : snapshot_change(&list->snapshot, rec.message,
					   rec.message_len);
}

/*
 * New kernels dump without the lock under which changes are made and announced,
 * so the dump can show what is not announced, and recorded, yet. A request that
 * takes the lock is answered after it is.
 */
static void wait_for_changes(struct list *list)
{
	netlink_call(&list->rtnl, rtnl_get_link("lo"), NULL, NULL);
}

static int apply_changes(struct list *list)
{
	const struct netlink_handler h = { .message = on_change, .arg = list };
	int err;

	wait_for_changes(list);
	list->cursor = (struct cursor){
		.has_instance = true, .instance = list->before.instance,
		.seq = list->before.next_seq - 1,
	};
	err = client_records(&list->client, list->before.instance,
			     list->cursor.seq, 1u << list->sel.kind, &h);
	if (!err)
		err = snapshot_resolve(&list->snapshot);
	if (err == -EAGAIN) {
		list->doubt = true;
		err = 0;
	}
	return err;
}

static int on_record(const struct nlmsghdr *nlh, void *arg)
{
	struct list *list = arg;
	struct record rec;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	return err || !rec.message ? err : writers_add(list->writers, &rec);
}

/* Learns who wrote what, from what follows sequence number @after. */
static int read_writers(struct list *list, uint64_t after)
{
	const struct netlink_handler h = { .message = on_record, .arg = list };

	return client_records(&list->client, list->before.instance, after,
			      1u << list->sel.kind, &h);
}

/*
 * Before another dump: what it is brought up to date from begins anew, and what
 * was recorded since the end of the last one has its writers too.
 */
static int begin_again(struct list *list)
{
	int err = client_status(&list->client, &list->before, NULL, NULL);

	if (err || !list->writers)
		return err;
	return read_writers(list, list->cursor.instance == list->before.instance ?
			    list->cursor.seq : 0);
}

/* Takes dumps until one is consistent, or until there is no more hope. */
static int take(struct list *list)
{
	int err = 0, tries;

	for (tries = 0; tries < TRIES_MAX; tries++) {
		err = hold(list);
		list->doubt = false;
		list->inconsistent = false;
		/* The first time open_journal() has asked. */
		if (!err && list->has_journal && tries)
			err = begin_again(list);
		if (!err)
			err = dump(list);
		if (!err && list->has_journal)
			err = apply_changes(list);
		/* What is printed cannot be taken back. */
		if (err || !holds(list) || !(list->doubt || list->inconsistent))
			break;
	}
	if (!err && holds(list))
		err = let_go(list);
	drop_held(list);
	return err;
}

/* The journal, if the module is there and keeps this kind. */

static int on_status(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *attrs = genl_attrs(nlh), *nla, *kind, *enabled;
	struct list *list = arg;
	int rem = genl_attrs_len(nlh);

	for (nla = attrs; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		if (nla_type(nla) != NETJOURNAL_A_STATUS_RING)
			continue;
		kind = nla_find(nla_data(nla), nla_len(nla), NETJOURNAL_A_RING_KIND);
		enabled = nla_find(nla_data(nla), nla_len(nla),
				   NETJOURNAL_A_RING_ENABLED);
		if (kind && nla_len(kind) == sizeof(uint32_t) &&
		    nla_get_u32(kind) == list->sel.kind)
			list->has_journal = enabled &&
				nla_len(enabled) == sizeof(uint32_t) &&
				nla_get_u32(enabled);
	}
	return 0;
}

/* Fills in why there is none in @why. */
static void open_journal(struct list *list, const char **why)
{
	*why = "the netjournal module is not loaded (modprobe netjournal)";
	/* To ask for the family would load the module: a list changes nothing. */
	if (access("/sys/module/netjournal", F_OK))
		return;
	*why = list->client.genl.error;
	if (client_open(&list->client))
		return;
	if (!client_status(&list->client, &list->before, on_status, list) &&
	    !list->has_journal)
		*why = "the journal does not record this kind (see netjournal status)";
	if (!list->has_journal)
		client_close(&list->client);
}

/* Devices that the selector names, and links that it describes. */

struct found {
	uint32_t ifindex;
	char *name;		/* of SELECTOR_DEV_MAX bytes */
};

static int on_device(const struct nlmsghdr *nlh, void *arg)
{
	struct found *found = arg;
	struct event ev;

	if (!event_parse(&ev, nlh, nlh->nlmsg_len) && ev.ifname) {
		found->ifindex = ev.ifindex;
		/* It may have been asked for by an alternative name. */
		snprintf(found->name, SELECTOR_DEV_MAX, "%s", ev.ifname);
	}
	return 0;
}

static int find_device(struct list *list, char *name, uint32_t *ifindex)
{
	struct found found = { .name = name };
	const struct netlink_handler h = { .message = on_device, .arg = &found };
	int err;

	if (!*name)
		return 0;
	err = netlink_call(&list->rtnl, rtnl_get_link(name), NULL, &h);
	if (err == -ENODEV)
		snprintf(list->rtnl.error, sizeof(list->rtnl.error),
			 "there is no device %s", name);
	*ifindex = found.ifindex;
	return err;
}

static int on_link(const struct nlmsghdr *nlh, void *arg)
{
	struct list *list = arg;
	struct link_set *set = &list->links;
	struct event ev;
	uint32_t *ids;

	if (event_parse(&ev, nlh, nlh->nlmsg_len) ||
	    !selector_match(&set->sel, &ev, &list->names))
		return 0;
	if (set->n == set->max) {
		set->max = set->max ? 2 * set->max : 64;
		ids = reallocarray(set->ids, set->max, sizeof(*ids));
		if (!ids)
			return -ENOMEM;
		set->ids = ids;
	}
	set->ids[set->n++] = ev.ifindex;
	return 0;
}

static int find_links(struct list *list)
{
	const struct netlink_handler h = { .message = on_link, .arg = list };
	struct selector *sel = &list->links.sel;
	int err;

	list->has_links = selector_link(&list->sel, sel);
	if (!list->has_links)
		return 0;
	err = netlink_call(&list->rtnl,
			   rtnl_dump(NETJOURNAL_KIND_LINK, AF_UNSPEC, sel, 0,
				     list->master), NULL, &h);
	if (!err && list->links.n)
		qsort(list->links.ids, list->links.n, sizeof(uint32_t), by_id);
	return err;
}

/*
 * One link is asked for by its name: that is one moment in any case, but not one
 * of which the cursor is known.
 */
static int take_link(struct list *list)
{
	const struct netlink_handler h = { .message = print_one, .arg = list };

	return netlink_call(&list->rtnl, rtnl_get_link(list->sel.dev), NULL, &h);
}

static int list_objects(struct list *list)
{
	struct selector *sel = &list->sel;
	int err;

	err = find_device(list, sel->dev, &list->ifindex);
	if (!err)
		err = find_device(list, sel->master, &list->master);
	if (!err)
		err = find_links(list);
	if (!err && list->who && !list->count) {
		list->writers = writers_new();
		err = list->writers ? read_writers(list, 0) : -ENOMEM;
	}
	if (err)
		return err;
	if (sel->kind == NETJOURNAL_KIND_LINK && list->ifindex &&
	    !list->show_cursor)
		return take_link(list);
	return take(list);
}

static void print_end(struct list *list)
{
	struct out *o = &list->printer.out;
	char text[CURSOR_TEXT_MAX];

	if (list->show_cursor && list->cursor.has_instance) {
		cursor_text(&list->cursor, text);
		out_object(o, NULL);
		out_str(o, OUT_DIM, "cursor", "-- cursor: %s\n", text);
		out_object_end(o);
	}
	if (!list->count)
		out_array_end(o);
	out_line_end(o);
}

static int finish(struct list *list)
{
	struct out *o = &list->printer.out;

	if (list->count) {
		out_object(o, NULL);
		out_u64(o, "count", "%u\n", list->n);
		out_object_end(o);
		if (list->show_cursor)
			out_line_end(o);
	}
	print_end(list);
	if (printer_flush(&list->printer))
		return STATUS_SYSTEM;
	if (list->doubt)
		complain("list: too much changed during the list, so it does not show one moment");
	else if (list->inconsistent)
		complain("list: objects came or went during the list, so some may be missing or listed twice");
	else if (list->unflagged && !list->has_journal)
		complain("list: without the journal it is unknown whether objects came or went during the list");
	return list->doubt || list->inconsistent ? STATUS_LOST : STATUS_DONE;
}

static int run_list(struct list *list)
{
	const char *why = NULL;
	int err, status;

	if (tool_catch_signals() || netlink_open(&list->rtnl, NETLINK_ROUTE)) {
		complain("list: %s", list->rtnl.error);
		return STATUS_SYSTEM;
	}
	list->linknames = linknames_new(nl_socket_get_fd(list->rtnl.sock));
	if (!list->linknames) {
		complain("list: %s", strerror(ENOMEM));
		return STATUS_SYSTEM;
	}
	list->names = (struct event_names){
		.ifname = linknames_find, .arg = list->linknames,
		.details = list->details, .column = kind_row(list->sel.kind)->column,
	};
	open_journal(list, &why);
	if (!list->has_journal && (list->who || list->show_cursor)) {
		complain("list: --%s needs the journal: %s",
			 list->who ? "who" : "show-cursor", why);
		return STATUS_SYSTEM;
	}
	printer_init(&list->printer, list->args->json, NULL);
	if (!list->count)
		out_array(&list->printer.out, NULL);
	list->start = list->printer.out;
	err = list_objects(list);
	if (err == -EPIPE || err == -EINTR) {
		printer_flush(&list->printer);
		status = STATUS_SYSTEM;
	} else if (err) {
		complain("list: %s", list->rtnl.error[0] ? list->rtnl.error :
			 list->client.genl.error[0] ? list->client.genl.error :
			 strerror(-err));
		status = STATUS_SYSTEM;
	} else {
		status = finish(list);
	}
	return status;
}

/*
 * What `ip` shows too if nothing is said: the main table, no entries of NOARP but
 * those that a routing daemon made.
 * As with `ip`, rules are found by a prefix that theirs are in.
 */
static void set_defaults(struct selector *sel)
{
	if (sel->kind == NETJOURNAL_KIND_ROUTE && !sel->has_table &&
	    !sel->all_tables) {
		sel->has_table = true;
		sel->table = RT_TABLE_MAIN;
	}
	if (sel->kind == NETJOURNAL_KIND_NEIGH && !sel->states) {
		sel->states = 0xff & ~NUD_NOARP;
		sel->or_extern = true;
	}
	if (sel->kind == NETJOURNAL_KIND_RULE)
		sel->mode = SELECTOR_ROOT;
}

static int parse_object(struct list *list, int argc, char **words)
{
	enum netjournal_kind kind = kind_by_name(words[0]);
	uint8_t family = list->sel.family;
	char err[256];

	if (!kind)
		return args_usage(list->args, "unknown object: %s", words[0]);
	if (kind == NETJOURNAL_KIND_LINK && family)
		return args_usage(list->args, "-%c does not apply to links",
				  family == AF_INET ? '4' : '6');
	if (selector_parse(&list->sel, kind, argc - 1, words + 1, err, sizeof(err)))
		return args_usage(list->args, "%s", err);
	list->sel.family = family;
	set_defaults(&list->sel);
	return STATUS_DONE;
}

static int parse_option(struct list *list, int id)
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
		list->who = true;
		break;
	case OPT_COUNT:
		list->count = true;
		break;
	case OPT_SHOW_CURSOR:
		list->show_cursor = true;
		break;
	}
	return STATUS_DONE;
}

static int run(struct args *a)
{
	static struct list list;
	int id, n = 0, status = STATUS_DONE;
	const char *option = NULL;
	char *words[WORDS_MAX] = { NULL };

	list.args = a;
	while (status == STATUS_DONE && (id = args_next(a)) > 0) {
		if (id != ARGS_WORD) {
			option = a->opt->name;
			status = parse_option(&list, id);
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
	if (strcmp(words[0], "family")) {
		status = parse_object(&list, n, words);
		return status == STATUS_DONE ? run_list(&list) : status;
	}
	if (option)
		return args_usage(a, "--%s does not apply to families", option);
	if (n > 2)
		return args_usage(a, "unexpected word: %s", words[2]);
	return list_family(a, n == 2 ? words[1] : NULL);
}

const struct verb verb_list = {
	.name = "list",
	.words = "OBJECT [SELECTOR...]",
	.summary = "Lists what exists: links, addresses, routes, generic netlink families and more",
	.opts = (const struct opt[]){
		{ '4', "ipv4", NULL, "list only IPv4 objects" },
		{ '6', "ipv6", NULL, "list only IPv6 objects" },
		{ 'd', "details", NULL, "print more attributes in text" },
		{ OPT_WHO, "who", NULL, "print who wrote each object last, from the journal" },
		{ OPT_COUNT, "count", NULL, "print only the number of objects" },
		{ OPT_SHOW_CURSOR, "show-cursor", NULL, "print the cursor of the moment that the list shows" },
		{ 'j', "json", NULL, "print JSON, one array" },
		{ 0 }
	},
	.more_help =
		"OBJECT SELECTOR, in the words of ip:\n"
		"  link [NAME] [up] [master M] [nomaster] [type T] [group G] [state S]\n"
		"  addr [ADDRESS] [dev D] [to PREFIX] [scope S] [label PATTERN] [proto P]\n"
		"       [up] [master M] [type T] [permanent | dynamic]\n"
		"       [primary | secondary | temporary] [tentative | deprecated | dadfailed]\n"
		"  route [[root | match | exact] PREFIX] [table T | all] [dev D] [via A] [proto P]\n"
		"       [scope S] [type T] [metric N] [nhid N]; without a table, main\n"
		"  rule [from P] [to P] [iif D] [oif D] [fwmark M[/MASK]] [table T]\n"
		"       [pref N] [proto P]\n"
		"  neigh [ADDRESS] [to PREFIX] [dev D] [state S] [master M] [proxy]\n"
		"       [lladdr A] [proto P]; without a state, noarp only with extern_learn\n"
		"  nexthop [ID] [dev D] [via A] [groups] [fdb] [proto P]\n"
		"  family [NAME]: generic netlink families; with NAME, also the policies\n",
	.run = run,
};
