/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the path of a control group says about the process in it: its systemd
 * unit, login session, container and pod. Pure: it reads the text only.
 */
#ifndef NETJOURNAL_CGROUP_H
#define NETJOURNAL_CGROUP_H

#include <stddef.h>

/* A unit's name has 255 characters at most (systemd), a container's id 64. */
#define CGROUP_NAME_MAX	256

/**
 * struct cgroup_names - the names in a path; "" where the path has none
 * @unit: the innermost systemd service, scope, socket or slice ("cron.service")
 * @session: the login session's number ("3"), from session-3.scope
 * @owner: the user id of the slice that it is in ("1000"), from user-1000.slice
 * @runtime: what runs the container: "docker", "podman", "containerd",
 *	"cri-o", "lxc", "nspawn", "container" where the path does not tell
 * @container: the container's name, or the first 12 digits of its id
 * @container_id: its name or id in full
 * @pod: the pod's uid, with dashes
 */
struct cgroup_names {
	char unit[CGROUP_NAME_MAX];
	char session[32];
	char owner[16];
	const char *runtime;
	char container[CGROUP_NAME_MAX];
	char container_id[CGROUP_NAME_MAX];
	char pod[64];
};

/**
 * cgroup_parse - read the names in a path
 * @path: from the root of the control groups; may be NULL
 * @names: filled; a part that is too long for its member is left out
 *
 * Formats: systemd.unit(5) and systemd-escape(1) for units; the runtimes'
 * cgroupfs and systemd drivers for containers.
 */
void cgroup_parse(const char *path, struct cgroup_names *names);

#endif
