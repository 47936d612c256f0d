// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal try`: runs a command, and undoes what it changed unless somebody confirms in time. And
 * `netjournal confirm`, which confirms from another session.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/domain_verbs.h"
#include "decode/kind.h"
#include "journal/reach.h"
#include "net/trial.h"
#include "net/undo.h"

#define SECONDS		60
#define SECONDS_MAX	86400
#define TRIALS_MAX	64

struct try {
	struct args *args;
	struct trial trial;
	int64_t end;		/* of the trial, in seconds since the machine started */
	bool kept;
	int status;		/* of the command, as of wait() */
	struct out out;		/* the object of JSON that is open after the question */
};

static int64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return ts.tv_sec;
}

/* Says which recorded kinds cannot be undone, before anything is run. */
static void name_others(void)
{
	char can[256], others[256];

	kinds_text(UNDO_KINDS, ", ", can, sizeof(can));
	kinds_text(kinds_with(0) & ~UNDO_KINDS, ", ", others, sizeof(others));
	complain("try: can undo %s; not %s, other network namespaces, nor what is not recorded", can, others);
}

/* Returns 0 if the journal records all that can be undone; sets where it ends now. */
static int check_journal(struct try *t)
{
	static struct client client;
	struct reach reach;
	int err = client_open(&client);

	if (!err) {
		err = reach_find(&client, &reach);
		client_close(&client);
	}
	if (err) {
		complain("try: %s", client.genl.error);
		return err;
	}
	t->trial.prior.seq = reach.last;
	if (!(reach.off & UNDO_KINDS))
		return 0;
	complain("try: the journal does not record all kinds (see netjournal config), so nothing was run");
	return -ENODATA;
}

/* Prints a line, or in JSON an element of the open array. It can contain names, which must not drive the terminal. */
static void print_line(struct try *t, const char *text)
{
	out_str(&t->out, OUT_PLAIN, NULL, "%s\n", text);
	if (!t->out.json)
		out_flush(&t->out);
}

/* Prints what the guard says. Returns false if it has ended. */
static bool hear_guard(struct try *t)
{
	char text[8192];
	ssize_t n = recv(t->trial.guard, text, sizeof(text) - 1, 0);

	if (n <= 0)
		return false;
	if (text[n - 1] == '\n')
		n--;
	text[n] = '\0';
	t->kept |= !strcmp(text, "kept");
	print_line(t, text);
	return true;
}

static void give_order(const struct try *t, char order)
{
	send(t->trial.guard, &order, 1, MSG_NOSIGNAL);
}

/* In JSON, begins the line that says how the trial ended. */
static void begin_end(struct try *t)
{
	out_object(&t->out, NULL);
	out_array(&t->out, "said");
}

/* Waits for the command. Returns false if the guard has undone everything in the meantime. */
static bool wait_for_command(struct try *t)
{
	struct pollfd p = { .fd = t->trial.guard, .events = POLLIN };

	/* The command gets these signals too, and decides what they mean. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	while (!waitpid(t->trial.command, &t->status, WNOHANG)) {
		if (poll(&p, 1, 50) != 1)
			continue;
		begin_end(t);
		while (hear_guard(t))
			;
		waitpid(t->trial.command, &t->status, 0);
		/* If somebody confirmed, the guard ended before the command. */
		rmdir(t->trial.folder);
		return false;
	}
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	return true;
}

static void print_note(struct try *t, const struct undo_note *note)
{
	struct out *o = &t->out;
	char text[1024];

	if (!o->json) {
		snprintf(text, sizeof(text), "cannot be undone: #%" PRIu64 ", %s: %s", note->seq, note->object, note->why);
		print_line(t, text);
		return;
	}
	out_object(o, NULL);
	out_u64(o, "seq", NULL, note->seq);
	out_str(o, OUT_PLAIN, "object", NULL, note->object);
	out_str(o, OUT_PLAIN, "why", NULL, note->why);
	out_object_end(o);
}

/* Prints what the command has changed. In JSON that is a line, with what is asked. */
static void print_changes(struct try *t, const struct undo *u)
{
	struct out *o = &t->out;
	size_t i;

	out_object(o, NULL);
	out_u64(o, "trial", NULL, getpid());
	out_s64(o, "seconds", NULL, t->end - now());
	out_u64(o, "after", NULL, t->trial.prior.seq);
	out_u64(o, "changes", NULL, u->records);
	out_u64(o, "commands", NULL, u->n);
	if (u->records && !o->json) {
		printf("%" PRIu64 " change%s (netjournal log --after %" PRIu64 "), undone by %zu command%s\n", u->records,
		       u->records == 1 ? "" : "s", t->trial.prior.seq, u->n, u->n == 1 ? "" : "s");
		fflush(stdout);
	}
	out_array(o, "notes");
	for (i = 0; i < u->n_notes; i++)
		print_note(t, &u->notes[i]);
	out_array_end(o);
	out_object_end(o);
	out_line_end(o);
	out_flush(o);
}

/*
 * Returns how many records of kinds that can be undone the command has made, or how many other kinds it has changed; -1: the
 * journal cannot be read.
 */
static int64_t count_changes(struct try *t)
{
	struct undo u = {
		.kinds = UNDO_KINDS, .is_inside = trial_is_inside, .arg = &t->trial, .force = true,
		.prior = &t->trial.prior,
	};
	int64_t records = -1;

	trial_learn(&t->trial);
	u.domain = domain_new();
	if (u.domain && !undo_run(&u)) {
		records = u.records ? u.records : u.n_notes;
		print_changes(t, &u);
	}
	undo_drop(&u);
	domain_free(u.domain);
	return records;
}

