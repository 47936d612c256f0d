// SPDX-License-Identifier: GPL-2.0
/* Carries out commands. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/apply.h"

extern char **environ;

/* Rounds of commands, each of which does what the ones before it could not. */
#define ROUNDS	3
#define SAID_MAX	256

/* What a failed command printed. Empty: it succeeded. */
struct said {
	char text[SAID_MAX];
};

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
static size_t run_steps(const struct undo *u, struct said *said, apply_done *done, void *arg)
{
	size_t i, good = 0;

	for (i = 0; i < u->n; i++) {
		if (run_command(u->steps[i].word, said[i].text, sizeof(said[i].text))) {
			said[i].text[0] = '\0';
			done(&u->steps[i], NULL, arg);
			good++;
		} else if (!said[i].text[0]) {
			strcpy(said[i].text, "it did not say why");
		}
	}
	return good;
}

/* Asks again what is to be undone. The caller drops the answer to the question before. */
static int ask_again(struct undo *u)
{
	const struct undo before = *u;

	*u = (struct undo){
		.kinds = before.kinds, .is_inside = before.is_inside, .arg = before.arg,
		.force = before.force, .prior = before.prior, .domain = before.domain,
		.applied = before.applied ? before.applied : before.reader.cursor.seq,
	};
	domain_forget(u->domain);
	return undo_run(u);
}

static bool is_needed(const struct undo *u, const struct undo_step *step)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (!strcmp(u->steps[i].line, step->line))
			return true;
	return false;
}

/* A command whose work another one did fails, and nobody needs to know. @err: of asking again. */
static void tell_failures(const struct undo *before, const struct said *said, const struct undo *u, int err,
			  apply_done *done, void *arg)
{
	size_t i;

	for (i = 0; i < before->n; i++)
		if (said[i].text[0] && (err || is_needed(u, &before->steps[i])))
			done(&before->steps[i], said[i].text, arg);
}

/*
 * Carries out the steps, and plans again. Returns 0 or a negative errno. @good: how many commands succeeded. If any did, and this
 * is not the @last round, those that failed are tried again, and are not told of yet.
 */
static int apply_round(struct undo *u, bool last, size_t *good, apply_done *done, void *arg)
{
	struct said *said = calloc(u->n, sizeof(*said));
	struct undo before;
	int err;

	if (!said) {
		snprintf(u->error, sizeof(u->error), "%s", strerror(ENOMEM));
		return -ENOMEM;
	}
	*good = run_steps(u, said, done, arg);
	before = *u;
	err = ask_again(u);
	if (err || last || !*good)
		tell_failures(&before, said, u, err, done, arg);
	undo_drop(&before);
	free(said);
	return err;
}

int apply_undo(struct undo *u, apply_done *done, void *arg)
{
	size_t good = 1;
	int round, err = 0;

	for (round = 0; !err && u->n && good && round < ROUNDS; round++)
		err = apply_round(u, round == ROUNDS - 1, &good, done, arg);
	return err;
}
