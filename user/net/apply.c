// SPDX-License-Identifier: GPL-2.0
/* Carries out commands. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/apply.h"

extern char **environ;

/* Rounds of commands, each of which does what the ones before it could not. */
#define ROUNDS	3

/* Reads all that comes from @fd; @said keeps the beginning, as one line. */
static void read_said(int fd, char *said, size_t size)
{
	size_t len = 0;
	char rest[512];
	ssize_t n;

	for (;;) {
		n = len + 1 < size ? read(fd, said + len, size - 1 - len) : read(fd, rest, sizeof(rest));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (len + 1 < size)
			len += n;
	}
	said[len] = '\0';
	said[strcspn(said, "\n")] = '\0';
}

static int spawn(const char *const *word, int to, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int err = posix_spawn_file_actions_init(&actions);

	if (err)
		return -err;
	err = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	if (!err)
		err = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	if (!err)
		err = posix_spawn_file_actions_adddup2(&actions, to, 2);
	if (!err)
		err = posix_spawnp(pid, word[0], &actions, NULL, (char *const *)word, environ);
	posix_spawn_file_actions_destroy(&actions);
	return -err;
}

/* Runs a command. Returns whether it succeeded; otherwise @said has what it printed on stderr. */
static bool run_command(const char *const *word, char *said, size_t size)
{
	int fds[2], err, status;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC)) {
		snprintf(said, size, "%s", strerror(errno));
		return false;
	}
	err = spawn(word, fds[1], &pid);
	close(fds[1]);
	if (!err)
		read_said(fds[0], said, size);
	close(fds[0]);
	if (err) {
		snprintf(said, size, "%s: %s", word[0], strerror(-err));
		return false;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

/* Returns how many commands succeeded. */
static size_t run_steps(const struct undo *u, apply_done *done, void *arg)
{
	char said[256];
	size_t i, good = 0;
	bool ok;

	for (i = 0; i < u->n; i++) {
		ok = run_command(u->steps[i].word, said, sizeof(said));
		good += ok;
		done(&u->steps[i], ok ? NULL : said, arg);
	}
	return good;
}

/* Asks again what is to be undone. */
static int ask_again(struct undo *u)
{
	const struct undo wish = *u;

	undo_drop(u);
	memset(u, 0, sizeof(*u));
	u->kinds = wish.kinds;
	u->is_inside = wish.is_inside;
	u->arg = wish.arg;
	u->force = wish.force;
	u->domain = wish.domain;
	u->applied = wish.applied ? wish.applied : wish.reader.cursor.seq;
	domain_forget(u->domain);
	return undo_run(u);
}

int apply_undo(struct undo *u, apply_done *done, void *arg)
{
	size_t good = 1;
	int round, err = 0;

	for (round = 0; !err && u->n && good && round < ROUNDS; round++) {
		good = run_steps(u, done, arg);
		err = ask_again(u);
	}
	return err;
}
