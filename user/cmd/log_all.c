// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal log --all-netns`: reads the journal of each network namespace, also of those that have ended, and
 * prints the records of all in the order of time.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/log_all.h"
#include "journal/ended.h"
#include "journal/print.h"

#define LABEL_MAX	64

/* The name of a device in a namespace that this process is not in. */
struct number_name {
	struct number_name *next;
	uint32_t number;
	char name[32];
};

/*
 * One namespace.
 *
 * @ended: its cookie, if it has ended
 * @query: stays open, because the domain forgets what it has learned when it is closed
 * @processes: of its records
 */
struct part {
	struct part *next;
	char label[LABEL_MAX], name[LABEL_MAX];
	uint64_t inode, ended;
	struct log_options options;
	struct processes processes;
	struct number_name *names;
	struct held held;
	bool open;
};

/* One record of one namespace. */
struct item {
	struct part *part;
	size_t index;
	uint64_t time;
};

struct all {
	const struct args *fresh;
	struct part *parts, **end;
	struct item *items;
	size_t n;
	uint64_t dropped, dropped_records;
	char error[512];
};

static bool name_of(void *arg, uint32_t number, char *text, size_t size)
{
	const struct part *part = arg;
	const struct number_name *n;

	for (n = part->names; n && n->number != number; )
		n = n->next;
	if (n)
		snprintf(text, size, "%s", n->name);
	return n;
}

static void keep_name(uint32_t number, const char *name, void *arg)
{
	struct number_name *n = calloc(1, sizeof(*n));
	struct part *part = arg;

	if (!n)
		return;
	n->number = number;
	snprintf(n->name, sizeof(n->name), "%s", name);
	n->next = part->names;
	part->names = n;
}

static void on_record(const struct record *rec, void *arg)
{
	struct part *part = arg;

	held_add(&part->held, rec);
}

static int on_flush(void *arg)
{
	(void)arg;
	return 0;
}

/* Reads the options again for a namespace. They were accepted before. */
static int make_options(struct log_options *o, struct args *args)
{
	int id;

	o->args = args;
	query_init(&o->query);
	o->domain = domain_new();
	if (!o->domain)
		return -ENOMEM;
	while ((id = args_next(args)) > 0)
		log_option_parse(o, id);
	if (o->output == LOG_FULL)
		domain_whole(o->domain);
	o->query.all |= args->json;
	/* Records are held, and put into the order of time, for all namespaces together. */
	o->query.reverse = false;
	return 0;
}

static int read_part(struct all *all, struct part *part)
{
	const struct query_handler handler = { .record = on_record, .flush = on_flush, .arg = part };
	struct log_options *o = &part->options;
	struct args args = *all->fresh;
	struct query *q = &o->query;
	int err;

	err = make_options(o, &args);
	o->args = NULL;
	if (err)
		return err;
	if (!part->ended) {
		domain_numbers(o->domain, keep_name, part);
		q->reader.namer = name_of;
		q->reader.namer_arg = part;
	}
	err = query_open(q, o->domain);
	part->open = !err;
	if (!err)
		err = processes_open(&part->processes);
	q->filter.processes = &part->processes;
	if (!err)
		err = query_run(q, &handler);
	if (err)
		snprintf(all->error, sizeof(all->error), "%s", q->reader.client.genl.error);
	return err;
}

static struct part *add_part(struct all *all)
{
	struct part *part = calloc(1, sizeof(*part));

	if (part) {
		*all->end = part;
		all->end = &part->next;
	}
	return part;
}

static int on_space(const struct domain_space *space, void *arg)
{
	struct all *all = arg;
	struct part *part = add_part(all);

	if (!part)
		return -ENOMEM;
	part->inode = space->inode;
	snprintf(part->name, sizeof(part->name), "%s", space->name);
	if (*space->name)
		snprintf(part->label, LABEL_MAX, "%s", space->name);
	else
		snprintf(part->label, LABEL_MAX, "%" PRIu64, space->inode);
	return read_part(all, part);
}

