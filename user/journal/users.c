// SPDX-License-Identifier: GPL-2.0
/* Reads names and ids of users. */
#include <errno.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "journal/users.h"
#include "base/util.h"

const char *users_file = "/etc/passwd";

/* Users whose names were read. The id of a user decides at which place he is. */
static struct kept_user {
	bool valid;
	uint32_t uid;
	char name[64];	/* "" if it has none */
} kept_users[64];

static void read_name(struct kept_user *user)
{
	FILE *file = fopen(users_file, "re");
	const struct passwd *entry;

	if (!file)
		return;
	while ((entry = fgetpwent(file))) {
		if (entry->pw_uid != user->uid)
			continue;
		snprintf(user->name, sizeof(user->name), "%s", entry->pw_name);
		break;
	}
	fclose(file);
}

const char *user_name(uint32_t uid)
{
	struct kept_user *user = &kept_users[uid % ARRAY_SIZE(kept_users)];

	if (!user->valid || user->uid != uid) {
		*user = (struct kept_user){ .valid = true, .uid = uid };
		read_name(user);
	}
	return *user->name ? user->name : NULL;
}

int user_id(const char *name, uint32_t *uid)
{
	FILE *file = fopen(users_file, "re");
	const struct passwd *entry;
	int err = -ENOENT;

	if (!file)
		return err;
	while (err && (entry = fgetpwent(file))) {
		if (strcmp(entry->pw_name, name))
			continue;
		*uid = entry->pw_uid;
		err = 0;
	}
	fclose(file);
	return err;
}