/* Makes the terminal hand over single keys. Returns whether stdin is one. */
static bool take_keys(struct termios *old)
{
	struct termios raw;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, old))
		return false;
	raw = *old;
	raw.c_lflag &= ~(ICANON | ECHO);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	return true;
}

/* Waits until somebody decides, or the guard does. */
static void wait_for_answer(struct try *t)
{
	struct pollfd p[] = {
		{ .fd = t->trial.guard, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN },
	};
	struct termios old;
	bool keys = take_keys(&old);
	char key;

	if (!t->out.json)
		printf("Keep them? [%snetjournal confirm %d, or wait %" PRId64 " s to undo]\n",
		       keys ? "y, n, " : "", (int)getpid(), t->end - now());
	fflush(stdout);
	if (!keys)
		p[1].fd = -1;
	while (poll(p, 2, -1) > 0 || errno == EINTR) {
		if (p[0].revents && !hear_guard(t))
			break;
		if (p[1].revents && read(STDIN_FILENO, &key, 1) == 1 && strchr("yn", key))
			give_order(t, key);
	}
	if (keys)
		tcsetattr(STDIN_FILENO, TCSANOW, &old);
}

/* Lets the command run, and asks. Returns whether the command has changed nothing. */
static bool ask_user(struct try *t)
{
	bool none = !count_changes(t);

	if (none && !t->out.json)
		puts("Nothing was changed.");
	begin_end(t);
	if (none)
		give_order(t, TRIAL_KEEP);
	else
		wait_for_answer(t);
	while (hear_guard(t))
		;
	return none;
}

/* In JSON, ends that line. */
static void print_end(struct try *t, bool none)
{
	struct out *o = &t->out;

	out_array_end(o);
	out_str(o, OUT_PLAIN, "outcome", NULL, t->kept ? "kept" : "undone");
	out_bool(o, "changed", NULL, !none);
	if (WIFEXITED(t->status))
		out_u64(o, "exit", NULL, WEXITSTATUS(t->status));
	else
		out_u64(o, "signal", NULL, WTERMSIG(t->status));
	out_object_end(o);
	out_line_end(o);
	out_flush(o);
}

static int try_run(struct try *t, char **argv)
{
	bool none = false;

	if (check_journal(t))
		return STATUS_SYSTEM;
	name_others();
	if (prior_read(&t->trial.prior, UNDO_KINDS)) {
		complain("try: %s", t->trial.prior.error);
		return STATUS_SYSTEM;
	}
	if (trial_begin(&t->trial, argv)) {
		complain("try: %s", t->trial.error);
		return STATUS_SYSTEM;
	}
	t->end = now() + t->trial.seconds;
	if (trial_start(&t->trial)) {
		complain("try: %s", t->trial.error);
		give_order(t, TRIAL_UNDO);
		return STATUS_SYSTEM;
	}
	out_init(&t->out, stdout, t->args->json, false);
	if (wait_for_command(t))
		none = ask_user(t);
	if (t->out.json)
		print_end(t, none);
	if (!t->kept)
		return STATUS_LOST;
	return t->status ? STATUS_SYSTEM : STATUS_DONE;
}

static int verb_try_run(struct args *a)
{
	static struct try t;
	uint64_t seconds;
	int id, n = 0, status;

	t.args = a;
	t.trial.seconds = SECONDS;
	while (!n && (id = args_next(a)) > 0) {
		if (id == 't') {
			if (word_u64(a->value, &seconds) || !seconds || seconds > SECONDS_MAX)
				return args_usage(a, "-t needs a number of seconds from 1 to 86400");
			t.trial.seconds = seconds;
		} else {
			/* All words from here on are the command's own. */
			n = a->next;
		}
	}
	if (!n)
		return id < 0 ? args_status(id) : args_usage(a, "the command is missing");
	status = try_run(&t, a->argv + n - 1);
	prior_drop(&t.trial.prior);
	return status;
}

const struct verb verb_try = {
	.name = "try",
	.words = "[-t SECONDS] [--] COMMAND...",
	.summary = "Runs a command, and undoes what it changed unless you confirm",
	.opts = (const struct opt[]){
		{ 't', "time", "SECONDS", "undo after this time (60)" },
		{ 'j', "json", NULL, "print JSON, two lines: the question and the end" },
		{ 0 }
	},
	.more_help = "Confirm with the key y, or with `" TOOL_NAME " confirm` in another session.\n"
		     "The exit status is 0 if the changes are kept, 2 if the command also failed,\n"
		     "and 3 if the changes are undone.\n",
	.run = verb_try_run,
};

static int verb_confirm_run(struct args *a)
{
	pid_t pids[TRIALS_MAX];
	int n = args_words(a);
	uint32_t pid;
	size_t found;

	if (n < 0)
		return args_status(n);
	if (n > 1)
		return args_usage(a, "unexpected word: %s", a->argv[1]);
	if (n && word_u32(a->argv[0], &pid))
		return args_usage(a, "not the number of a process: %s", a->argv[0]);
	found = trial_find(pids, TRIALS_MAX);
	if (!n && found > 1)
		return args_usage(a, "several commands are on trial; the number that `try` printed is needed");
	if ((!n && !found) || trial_order(n ? (pid_t)pid : pids[0], TRIAL_KEEP)) {
		complain("confirm: no command is on trial, or it is not yours to confirm");
		return STATUS_SYSTEM;
	}
	return STATUS_DONE;
}

const struct verb verb_confirm = {
	.name = "confirm",
	.words = "[PID]",
	.summary = "Keeps the changes of a command that is on trial",
	.opts = (const struct opt[]){ { 0 } },
	.run = verb_confirm_run,
};