/* Returns whether the namespace was read before it ended. */
static bool was_read(const struct all *all, const struct ended *e)
{
	const struct part *part;

	for (part = all->parts; part; part = part->next)
		if (part->options.query.reader.status.instance == e->instance)
			return true;
	return false;
}

static int read_ended(struct all *all, const struct ended *e)
{
	struct part *part = add_part(all);
	int err;

	if (!part)
		return -ENOMEM;
	part->inode = e->inode;
	part->ended = e->cookie;
	snprintf(part->label, LABEL_MAX, "%" PRIu64 "(ended)", e->inode);
	client_read_ended(e->cookie);
	err = read_part(all, part);
	client_read_ended(0);
	/* It was dropped meanwhile. */
	if (err != -ENOENT)
		return err;
	all->dropped++;
	all->dropped_records += e->records;
	return 0;
}

/* Reads how many journals of ended namespaces are no longer kept. */
static int take_dropped(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *store, *nla;
	struct all *all = arg;

	store = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), NETJOURNAL_A_STATUS_ENDED_STORE);
	if (!store)
		return 0;
	nla = nla_find(nla_data(store), nla_len(store), NETJOURNAL_A_ENDED_STORE_DROPPED);
	all->dropped += nla ? nla_get_u64(nla) : 0;
	nla = nla_find(nla_data(store), nla_len(store), NETJOURNAL_A_ENDED_STORE_DROPPED_RECORDS);
	all->dropped_records += nla ? nla_get_u64(nla) : 0;
	return 0;
}

static int read_all_ended(struct all *all)
{
	struct client_status status;
	struct ended *list = NULL;
	struct client c;
	size_t n = 0, i;
	int err;

	err = client_open(&c);
	if (err) {
		snprintf(all->error, sizeof(all->error), "%s", c.genl.error);
		return err;
	}
	err = ended_list(&c, &list, &n);
	/* Only the initial namespace knows them. */
	if (err == -EPERM)
		err = 0;
	for (i = 0; i < n && !err; i++)
		if (!was_read(all, &list[i]))
			err = read_ended(all, &list[i]);
	if (!err)
		err = client_status(&c, &status, take_dropped, all);
	free(list);
	client_close(&c);
	return err;
}

static int compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->part == y->part)
		return x->index < y->index ? -1 : x->index > y->index;
	return x->part < y->part ? -1 : 1;
}

/* Adds the records of a namespace. A gap is where the next record is, because it has no time. */
static void add_items(struct all *all, struct part *part)
{
	size_t n = held_count(&part->held), i;
	struct item *item = all->items + all->n;
	struct record rec;
	uint64_t next = UINT64_MAX;

	for (i = n; i; i--) {
		held_get(&part->held, i - 1, &rec);
		if (!rec.is_gap)
			next = rec.time;
		item[i - 1] = (struct item){ part, i - 1, next };
	}
	all->n += n;
}

static int merge(struct all *all)
{
	struct part *part;
	size_t n = 0;

	for (part = all->parts; part; part = part->next)
		n += held_count(&part->held);
	all->items = calloc(n + 1, sizeof(*all->items));
	if (!all->items)
		return -ENOMEM;
	for (part = all->parts; part; part = part->next)
		add_items(all, part);
	qsort(all->items, all->n, sizeof(*all->items), compare_items);
	return 0;
}

static void print_space(struct out *o, const void *arg)
{
	const struct part *part = arg;

	out_object(o, "netns");
	if (*part->name)
		out_str(o, OUT_PLAIN, "name", NULL, part->name);
	out_u64(o, "inode", NULL, part->inode);
	if (part->ended)
		out_u64(o, "cookie", NULL, part->ended);
	out_bool(o, "ended", NULL, part->ended);
	out_object_end(o);
}

