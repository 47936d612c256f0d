// SPDX-License-Identifier: GPL-2.0
/*
 * The names in the path of a control group.
 *
 * The path is read folder by folder from the root. If a row of `forms` fits a folder, the
 * folder sets a name. A folder further in replaces a name of the same sort. So a container
 * inside a service has the names of both.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "journal/cgroup.h"
#include "base/util.h"

/* A container's id has ID_LEN digits, of which people use the first ID_SHORT. */
#define ID_LEN		64
#define ID_SHORT	12

enum part_kind {
	PART_ID,	/* an id of ID_LEN hexadecimal digits */
	PART_NAME,	/* a name that people gave, escaped by systemd */
};

/*
 * How a runtime calls the folder of a container: what stands before and after
 * the id or name. The first form that fits holds.
 */
static const struct container_form {
	const char *before, *after, *runtime;
	enum part_kind part;
} container_forms[] = {
	/* The systemd driver of each runtime: a scope. */
	{ "docker-", ".scope", "docker", PART_ID },
	{ "libpod-", ".scope", "podman", PART_ID },
	{ "cri-containerd-", ".scope", "containerd", PART_ID },
	{ "nerdctl-", ".scope", "containerd", PART_ID },
	{ "crio-", ".scope", "cri-o", PART_ID },
	/* The cgroupfs driver: a folder. */
	{ "libpod-", "", "podman", PART_ID },
	{ "crio-", "", "cri-o", PART_ID },
	/* Containers of a whole system. */
	{ "lxc.payload.", "", "lxc", PART_NAME },
	{ "systemd-nspawn@", ".service", "nspawn", PART_NAME },
	{ "machine-", ".scope", "nspawn", PART_NAME },
};

/* Folders of programs that run a container and are not inside the container. */
static const char *const monitors[] = { "libpod-conmon-", "crio-conmon-", "lxc.monitor." };

/* The suffixes of units that hold processes, except slices. */
static const char *const unit_suffixes[] = { ".service", ".scope", ".socket", ".mount", ".swap" };

static bool has_prefix(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

static bool has_suffix(const char *text, const char *suffix)
{
	size_t len = strlen(text), end = strlen(suffix);

	return len > end && !strcmp(text + len - end, suffix);
}

static bool is_id(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isxdigit((unsigned char)text[i]))
			return false;
	return len == ID_LEN;
}

static int hex_value(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : -1;
}

/*
 * Reads an escape of systemd's, "\x2d", of at least four bytes. Returns the
 * character, or -1 if it is no escape or no character to print as it is.
 */
static int escape_value(const char *text)
{
	int high = hex_value(text[2]), low = hex_value(text[3]);

	if (text[0] != '\\' || text[1] != 'x' || high < 0 || low < 0)
		return -1;
	return isgraph(high << 4 | low) ? high << 4 | low : -1;
}

/* Copies @len bytes of a name of systemd's, with its escapes undone. */
static void name_copy(char *to, size_t room, const char *from, size_t len)
{
	const char *end = from + len;
	size_t n = 0;
	int c;

	if (len >= room)
		return;
	while (from < end) {
		c = end - from >= 4 ? escape_value(from) : -1;
		to[n++] = c < 0 ? *from : (char)c;
		from += c < 0 ? 1 : 4;
	}
	to[n] = '\0';
}

static void container_set(struct cgroup_names *names, const char *runtime,
			  enum part_kind part, const char *text, size_t len)
{
	if (len >= sizeof(names->container_id))
		return;
	names->runtime = runtime;
	name_copy(names->container_id, sizeof(names->container_id), text, len);
	snprintf(names->container, sizeof(names->container), "%.*s",
		 part == PART_ID ? ID_SHORT : CGROUP_NAME_MAX - 1,
		 names->container_id);
}

static bool form_fits(const struct container_form *form, const char *folder)
{
	size_t before = strlen(form->before), after = strlen(form->after);
	size_t len = strlen(folder);

	if (len <= before + after || !has_prefix(folder, form->before) ||
	    strcmp(folder + len - after, form->after))
		return false;
	return form->part == PART_NAME ||
	       is_id(folder + before, len - before - after);
}

