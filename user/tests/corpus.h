/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The corpus: real messages, one in a file, saved with `save` from a VM that
 * `variety` had filled. CORPUS is its folder.
 */
#ifndef NETJOURNAL_TEST_CORPUS_H
#define NETJOURNAL_TEST_CORPUS_H

#include <dirent.h>
#include <endian.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define CORPUS_MAX	256

/* Netlink messages have the machine's order of bytes, and these were saved on a little-endian one. */
static inline bool corpus_is_foreign(void)
{
	return __BYTE_ORDER != __LITTLE_ENDIAN;
}

/* Reports a test of the corpus that cannot run on this machine. */
static inline void corpus_skip(const char *name)
{
	skip(name, "the messages have the other order of bytes");
}

struct message {
	char name[64];
	size_t len;
	void *data;
};

static inline int corpus_is_file(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* Reads all, sorted by name; exits if there is none. */
static inline size_t corpus_read(struct message *messages)
{
	static char buf[1 << 16];
	struct dirent **list;
	char path[4096];
	int i, count;
	FILE *f;

	count = scandir(CORPUS, &list, corpus_is_file, alphasort);
	if (count <= 0 || count > CORPUS_MAX) {
		printf("Bail out! no corpus in %s\n", CORPUS);
		exit(1);
	}
	for (i = 0; i < count; i++) {
		struct message *m = &messages[i];

		snprintf(m->name, sizeof(m->name), "%.63s", list[i]->d_name);
		snprintf(path, sizeof(path), "%s/%s", CORPUS, m->name);
		free(list[i]);
		f = fopen(path, "re");
		m->len = f ? fread(buf, 1, sizeof(buf), f) : 0;
		if (f)
			fclose(f);
		m->data = malloc(m->len);
		memcpy(m->data, buf, m->len);
	}
	free(list);
	return count;
}

static inline void corpus_free(struct message *messages, size_t count)
{
	while (count--)
		free(messages[count].data);
}

#endif
