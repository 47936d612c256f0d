// SPDX-License-Identifier: GPL-2.0
/* Reads the journals of all network namespaces. See log_parts.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/log_parts.h"
#include "journal/ended.h"

/* The name of a device in a namespace that this process is not in. */
struct number_name {
	struct number_name *next;
	uint32_t number;
	char name[32];
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

	if (!part->held_error)
		part->held_error = held_add(&part->held, rec);
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

static int read_part(struct parts *all, struct part *part)
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
	if (!err)
		err = part->held_error;
	if (err)
		snprintf(all->error, sizeof(all->error), "%s", q->reader.client.genl.error);
	return err;
}

static struct part *add_part(struct parts *all)
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
	struct parts *all = arg;
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
static bool was_read(const struct parts *all, const struct ended *e)
{
	const struct part *part;

	for (part = all->first; part; part = part->next)
		if (part->options.query.reader.status.instance == e->instance)
			return true;
	return false;
}

static int read_ended(struct parts *all, const struct ended *e)
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
	struct parts *all = arg;

	store = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), NETJOURNAL_A_STATUS_ENDED_STORE);
	if (!store)
		return 0;
	nla = nla_find(nla_data(store), nla_len(store), NETJOURNAL_A_ENDED_STORE_DROPPED);
	all->dropped += nla ? nla_get_u64(nla) : 0;
	nla = nla_find(nla_data(store), nla_len(store), NETJOURNAL_A_ENDED_STORE_DROPPED_RECORDS);
	all->dropped_records += nla ? nla_get_u64(nla) : 0;
	return 0;
}

static int read_all_ended(struct parts *all)
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

int parts_read(struct parts *all, const struct args *fresh)
{
	int err;

	all->fresh = fresh;
	all->end = &all->first;
	err = domain_spaces(on_space, all);
	if (err == -EPERM && !*all->error)
		snprintf(all->error, sizeof(all->error), "--all-netns needs CAP_SYS_ADMIN to enter the namespaces");
	return err ? err : read_all_ended(all);
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

bool parts_lack(const struct parts *all)
{
	const struct part *part;
	bool lack = all->dropped;

	for (part = all->first; part; part = part->next)
		lack |= has_gap(part);
	return lack;
}

void parts_drop(struct parts *all)
{
	struct number_name *name;
	struct part *part;

	while ((part = all->first)) {
		all->first = part->next;
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
}
