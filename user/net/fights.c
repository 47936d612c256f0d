// SPDX-License-Identifier: GPL-2.0
/* Finds out who changes what back and forth. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "journal/culprit.h"
#include "net/birth.h"
#include "net/fights.h"

/* Properties that no message has. Their names cannot be those of members. */
#define PRESENCE	"presence"
#define LINK_STATE	"up or down"

struct fight_object {
	struct idmap_node node;
	struct fight *list;
};

/* The change in hand. */
struct step {
	struct fights *f;
	struct domain *d;
	const struct record *rec;
	const struct event *ev;
	struct fight_object *obj;
	struct fighter by;
};

static uint32_t hash_of(const char *text, size_t len)
{
	return identity_hash_more(0, text, len);
}

/* Copies as much of the text as there is room for. Dots end one that is longer. */
static void copy_text(char *to, size_t size, const char *text, size_t len)
{
	static const char more[] = "...";
	bool fits = len < size;
	size_t n = fits ? len : size - sizeof(more);

	memcpy(to, text, n);
	strcpy(to + n, fits ? "" : more);
}

/* Copies the text of @f->text since @mark to @to, as far as there is room, and takes it back. */
static uint32_t take_text(struct fights *f, struct out_mark mark, char *to, size_t size)
{
	size_t len = 0;
	const char *text = out_since(&f->text, mark, &len);

	if (!text)
		len = 0;
	copy_text(to, size, text ? text : "", len);
	out_drop(&f->text, mark);
	return hash_of(text ? text : "", len);
}

static void name_actor(char *name, size_t size, const struct origin *origin,
		       const struct process *process)
{
	char program[CULPRIT_NAME_MAX];
	struct culprit c;

	name[0] = '\0';
	culprit_find(&c, origin, process);
	if (c.type <= CULPRIT_OUTSIDE)
		return;
	culprit_program(program, sizeof(program), origin, process);
	if (c.type == CULPRIT_COMMAND || !strncmp(c.name, program, strlen(program)))
		snprintf(name, size, "%.90s", c.name);
	else
		snprintf(name, size, "%.40s (%.40s)", program, c.name);
}

/* Fills in the name of who made the record. */
static void find_actor(struct step *s, const struct process *process)
{
	const struct origin *origin = record_origin(s->rec);
	struct fights *f = s->f;

	s->by.name[0] = '\0';
	if (!origin)
		return;
	/* More can become known of a process that is known in part. */
	if (origin->number != f->origin || process != f->process || (process && process->partial))
		name_actor(f->actor, sizeof(f->actor), origin, process);
	f->origin = origin->number;
	f->process = process;
	memcpy(s->by.name, f->actor, sizeof(s->by.name));
}

static struct fight *find_fight(struct step *s, const char *name)
{
	uint32_t property = hash_of(name, strlen(name));
	struct fight *p;
	const char *dot;

	for (p = s->obj->list; p; p = p->next)
		if (p->property == property)
			return p;
	p = calloc(1, sizeof(*p));
	if (!p)
		return NULL;
	p->property = property;
	p->kind = s->ev->kind;
	dot = strrchr(name, '.');
	name = dot ? dot + 1 : name;
	copy_text(p->name, sizeof(p->name), name, strlen(name));
	p->next = s->obj->list;
	s->obj->list = p;
	return p;
}

static void name_object(struct step *s, struct fight *p)
{
	struct out_mark mark = out_mark(&s->f->text);

	event_name(&s->f->text, s->ev, domain_names(s->d, s->rec->seq));
	take_text(s->f, mark, p->object, sizeof(p->object));
}

static bool is_other(const struct fight *p, const struct fighter *by)
{
	return *by->name && *p->last.name && strcmp(by->name, p->last.name);
}

/*
 * Counts how many of the last changes alternate. @was: the value before the change @by. The first two changes are those
 * of the two that fight: whoever had set the same value before does not take part.
 */
static void count_run(struct fight *p, const struct fighter *by, uint32_t was)
{
	if (!is_other(p, by))
		p->run = 1;
	else if (was == p->last.hash && by->hash == p->other.hash &&
		 (p->run > 2 || !strcmp(by->name, p->other.name)))
		p->run++;
	else
		p->run = 2;
	if (p->run == 2 && !p->times)
		p->first_time = p->last_time;
	if (p->run == FIGHT_CHANGES)
		p->times += FIGHT_CHANGES;
	else if (p->run > FIGHT_CHANGES)
		p->times++;
}

/*
 * The property @name changed from the value with the hash @was to that in @s->by. The value
 * before the first change counts as set by nobody.
 */
static int take_change(struct step *s, const char *name, uint32_t was)
{
	struct fight *p = find_fight(s, name);

	if (!p)
		return -ENOMEM;
	count_run(p, &s->by, was);
	if (p->run == FIGHT_CHANGES)
		s->f->begun = p;
	p->other = p->last;
	p->other.hash = was;
	p->last = s->by;
	p->last_time = s->rec->time;
	p->last_seq = s->rec->seq;
	/* The others are not shown. */
	if (p->times)
		name_object(s, p);
	return 0;
}

static int take_words(struct step *s, const char *name, const char *was, const char *is)
{
	copy_text(s->by.value, sizeof(s->by.value), is, strlen(is));
	s->by.hash = hash_of(is, strlen(is));
	return take_change(s, name, hash_of(was, strlen(was)));
}

static uint32_t value_text(struct step *s, const struct values *v, size_t at, char *to, size_t size)
{
	struct out_mark mark = out_mark(&s->f->text);

	if (at)
		changes_print_value(&s->f->text, v, at);
	else
		out_text(&s->f->text, OUT_PLAIN, "none");
	return take_text(s->f, mark, to, size);
}

