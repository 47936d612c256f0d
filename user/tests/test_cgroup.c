// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of cgroup.c: paths as systemd and the runtimes make them.
 */
#include <string.h>

#include "journal/cgroup.h"
#include "base/util.h"
#include "tap.h"

#define ID	"3f1c0b5e9a7d4c2fa1b0c9d8e7f60123456789abcdef0123456789abcdef0123"
#define OTHER	"0000000000000000000000000000000000000000000000000000000000000000"
#define SHORT	"3f1c0b5e9a7d"
#define UID	"0f5e2b5c-1111-4222-8333-444455556666"
#define UID_	"0f5e2b5c_1111_4222_8333_444455556666"

static const struct row {
	const char *path, *unit, *session, *owner, *runtime, *container, *pod;
} rows[] = {
	{ "/", "", "", "", "", "", "" },
	{ "", "", "", "", "", "", "" },
	{ "/init.scope", "init.scope", "", "", "", "", "" },
	{ "/system.slice/cron.service", "cron.service", "", "", "", "", "" },
	{ "/system.slice/system-getty.slice/getty@tty1.service", "getty@tty1.service", "", "", "", "", "" },
	{ "/system.slice/systemd-networkd.service/deeper", "systemd-networkd.service", "", "", "", "", "" },
	{ "/system.slice/dev-disk\\x2dby.mount", "dev-disk-by.mount", "", "", "", "", "" },
	{ "/user.slice/user-1000.slice/session-3.scope", "session-3.scope", "3", "1000", "", "", "" },
	{ "/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.scope", "app-x.scope", "", "1000", "", "", "" },
	{ "/system.slice/docker-" ID ".scope", "docker-" ID ".scope", "", "", "docker", SHORT, "" },
	{ "/docker/" ID, "", "", "", "docker", SHORT, "" },
	{ "/machine.slice/libpod-" ID ".scope/container", "libpod-" ID ".scope", "", "", "podman", SHORT, "" },
	{ "/libpod_parent/libpod-" ID, "", "", "", "podman", SHORT, "" },
	{ "/machine.slice/libpod-conmon-" ID ".scope", "libpod-conmon-" ID ".scope", "", "", "", "", "" },
	{ "/system.slice/crio-conmon-" ID ".scope", "crio-conmon-" ID ".scope", "", "", "", "", "" },
	{ "/system.slice/nerdctl-" ID ".scope", "nerdctl-" ID ".scope", "", "", "containerd", SHORT, "" },
	/* A container in a container: the inner one. */
	{ "/system.slice/docker-" OTHER ".scope/docker/" ID, "docker-" OTHER ".scope", "", "", "docker", SHORT, "" },
	{ "/default/" ID, "", "", "", "container", SHORT, "" },
	{ "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod" UID_ ".slice/cri-containerd-" ID ".scope",
	  "cri-containerd-" ID ".scope", "", "", "containerd", SHORT, UID },
	{ "/kubepods.slice/kubepods-pod" UID_ ".slice/crio-" ID ".scope",
	  "crio-" ID ".scope", "", "", "cri-o", SHORT, UID },
	{ "/kubepods/burstable/pod" UID "/" ID, "", "", "", "container", SHORT, UID },
	{ "/kubepods/pod" UID "/crio-" ID, "", "", "", "cri-o", SHORT, UID },
	{ "/lxc.payload.web/system.slice/nginx.service", "nginx.service", "", "", "lxc", "web", "" },
	{ "/lxc/web", "", "", "", "lxc", "web", "" },
	{ "/lxc.monitor.web", "", "", "", "", "", "" },
	{ "/machine.slice/systemd-nspawn@web.service/payload", "systemd-nspawn@web.service", "", "", "nspawn", "web", "" },
	{ "/machine.slice/machine-web\\x2d1.scope", "machine-web-1.scope", "", "", "nspawn", "web-1", "" },
	/* What only looks like one. */
	{ "/system.slice/docker-cleanup.service", "docker-cleanup.service", "", "", "", "", "" },
	{ "/pod" UID "/x", "", "", "", "", "", "" },
	{ "/user-x.slice/podman", "", "", "", "", "", "" },
	{ "/a\\x00b.service", "a\\x00b.service", "", "", "", "", "" },
};

static void test_rows(void)
{
	struct cgroup_names names;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		cgroup_parse(rows[i].path, &names);
		is_str(names.unit, rows[i].unit, rows[i].path);
		is_str(names.session, rows[i].session, rows[i].path);
		is_str(names.owner, rows[i].owner, rows[i].path);
		is_str(names.runtime ? names.runtime : "", rows[i].runtime, rows[i].path);
		is_str(names.container, rows[i].container, rows[i].path);
		is_str(names.pod, rows[i].pod, rows[i].path);
	}
}

/* A folder that is longer than any unit's name is left out, and the rest read. */
static void test_long(void)
{
	char path[2 * CGROUP_NAME_MAX + 32];
	struct cgroup_names names;

	memset(path, 'a', sizeof(path));
	path[0] = '/';
	memcpy(path + CGROUP_NAME_MAX + 1, ".scope/b.service", sizeof(".scope/b.service"));
	cgroup_parse(path, &names);
	is_str(names.unit, "b.service", "after a folder that is too long");
	path[CGROUP_NAME_MAX + 7] = '\0';
	cgroup_parse(path, &names);
	is_str(names.unit, "", "a folder that is too long");
	cgroup_parse(NULL, &names);
	is_str(names.unit, "", "no path");
}

int main(void)
{
	test_rows();
	test_long();
	return tap_done();
}
