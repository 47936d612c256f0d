// SPDX-License-Identifier: GPL-2.0
/* Reads the journals of all network namespaces. See log_spaces.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/log_spaces.h"
#include "journal/ended.h"

/* So many namespaces are named when the same is to say of more. */
#define NAMED	3

/* The name of a device in a namespace that this process is not in. */
struct number_name {
	struct number_name *next;
	uint32_t number;
	char name[32];
};

static bool name_of(void *arg, uint32_t number, char *text, size_t size)
{
	const struct log_space *space = arg;
	const struct number_name *n;

	for (n = space->names; n && n->number != number; )
		n = n->next;
	if (n)
		snprintf(text, size, "%s", n->name);
	return n;
}

static void keep_name(uint32_t number, const char *name, void *arg)
{
	struct number_name *n = calloc(1, sizeof(*n));
	struct log_space *space = arg;

	if (!n)
		return;
	n->number = number;
	snprintf(n->name, sizeof(n->name), "%s", name);
	n->next = space->names;
	space->names = n;
}

static void on_record(const struct record *rec, void *arg)
{
	struct log_space *space = arg;

	if (!space->held_error)
		space->held_error = held_add(&space->held, rec);
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

static int read_space(struct log_spaces *all, struct log_space *space)
{
	const struct query_handler handler = { .record = on_record, .flush = on_flush, .arg = space };
	struct log_options *o = &space->options;
	struct args args = *all->fresh;
	struct query *q = &o->query;
	int err;

	err = make_options(o, &args);
	o->args = NULL;
	if (err)
		return err;
	if (!space->ended) {
		domain_numbers(o->domain, keep_name, space);
		q->reader.namer = name_of;
		q->reader.namer_arg = space;
	}
	err = query_open(q, o->domain);
	space->open = !err;
	if (!err && !space->ended)
		off_text(&q->reader, q->filter.kinds, space->off, sizeof(space->off));
	if (!err)
		err = processes_open(&space->processes);
	q->filter.processes = &space->processes;
	if (!err)
		err = query_run(q, &handler);
	if (!err)
		err = space->held_error;
	if (err)
		snprintf(all->error, sizeof(all->error), "%s", q->reader.client.genl.error);
	return err;
}

static struct log_space *add_space(struct log_spaces *all)
{
	struct log_space *space = calloc(1, sizeof(*space));

	if (space) {
		*all->end = space;
		all->end = &space->next;
	}
	return space;
}

static int on_space(const struct domain_space *found, void *arg)
{
	struct log_spaces *all = arg;
	struct log_space *space = add_space(all);

	if (!space)
		return -ENOMEM;
	space->inode = found->inode;
	snprintf(space->name, sizeof(space->name), "%s", found->name);
	if (*found->name)
		snprintf(space->label, LOG_LABEL_MAX, "%s", found->name);
	else
		snprintf(space->label, LOG_LABEL_MAX, "%" PRIu64, found->inode);
	return read_space(all, space);
}

/* Returns whether the namespace was read before it ended. */
static bool was_read(const struct log_spaces *all, const struct ended *e)
{
	const struct log_space *space;

	for (space = all->first; space; space = space->next)
		if (space->options.query.reader.status.instance == e->instance)
			return true;
	return false;
}

static int read_ended(struct log_spaces *all, const struct ended *e)
{
	struct log_space *space = add_space(all);
	int err;

	if (!space)
		return -ENOMEM;
	space->inode = e->inode;
	space->ended = e->cookie;
	snprintf(space->label, LOG_LABEL_MAX, "%" PRIu64 "(ended)", e->inode);
	client_read_ended(e->cookie);
	err = read_space(all, space);
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
	struct log_spaces *all = arg;

	store = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), NETJOURNAL_A_STATUS_ENDED_STORE);
	if (!store)
		return 0;
	nla = nla_find(nla_data(store), nla_len(store), NETJOURNAL_A_ENDED_STORE_DROPPED);
	all->dropped += nla ? nla_get_u64(nla) : 0;
	nla = nla_find(nla_data(store), nla_len(store), NETJOURNAL_A_ENDED_STORE_DROPPED_RECORDS);
	all->dropped_records += nla ? nla_get_u64(nla) : 0;
	return 0;
}

static int read_all_ended(struct log_spaces *all)
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

int log_spaces_read(struct log_spaces *all, const struct args *fresh)
{
	int err;

	all->fresh = fresh;
	all->end = &all->first;
	err = domain_spaces(on_space, all);
	if (err == -EPERM && !*all->error)
		snprintf(all->error, sizeof(all->error), "--all-netns needs CAP_SYS_ADMIN to enter the namespaces");
	return err ? err : read_all_ended(all);
}

static bool has_gap(const struct log_space *space)
{
	size_t i, n = held_count(&space->held);
	struct record rec;

	for (i = 0; i < n; i++)
		if (held_get(&space->held, i, &rec) && rec.is_gap)
			return true;
	return false;
}

bool log_spaces_lack(const struct log_spaces *all)
{
	const struct log_space *space;
	bool lack = all->dropped;

	for (space = all->first; space; space = space->next)
		lack |= has_gap(space);
	return lack;
}

/* Says it once for all namespaces of which the same is to say, and names the first of them. */
static void complain_alike(struct log_space *first)
{
	char text[OFF_TEXT_MAX], names[NAMED * (LOG_LABEL_MAX + 2)];
	struct log_space *space;
	size_t n = 0, len = 0;

	snprintf(text, sizeof(text), "%s", first->off);
	for (space = first; space; space = space->next) {
		if (strcmp(space->off, text))
			continue;
		if (n++ < NAMED)
			len += snprintf(names + len, sizeof(names) - len, "%s%s", n > 1 ? ", " : "", space->label);
		*space->off = '\0';
	}
	if (n > NAMED)
		complain("log: not recorded now in %s and %zu more: %s", names, n - NAMED, text);
	else
		complain("log: not recorded now in %s: %s", names, text);
}

void log_spaces_complain_off(struct log_spaces *all)
{
	struct log_space *space;

	for (space = all->first; space; space = space->next)
		if (*space->off)
			complain_alike(space);
}

void log_spaces_drop(struct log_spaces *all)
{
	struct number_name *name;
	struct log_space *space;

	while ((space = all->first)) {
		all->first = space->next;
		held_drop(&space->held);
		processes_drop(&space->processes);
		if (space->open)
			query_close(&space->options.query);
		domain_free(space->options.domain);
		while ((name = space->names)) {
			space->names = name->next;
			free(name);
		}
		free(space);
	}
}
