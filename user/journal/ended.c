// SPDX-License-Identifier: GPL-2.0
/* Finds network namespaces that have ended. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "base/words.h"
#include "journal/domain.h"
#include "journal/ended.h"

#define COOKIE	"cookie:"

void ended_parse(struct ended *e, const struct nlattr *attrs, int len)
{
	const struct {
		int type;
		uint64_t *value;
	} members[] = {
		{ NETJOURNAL_A_ENDED_COOKIE, &e->cookie },
		{ NETJOURNAL_A_ENDED_INODE, &e->inode },
		{ NETJOURNAL_A_ENDED_INSTANCE, &e->instance },
		{ NETJOURNAL_A_ENDED_FIRST_SEQ, &e->first_seq },
		{ NETJOURNAL_A_ENDED_NEXT_SEQ, &e->next_seq },
		{ NETJOURNAL_A_ENDED_RECORDS, &e->records },
		{ NETJOURNAL_A_ENDED_USED, &e->used },
		{ NETJOURNAL_A_ENDED_TIME, &e->time },
	};
	const struct nlattr *nla;
	size_t i;

	*e = (struct ended){ 0 };
	for (i = 0; i < ARRAY_SIZE(members); i++) {
		nla = nla_find(attrs, len, members[i].type);
		if (nla && nla_len(nla) == sizeof(uint32_t))
			*members[i].value = nla_get_u32(nla);
		else if (nla && nla_len(nla) == sizeof(uint64_t))
			*members[i].value = nla_get_u64(nla);
	}
}

struct list {
	struct ended *all;
	size_t n;
};

static int take_ended(const struct nlmsghdr *nlh, void *arg)
{
	struct list *list = arg;
	struct ended *all = reallocarray(list->all, list->n + 1, sizeof(*all));

	if (!all)
		return -ENOMEM;
	list->all = all;
	ended_parse(&all[list->n++], genl_attrs(nlh), genl_attrs_len(nlh));
	return 0;
}

int ended_list(struct client *c, struct ended **all, size_t *n)
{
	struct list list = { 0 };
	int err = client_ended(c, take_ended, &list);

	if (err) {
		free(list.all);
		list = (struct list){ 0 };
	}
	*all = list.all;
	*n = list.n;
	return err;
}

/* Looks for a process. */
struct wanted_process {
	uint32_t pid;
	bool found;
};

static int take_process(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *nla = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), NETJOURNAL_A_PROCESS_PID);
	struct wanted_process *w = arg;

	w->found |= nla && nla_len(nla) == sizeof(uint32_t) && nla_get_u32(nla) == w->pid;
	return 0;
}

/* Returns whether the process made a record there. */
static bool has_process(struct client *c, const struct ended *e, uint32_t pid)
{
	struct wanted_process w = { .pid = pid };
	uint64_t before = c->ended;

	c->ended = e->cookie;
	client_processes(c, take_process, &w);
	c->ended = before;
	return w.found;
}

/* What a word can mean. A member that it cannot mean is 0. */
struct meaning {
	uint64_t cookie, inode;
	uint32_t pid;
};

/* Returns the name after the folder of names that @path begins with, or NULL. */
static const char *name_in(const char *path)
{
	static const char *const folders[] = { "/run/netns/", "/var/run/netns/" };
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(folders); i++) {
		len = strlen(folders[i]);
		if (!strncmp(path, folders[i], len) && !strchr(path + len, '/'))
			return path + len;
	}
	return NULL;
}

static void parse_word(struct meaning *m, const char *word)
{
	const char *name = strchr(word, '/') ? name_in(word) : word;
	int end = 0;

	*m = (struct meaning){ 0 };
	/* A number that is too large names no process. NOLINTNEXTLINE(cert-err34-c) */
	if (sscanf(word, "/proc/%u/ns/net%n", &m->pid, &end) == 1 && end && !word[end])
		return;
	m->pid = 0;
	if (!strncmp(word, COOKIE, strlen(COOKIE)))
		word_u64(word + strlen(COOKIE), &m->cookie);
	else if (name == word && !word_u64(word, &m->inode))
		m->pid = m->inode;
	else if (name)
		m->cookie = domain_named(name);
}

int ended_find(struct client *c, const char *word, struct ended *found)
{
	struct meaning m;
	struct ended *list;
	int err;
	size_t n;

	parse_word(&m, word);
	err = ended_list(c, &list, &n);
	if (err)
		return err;
	for (err = -ENOENT; n && err; n--) {
		*found = list[n - 1];
		if (m.cookie ? found->cookie == m.cookie :
		    (m.inode && found->inode == m.inode) || (m.pid && has_process(c, found, m.pid)))
			err = 0;
	}
	free(list);
	return err;
}