static void container_read(struct cgroup_names *names, const char *folder,
			   const char *above)
{
	const struct container_form *form = container_forms;
	const struct container_form *end = form + ARRAY_SIZE(container_forms);
	size_t before;

	while (form < end && !form_fits(form, folder))
		form++;
	if (form < end) {
		before = strlen(form->before);
		container_set(names, form->runtime, form->part, folder + before,
			      strlen(folder) - before - strlen(form->after));
	} else if (!strcmp(above, "lxc")) {
		container_set(names, "lxc", PART_NAME, folder, strlen(folder));
	} else if (is_id(folder, strlen(folder))) {
		/* A bare id: the folder above may name the runtime. */
		container_set(names, strcmp(above, "docker") ? "container" : "docker",
			      PART_ID, folder, ID_LEN);
	}
}

/* A pod's folder: kubepods-besteffort-pod<uid>.slice, or pod<uid>. */
static bool pod_read(struct cgroup_names *names, const char *folder,
		     bool in_kubepods)
{
	const char *uid = NULL;
	size_t len;
	char *c;

	if (has_prefix(folder, "kubepods") && strstr(folder, "-pod"))
		uid = strstr(folder, "-pod") + strlen("-pod");
	else if (in_kubepods && has_prefix(folder, "pod"))
		uid = folder + strlen("pod");
	if (!uid)
		return false;
	len = strlen(uid);
	if (has_suffix(uid, ".slice"))
		len -= strlen(".slice");
	if (!len || len >= sizeof(names->pod))
		return false;
	snprintf(names->pod, sizeof(names->pod), "%.*s", (int)len, uid);
	/*
	 * In the name of a slice, "-" stands for a slice inside a slice. So kubelet writes "_"
	 * in its place.
	 */
	for (c = names->pod; *c; c++)
		if (*c == '_')
			*c = '-';
	return true;
}

static bool is_monitor(const char *folder)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(monitors); i++)
		if (has_prefix(folder, monitors[i]))
			return true;
	return false;
}

static void unit_read(struct cgroup_names *names, const char *folder)
{
	const char *uid = folder + strlen("user-");
	size_t i, digits;

	if (has_prefix(folder, "user-")) {
		digits = strspn(uid, "0123456789");
		if (digits && digits < sizeof(names->owner) &&
		    !strcmp(uid + digits, ".slice")) {
			name_copy(names->owner, sizeof(names->owner), uid, digits);
			return;
		}
	}
	for (i = 0; i < ARRAY_SIZE(unit_suffixes); i++)
		if (has_suffix(folder, unit_suffixes[i]))
			break;
	if (i == ARRAY_SIZE(unit_suffixes))
		return;
	name_copy(names->unit, sizeof(names->unit), folder, strlen(folder));
	if (has_prefix(folder, "session-") && has_suffix(folder, ".scope") &&
	    strlen(folder) < sizeof(names->session))
		snprintf(names->session, sizeof(names->session), "%.*s",
			 (int)(strlen(folder) - strlen("session-.scope")),
			 folder + strlen("session-"));
}

void cgroup_parse(const char *path, struct cgroup_names *names)
{
	char folder[CGROUP_NAME_MAX], above[CGROUP_NAME_MAX] = "";
	bool in_kubepods = false;
	size_t len;

	memset(names, 0, sizeof(*names));
	for (; path && *path; path += len) {
		path += strspn(path, "/");
		len = strcspn(path, "/");
		if (!len || len >= sizeof(folder))
			continue;
		snprintf(folder, sizeof(folder), "%.*s", (int)len, path);
		if (has_prefix(folder, "kubepods"))
			in_kubepods = true;
		if (!pod_read(names, folder, in_kubepods)) {
			if (!is_monitor(folder))
				container_read(names, folder, above);
			unit_read(names, folder);
		}
		memcpy(above, folder, sizeof(above));
	}
}
