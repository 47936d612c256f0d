// SPDX-License-Identifier: GPL-2.0
/* Sorts records into the lanes of a timeline. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/kind.h"
#include "net/birth.h"
#include "net/lanes.h"

static int find_actor(struct lanes *l, const struct record *rec, const struct process *process,
		      size_t *by)
{
	size_t max = l->max_actors ? 2 * l->max_actors : 16;
	struct lane_actor *actors;
	struct culprit who;

	culprit_find(&who, record_origin(rec), process);
	for (*by = 0; *by < l->n_actors; (*by)++)
		if (culprit_same(&l->actors[*by].who, &who))
			return 0;
	if (l->n_actors == l->max_actors) {
		actors = reallocarray(l->actors, max, sizeof(*actors));
		if (!actors)
			return -ENOMEM;
		l->actors = actors;
		l->max_actors = max;
	}
	l->actors[l->n_actors++] = (struct lane_actor){ .who = who };
	return 0;
}

/* Prints to memory: @l->text is what was printed since the last call. */
static int begin_text(struct lanes *l)
{
	if (!l->file) {
		l->file = open_memstream(&l->text, &l->len);
		if (!l->file)
			return -ENOMEM;
		out_init(&l->out, l->file, false, false);
	}
	rewind(l->file);
	return 0;
}

static int end_text(struct lanes *l)
{
	out_flush(&l->out);
	fputc('\0', l->file);
	return fflush(l->file) ? -ENOMEM : 0;
}

static int name_lane(struct lanes *l, struct lane *lane, struct domain *d,
		     const struct record *rec, const struct event *ev)
{
	int err = begin_text(l);

	if (err)
		return err;
	event_name(&l->out, ev, domain_names(d, rec->seq));
	err = end_text(l);
	if (!err)
		snprintf(lane->name, sizeof(lane->name), "%s", l->text);
	return err;
}

static struct lane *find_lane(struct lanes *l, struct domain *d, const struct record *rec,
			      const struct event *ev)
{
	struct identity id;
	struct lane *lane;

	identity_of(&id, ev);
	lane = (struct lane *)idmap_find(&l->objects, &id);
	if (lane)
		return lane;
	lane = calloc(1, sizeof(*lane));
	if (!lane || name_lane(l, lane, d, rec, ev) ||
	    idmap_add(&l->objects, &lane->node, &id, false)) {
		free(lane);
		return NULL;
	}
	lane->kind = ev->kind;
	if (!l->last)
		l->last = &l->first;
	*l->last = lane;
	l->last = &lane->next;
	l->n++;
	return lane;
}

static enum lane_state state_after(const struct lane *lane, const struct event *ev)
{
	const char *state;

	/* The message is about a part of the device. */
	if (event_is_part(ev))
		return lane->n ? lane->marks[lane->n - 1].state : LANE_THERE;
	if (ev->del)
		return LANE_GONE;
	state = ev->kind == NETJOURNAL_KIND_LINK ? event_link_state(ev) : "RUNNING";
	if (!strcmp(state, "DOWN"))
		return LANE_DOWN;
	return strcmp(state, "RUNNING") ? LANE_NO_CARRIER : LANE_THERE;
}

static struct lane_mark *add_mark(struct lane *lane)
{
	size_t max = lane->max ? 2 * lane->max : 4;
	struct lane_mark *marks;

	if (lane->n == lane->max) {
		marks = reallocarray(lane->marks, max, sizeof(*marks));
		if (!marks)
			return NULL;
		lane->marks = marks;
		lane->max = max;
	}
	return &lane->marks[lane->n];
}

static int print_text(struct lanes *l, struct domain *d, const struct record *rec)
{
	int err = begin_text(l);

	if (err)
		return err;
	domain_print(d, &l->out, rec);
	return end_text(l);
}

int lanes_take(struct lanes *l, struct domain *d, const struct record *rec,
	       const struct process *process)
{
	const struct event *ev = domain_event(d, rec);
	struct lane_mark *mark;
	struct lane *lane;
	size_t by;
	int err;

	if (!ev || rec->is_gap)
		return 0;
	err = find_actor(l, rec, process, &by);
	lane = err ? NULL : find_lane(l, d, rec, ev);
	mark = lane ? add_mark(lane) : NULL;
	if (!mark)
		return -ENOMEM;
	err = print_text(l, d, rec);
	if (err)
		return err;
	*mark = (struct lane_mark){
		.time = rec->time, .seq = rec->seq, .by = by, .state = state_after(lane, ev),
		.sign = domain_sign(d, rec), .text = strdup(l->text),
	};
	if (!mark->text)
		return -ENOMEM;
	lane->n++;
	l->actors[by].n++;
	if (!l->n_marks++ || rec->time < l->from)
		l->from = rec->time;
	if (rec->time > l->to)
		l->to = rec->time;
	return 0;
}

static void free_lane(struct idmap_node *node, void *arg)
{
	struct lane *lane = (struct lane *)node;

	(void)arg;
	while (lane->n)
		free(lane->marks[--lane->n].text);
	free(lane->marks);
	free(lane);
}

void lanes_drop(struct lanes *l)
{
	idmap_drop(&l->objects, free_lane, NULL);
	if (l->file)
		fclose(l->file);
	free(l->text);
	free(l->actors);
	*l = (struct lanes){ 0 };
}

const char *lane_state_name(enum lane_state state)
{
	static const char *const names[] = {
		[LANE_GONE] = "gone", [LANE_DOWN] = "down", [LANE_NO_CARRIER] = "no carrier",
		[LANE_THERE] = "there",
	};

	return names[state];
}