static const char *up_or_down(const struct event *ev)
{
	return strcmp(event_link_state(ev), "DOWN") ? "up" : "down";
}

/* Takes each property that differs. */
static int take_difference(struct step *s)
{
	struct difference diff;
	const struct change *c;
	char was[FIGHT_VALUE_MAX];
	uint32_t hash;
	int err = 0;
	size_t i;

	if (!domain_difference(s->d, s->rec, &diff))
		return 0;
	if (difference_has_state(&diff) && strcmp(up_or_down(diff.old), up_or_down(diff.new)))
		err = take_words(s, LINK_STATE, up_or_down(diff.old), up_or_down(diff.new));
	for (i = 0; !err && i < diff.changes->n; i++) {
		c = &diff.changes->list[i];
		if (!difference_has(&diff, c))
			continue;
		hash = value_text(s, &diff.changes->old, c->old, was, sizeof(was));
		s->by.hash = value_text(s, &diff.changes->new, c->new, s->by.value,
					sizeof(s->by.value));
		err = take_change(s, c->path, hash);
	}
	return err;
}

static void free_object(struct idmap_node *node, void *arg)
{
	struct fight_object *obj = (struct fight_object *)node;
	struct fight *p;

	(void)arg;
	while ((p = obj->list)) {
		obj->list = p->next;
		free(p);
	}
	free(obj);
}

/* Half of the objects that are remembered are older than the others. They are forgotten first, all at once. */
static void age_objects(struct fights *f)
{
	idmap_drop(&f->older, free_object, NULL);
	f->older = f->objects;
	f->objects = (struct idmap){ 0 };
}

static int find_object(struct step *s)
{
	struct fights *f = s->f;
	struct identity id;

	identity_of(&id, s->ev);
	/* A device that is made again has another index. */
	if (s->ev->kind == NETJOURNAL_KIND_LINK && s->ev->ifname) {
		id.ifindex = 0;
		id.rest = hash_of(s->ev->ifname, strlen(s->ev->ifname));
	}
	s->obj = (struct fight_object *)idmap_find(&f->objects, &id);
	if (s->obj)
		return 0;
	s->obj = (struct fight_object *)idmap_find(&f->older, &id);
	if (s->obj)
		idmap_remove(&f->older, &s->obj->node);
	else
		s->obj = calloc(1, sizeof(*s->obj));
	if (f->max && f->objects.n >= f->max / 2)
		age_objects(f);
	if (s->obj && !idmap_add(&f->objects, &s->obj->node, &id, false))
		return 0;
	if (s->obj)
		free_object(&s->obj->node, NULL);
	return -ENOMEM;
}

static int open_text(struct fights *f)
{
	if (f->nowhere)
		return 0;
	/* For texts that do not fit, which are not compared. */
	f->nowhere = fopen("/dev/null", "w");
	if (!f->nowhere)
		return -ENOMEM;
	out_init(&f->text, f->nowhere, false, false);
	return 0;
}

int fights_take(struct fights *f, struct domain *d, const struct record *rec,
		const struct process *process, const struct fight **begun)
{
	struct step s = { .f = f, .d = d, .rec = rec, .ev = domain_event(d, rec) };
	char sign;
	int err;

	f->begun = NULL;
	if (begun)
		*begun = NULL;
	if (!s.ev || rec->is_gap || domain_minor(d, rec))
		return 0;
	err = open_text(f);
	if (!err)
		err = find_object(&s);
	if (err)
		return err;
	find_actor(&s, process);
	sign = domain_sign(d, rec);
	if (sign == '~' || event_is_part(s.ev))
		err = take_difference(&s);
	else
		err = take_words(&s, PRESENCE, sign == '+' ? "deletes" : "adds",
				 sign == '+' ? "adds" : "deletes");
	if (begun)
		*begun = f->begun;
	return err;
}

static int most_first(const void *a, const void *b)
{
	const struct fight *const *x = a, *const *y = b;

	if ((*x)->times != (*y)->times)
		return (*x)->times < (*y)->times ? 1 : -1;
	return ((*x)->last_seq < (*y)->last_seq) - ((*x)->last_seq > (*y)->last_seq);
}

/* Counts the fights about the objects of a map, and stores them in @all if it is not NULL. */
static size_t collect_from(const struct idmap *map, const struct fight **all)
{
	struct idmap_node *node;
	struct fight *p;
	size_t n = 0;

	for (node = idmap_walk(map, NULL); node; node = idmap_walk(map, node))
		for (p = ((struct fight_object *)node)->list; p; p = p->next) {
			if (!p->times)
				continue;
			if (all)
				all[n] = p;
			n++;
		}
	return n;
}

static size_t collect_fights(const struct fights *f, const struct fight **all)
{
	size_t n = collect_from(&f->objects, all);

	return n + collect_from(&f->older, all ? all + n : NULL);
}

const struct fight **fights_list(const struct fights *f, size_t *n)
{
	const struct fight **all;

	*n = collect_fights(f, NULL);
	all = calloc(*n + 1, sizeof(*all));
	if (!all)
		return NULL;
	collect_fights(f, all);
	qsort(all, *n, sizeof(*all), most_first);
	return all;
}

void fights_drop(struct fights *f)
{
	idmap_drop(&f->objects, free_object, NULL);
	idmap_drop(&f->older, free_object, NULL);
	if (f->nowhere)
		fclose(f->nowhere);
	*f = (struct fights){ .max = f->max };
}
