// SPDX-License-Identifier: GPL-2.0
/* Puts steps of the walk on trial. See trial.h. */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "trial.h"

#define CGROUPS		"/sys/fs/cgroup"

/* How often it is looked whether the trial has begun: some minutes. */
#define BEGIN_LOOKS	20000

static void die(const char *what, int pid)
{
	fprintf(stderr, "walk: a trial: %s (%d): %m\n", what, pid);
	abort();
}

/* Writes the path of a file of the cgroup. */
static void path_of(const struct trial *trial, const char *file, char *path, size_t size)
{
	snprintf(path, size, CGROUPS "/netjournal-try-%d/%s", trial->pid, file);
}

static bool write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	return f && fputs(text, f) >= 0 && !fclose(f);
}

/* Puts this process into the cgroup that has this file. */
static bool join_cgroup(const char *path)
{
	return write_file(path, "0");
}

/* Returns whether the cgroup has a process: the command runs. */
static bool has_process(const char *path)
{
	FILE *f = fopen(path, "re");
	int c = f ? fgetc(f) : EOF;

	if (f)
		fclose(f);
	return c != EOF;
}

void trial_begin(struct trial *trial, const struct space *space)
{
	char path[128];

	trial->program = space_popen(space, "echo $$; exec netjournal try -t 3600 -- sleep 3600 2>&1 </dev/null");
	if (!trial->program || fscanf(trial->program, "%d\n", &trial->pid) != 1)
		die("no program", 0);
	path_of(trial, "cgroup.procs", path, sizeof(path));
	for (int i = 0; !has_process(path); i++) {
		if (i == BEGIN_LOOKS)
			die("it does not begin", trial->pid);
		usleep(5000);
	}
	if (!join_cgroup(path))
		die(path, trial->pid);
}

static void give_order(const struct trial *trial, char order)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char answer;

	snprintf(addr.sun_path, sizeof(addr.sun_path), "/run/netjournal/try-%d", trial->pid);
	if (fd < 0 || connect(fd, (struct sockaddr *)&addr, sizeof(addr)) || send(fd, &order, 1, MSG_NOSIGNAL) != 1 ||
	    read(fd, &answer, 1) != 1)
		die("no guard", trial->pid);
	close(fd);
}

bool trial_end(struct trial *trial, bool undo, struct text *text)
{
	char line[4096], path[128];
	bool done = false, partly = false;

	text_clear(text);
	/* If all is undone, everything in the cgroup is killed. */
	if (!join_cgroup(CGROUPS "/cgroup.procs"))
		die("the cgroup", trial->pid);
	give_order(trial, undo ? 'n' : 'y');
	/* If all is kept, the program waits for the command. */
	path_of(trial, "cgroup.kill", path, sizeof(path));
	if (!undo && !write_file(path, "1"))
		die(path, trial->pid);
	while (fgets(line, sizeof(line), trial->program)) {
		done |= strstr(line, undo ? " undone\n" : "kept\n") && !strstr(line, "not undone");
		partly |= strstr(line, "could not be undone") || !strncmp(line, "# not undone", 12);
		text_str(text, "#   ");
		text_str(text, line);
	}
	pclose(trial->program);
	trial->program = NULL;
	return done && !partly;
}
