// SPDX-License-Identifier: GPL-2.0
/* Keeps the objects that the kernel has now. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "net/census.h"

static int add_line(struct census *c, const char *line)
{
	size_t max = c->max ? 2 * c->max : 64;
	const char **more;

	if (c->n == c->max) {
		more = reallocarray(c->lines, max, sizeof(*more));
		if (!more)
			return -ENOMEM;
		c->lines = more;
		c->max = max;
	}
	c->lines[c->n++] = line;
	c->sorted = false;
	return 0;
}

int census_add_line(struct census *c, const char *line)
{
	line = store_add(&c->store, line, strlen(line) + 1);
	return line ? add_line(c, line) : -ENOMEM;
}

static int set_line(struct census *c, struct census_object *obj, const struct event *ev,
		    const struct event_names *names)
{
	char line[RECIPE_BYTES];
	struct recipe r;

	if (ev->kind == NETJOURNAL_KIND_LINK || recipe_object(&r, ev, names, RECIPE_ADD))
		return 0;
	recipe_line(&r, line, sizeof(line));
	obj->line = store_add(&c->store, line, strlen(line) + 1);
	return obj->line ? add_line(c, obj->line) : -ENOMEM;
}

int census_add(struct census *c, const struct event *ev, const struct event_names *names)
{
	struct census_object *obj = calloc(1, sizeof(*obj));
	struct identity id;

	identity_of(&id, ev);
	if (!obj || idmap_add(&c->objects, &obj->node, &id, true)) {
		free(obj);
		return -ENOMEM;
	}
	obj->nlh = store_add(&c->store, ev->nlh, ev->nlh->nlmsg_len);
	return obj->nlh ? set_line(c, obj, ev, names) : -ENOMEM;
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool census_has(struct census *c, const char *line)
{
	if (!c->n)
		return false;
	if (!c->sorted)
		qsort(c->lines, c->n, sizeof(*c->lines), compare_lines);
	c->sorted = true;
	return bsearch(&line, c->lines, c->n, sizeof(*c->lines), compare_lines);
}

const struct census_object *census_find(const struct census *c, const struct identity *id)
{
	return (const struct census_object *)idmap_find(&c->objects, id);
}

const struct nlmsghdr *census_link(const struct census *c, const char *name)
{
	const struct idmap_node *node = NULL;
	const struct nlmsghdr *nlh;
	struct event ev;

	while ((node = idmap_walk(&c->objects, node))) {
		if (node->id.kind != NETJOURNAL_KIND_LINK)
			continue;
		nlh = ((const struct census_object *)node)->nlh;
		if (!event_parse(&ev, nlh, nlh->nlmsg_len) && ev.ifname && !strcmp(ev.ifname, name))
			return nlh;
	}
	return NULL;
}

static void free_object(struct idmap_node *node, void *arg)
{
	(void)arg;
	free((struct census_object *)node);
}

void census_drop(struct census *c)
{
	idmap_drop(&c->objects, free_object, NULL);
	store_drop(&c->store);
	free(c->lines);
	*c = (struct census){ .n = 0 };
}
