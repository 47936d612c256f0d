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

/* Returns the first entry whose name is @name, or with @name NULL whose id is @uid; or NULL. */
static const struct passwd *find_entry(const char *name, uint32_t uid)
{
	FILE *file = fopen(users_file, "re");
	const struct passwd *entry;

	if (!file)
		return NULL;
	while ((entry = fgetpwent(file)))
		if (name ? !strcmp(entry->pw_name, name) : entry->pw_uid == uid)
			break;
	fclose(file);
	return entry;
}

const char *user_name(uint32_t uid)
{
	struct kept_user *user = &kept_users[uid % ARRAY_SIZE(kept_users)];

	if (!user->valid || user->uid != uid) {
		const struct passwd *entry = find_entry(NULL, uid);

		*user = (struct kept_user){ .valid = true, .uid = uid };
		if (entry)
			snprintf(user->name, sizeof(user->name), "%s", entry->pw_name);
	}
	return *user->name ? user->name : NULL;
}

int user_id(const char *name, uint32_t *uid)
{
	const struct passwd *entry = find_entry(name, 0);

	if (!entry)
		return -ENOENT;
	*uid = entry->pw_uid;
	return 0;
}