static void print_item(struct printer *p, const struct item *item)
{
	struct part *part = item->part;
	struct record rec;

	if (!held_get(&part->held, item->index, &rec))
		return;
	/* The same number can be another origin there. */
	if (p->domain != part->options.domain)
		p->origin.number = 0;
	p->domain = part->options.domain;
	p->processes = part->processes;
	p->label = part->label;
	if (p->out.json)
		print_record_json(p, &rec, print_space, part);
	else
		print_record(p, &rec);
	part->processes = p->processes;
}

static void print_dropped(struct printer *p, const struct all *all)
{
	struct out *o = &p->out;

	out_object(o, NULL);
	out_object(o, "ended-dropped");
	out_u64(o, "journals", NULL, all->dropped);
	out_u64(o, "records", NULL, all->dropped_records);
	out_object_end(o);
	out_object_end(o);
	out_line_end(o);
	out_text(o, OUT_WARN, "------------  ! records missing: %" PRIu64 " journal%s of ended namespaces", all->dropped,
		 all->dropped == 1 ? "" : "s");
	out_text(o, OUT_WARN, " with %" PRIu64 " records, to make room for newer ones\n", all->dropped_records);
}

/* Makes all labels as long as the longest one. */
static void align_labels(struct all *all)
{
	size_t len, longest = 0;
	struct part *part;

	for (part = all->parts; part; part = part->next) {
		len = held_count(&part->held) ? strlen(part->label) : 0;
		longest = len > longest ? len : longest;
	}
	for (part = all->parts; part; part = part->next)
		while ((len = strlen(part->label)) < longest)
			snprintf(part->label + len, LABEL_MAX - len, " ");
}

static int print_all(struct all *all, const struct log_options *options)
{
	const struct query *q = &options->query;
	size_t first = q->has_lines && q->lines < all->n ? all->n - q->lines : 0, i;
	static struct printer printer;
	struct printer *p = &printer;
	int err;

	printer_init(p, options->args->json, NULL);
	if (options->output == LOG_FULL)
		p->width = 0;
	align_labels(all);
	if (all->dropped && !q->reverse)
		print_dropped(p, all);
	for (i = first; i < all->n && !tool_stop; i++)
		print_item(p, &all->items[q->reverse ? all->n - 1 - (i - first) : i]);
	if (all->dropped && q->reverse)
		print_dropped(p, all);
	err = printer_flush(p);
	return err;
}

static bool has_gap(const struct part *part)
{
	size_t i, n = held_count(&part->held);
	struct record rec;

	for (i = 0; i < n; i++)
		if (held_get(&part->held, i, &rec) && rec.is_gap)
			return true;
	return false;
}

/* Frees everything. Returns whether records are missing. */
static bool drop_all(struct all *all)
{
	bool missing = all->dropped;
	struct number_name *name;
	struct part *part;

	while ((part = all->parts)) {
		all->parts = part->next;
		missing |= has_gap(part);
		held_drop(&part->held);
		processes_drop(&part->processes);
		if (part->open)
			query_close(&part->options.query);
		domain_free(part->options.domain);
		while ((name = part->names)) {
			part->names = name->next;
			free(name);
		}
		free(part);
	}
	free(all->items);
	return missing;
}

int log_all_run(const struct args *fresh, const struct log_options *options)
{
	struct all all = { .fresh = fresh };
	bool missing;
	int err;

	all.end = &all.parts;
	err = tool_catch_signals();
	if (!err)
		err = domain_spaces(on_space, &all);
	if (err == -EPERM && !*all.error)
		snprintf(all.error, sizeof(all.error), "--all-netns needs CAP_SYS_ADMIN to enter the namespaces");
	if (!err)
		err = read_all_ended(&all);
	if (!err)
		err = merge(&all);
	if (!err)
		err = print_all(&all, options);
	missing = drop_all(&all);
	if (err && err != -EPIPE && err != -EINTR)
		complain("log: %s", *all.error ? all.error : strerror(-err));
	if (err)
		return err == -EPIPE ? STATUS_DONE : STATUS_SYSTEM;
	return missing ? STATUS_LOST : STATUS_DONE;
}
