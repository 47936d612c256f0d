// SPDX-License-Identifier: GPL-2.0
/* Guards a command on trial. See trial.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netlink/attr.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "net/apply.h"
#include "net/trial.h"

#define CGROUPS		"/sys/fs/cgroup"
#define RUN		"/run/netjournal"
#define PREFIX		"try-"
#define GUARD_MS	200	/* how often the guard looks whether its parent lives */
#define KILLS_MAX	100	/* of the guard; then it goes on without a parent */

/* Which records. */

static uint64_t cgroup_of(const struct record *rec)
{
	const struct nlattr *origin = record_attr(rec, NETJOURNAL_A_RECORD_ORIGIN);
	const struct nlattr *id = origin ? nla_find(nla_data(origin), nla_len(origin),
						    NETJOURNAL_A_ORIGIN_CGROUP_ID) : NULL;

	return id && nla_len(id) == sizeof(uint64_t) ? nla_get_u64(id) : 0;
}

/* Returns whether the kernel announces an IPv6 address that it has found to be unique. */
static bool is_unique_address(const struct record *rec)
{
	const struct origin *origin = record_origin(rec);

	return rec->kind == NETJOURNAL_KIND_ADDR && origin && origin->work && !strcmp(origin->work, "addrconf_dad_work");
}

/* Returns whether the command or its children made the record. */
static bool is_by_command(const struct record *rec, void *arg)
{
	struct trial *t = arg;

	if (rec->seq <= t->prior.seq)
		return false;
	if (t->cgroup)
		return cgroup_of(rec) == t->cgroup;
	t->filter.processes = &t->processes;
	t->filter.has_pid = true;
	t->filter.pid = t->command;
	return filter_match(&t->filter, rec);
}

void trial_learn(struct trial *t)
{
	aftermath_read(&t->aftermath, t->prior.seq, is_by_command, t);
}

bool trial_is_inside(const struct record *rec, void *arg)
{
	struct trial *t = arg;

	if (rec->seq > t->prior.seq && (is_unique_address(rec) || aftermath_has(&t->aftermath, rec)))
		return true;
	return is_by_command(rec, arg);
}

/* Cgroups. */

static int write_file(const char *folder, const char *name, const char *text)
{
	char path[TRIAL_PATH_MAX + 32];
	int fd, err = 0;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
	return err;
}

/* Makes a cgroup, if the machine has version 2. Otherwise @folder is "". */
static void make_cgroup(char folder[TRIAL_PATH_MAX], const char *what, pid_t pid)
{
	snprintf(folder, TRIAL_PATH_MAX, CGROUPS "/netjournal-%s-%d", what, (int)pid);
	if (access(CGROUPS "/cgroup.procs", W_OK) || mkdir(folder, 0755))
		folder[0] = '\0';
}

static uint64_t cgroup_id(const char *folder)
{
	struct stat st;

	return folder[0] && !stat(folder, &st) ? st.st_ino : 0;
}

/* Ends the command, if it still runs: it could go on changing things while they are undone. */
static void end_command(const struct trial *t)
{
	int tries;

	if (t->folder[0] && !write_file(t->folder, "cgroup.kill", "1")) {
		for (tries = 0; tries < 50 && rmdir(t->folder) && errno == EBUSY; tries++)
			usleep(20000);
		return;
	}
	/* A number could mean another process by now. */
	if (t->pidfd >= 0)
		syscall(SYS_pidfd_send_signal, t->pidfd, SIGKILL, NULL, 0);
}

/* The guard. */

static void socket_path(char path[TRIAL_PATH_MAX], pid_t pid)
{
	snprintf(path, TRIAL_PATH_MAX, RUN "/" PREFIX "%d", (int)pid);
}

static int listen_for_orders(struct trial *t, pid_t pid)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };

	socket_path(t->socket, pid);
	snprintf(addr.sun_path, sizeof(addr.sun_path), "%.100s", t->socket);
	if (mkdir(RUN, 0700) && errno != EEXIST)
		return -errno;
	unlink(t->socket);
	t->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (t->listener < 0 || bind(t->listener, (struct sockaddr *)&addr, sizeof(addr)) ||
	    listen(t->listener, 4))
		return -errno;
	return 0;
}

/* Only SIGKILL ends a process of the guard, and faults of its own. */
static void ignore_signals(void)
{
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		if (sig != SIGCHLD && sig != SIGSEGV && sig != SIGBUS && sig != SIGFPE && sig != SIGILL &&
		    sig != SIGABRT)
			signal(sig, SIG_IGN);
}

/* Sends a line to the program that started the trial, if it still lives. */
static void say(const struct trial *t, const char *text)
{
	send(t->guard, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void on_done(const struct undo_step *step, const char *said, void *arg)
{
	char line[RECIPE_BYTES + 300];
	struct trial *t = arg;

	t->done += !said;
	snprintf(line, sizeof(line), "%s%s%s\n", step->line, said ? "  # failed: " : "", said ? said : "");
	say(t, line);
}

static void write_note(const char *text)
{
	static struct client client;
	uint64_t instance, seq;

	if (client_open(&client))
		return;
	client_note(&client, text, &instance, &seq);
	client_close(&client);
}

static void undo_all(struct trial *t)
{
	struct undo u = {
		.kinds = UNDO_KINDS, .is_inside = trial_is_inside, .arg = t, .force = true, .prior = &t->prior,
	};
	char text[RECIPE_BYTES + 300];
	uint64_t records;
	size_t i;
	int err;

	u.domain = domain_new();
	if (!u.domain)
		return;
	trial_learn(t);
	err = undo_run(&u);
	records = u.records;
	if (!err)
		err = apply_undo(&u, on_done, t);
	for (i = 0; !err && i < u.n; i++) {
		snprintf(text, sizeof(text), "# still needed: %s\n", u.steps[i].line);
		say(t, text);
	}
	for (i = 0; !err && i < u.n_notes; i++) {
		snprintf(text, sizeof(text), "# not undone: #%llu, %s: %s\n",
			 (unsigned long long)u.notes[i].seq, u.notes[i].object, u.notes[i].why);
		say(t, text);
	}
	if (err)
		snprintf(text, sizeof(text), "try: not undone: %s", u.error);
	else if (u.n + u.n_notes)
		snprintf(text, sizeof(text), "try: %s%zu could not be undone",
			 t->done ? "the changes were undone, but " : "", u.n + u.n_notes);
	else
		snprintf(text, sizeof(text), "try: %llu change%s undone", (unsigned long long)records,
			 records == 1 ? " was" : "s were");
	write_note(text);
	strcat(text, "\n");
	say(t, text);
	undo_drop(&u);
	domain_free(u.domain);
}

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

/* Takes an order from somebody who has called. Returns 0 if there is none. */
static char take_call(const struct trial *t)
{
	int fd = accept4(t->listener, NULL, NULL, SOCK_CLOEXEC);
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char order = 0;

	if (fd < 0)
		return 0;
	if (poll(&p, 1, 1000) == 1 && read(fd, &order, 1) == 1)
		send(fd, &order, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	close(fd);
	return order;
}

/* Takes an order from the program that started the trial. */
static char take_message(struct trial *t, struct pollfd *p)
{
	char order = 0;
	ssize_t n = recv(t->guard, &order, 1, MSG_DONTWAIT);

	/* The program is gone. The trial goes on. */
	if (n <= 0 && !(n < 0 && errno == EAGAIN))
		p->fd = -1;
	return order;
}

/*
 * Returns in a child. The parent waits for it, and makes another one if it is killed. Without memory there is no
 * parent that waits.
 */
static void have_parent(struct trial *t)
{
	pid_t self = getpid(), child;
	int status, kills;

	for (kills = 0; kills < KILLS_MAX; kills++) {
		child = fork();
		if (!child) {
			t->parent = self;
			return;
		}
		if (child < 0)
			break;
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		if (!WIFSIGNALED(status))
			_exit(0);
	}
	t->parent = getppid();
}

static bool is_order(char order)
{
	return order == TRIAL_KEEP || order == TRIAL_UNDO;
}

/* Waits for an order, at most until the end of the trial, which is an order to undo. */
static char wait_for_order(struct trial *t)
{
	struct pollfd p[] = {
		{ .fd = t->guard, .events = POLLIN }, { .fd = t->listener, .events = POLLIN },
	};
	char order;

	while (!is_order(*t->order)) {
		if (getppid() != t->parent)
			have_parent(t);
		if (now_ms() >= t->end)
			return TRIAL_UNDO;
		if (poll(p, 2, GUARD_MS) <= 0)
			continue;
		order = p[0].revents ? take_message(t, &p[0]) : take_call(t);
		if (is_order(order))
			*t->order = order;
	}
	return *t->order;
}

static void run_guard(struct trial *t, pid_t program)
{
	char self[16];

	t->end = now_ms() + t->seconds * 1000LL;
	setsid();
	/* Somebody who kills all programs of this name does not mean the guard. */
	prctl(PR_SET_NAME, "try-guard");
	ignore_signals();
	make_cgroup(t->guard_folder, "guard", program);
	snprintf(self, sizeof(self), "%d", (int)getpid());
	if (t->guard_folder[0])
		write_file(t->guard_folder, "cgroup.procs", self);
	/* The machine must not end it to get memory. */
	write_file("/proc/self", "oom_score_adj", "-1000");
	if (chdir("/"))
		_exit(1);
	say(t, "ready");
	have_parent(t);
	if (wait_for_order(t) == TRIAL_KEEP) {
		say(t, "kept\n");
	} else {
		end_command(t);
		undo_all(t);
	}
	unlink(t->socket);
	if (t->folder[0])
		rmdir(t->folder);
	/* The guard and its parent are in a cgroup of their own, whose folder can be removed only if it is empty. */
	if (t->guard_folder[0]) {
		snprintf(self, sizeof(self), "%d", (int)t->parent);
		if (getppid() == t->parent)
			write_file(CGROUPS, "cgroup.procs", self);
		if (!write_file(CGROUPS, "cgroup.procs", "0"))
			rmdir(t->guard_folder);
	}
	_exit(0);
}

/* Closes what the guard must not keep open: a terminal that hangs up, a pipe that somebody reads. */
static void leave_files(void)
{
	int fd = open("/dev/null", O_RDWR);

	if (fd < 0)
		return;
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* The program that starts the trial. */

static int fail(struct trial *t, const char *what)
{
	int err = errno ? -errno : -EIO;

	snprintf(t->error, sizeof(t->error), "%s: %s", what, strerror(-err));
	return err;
}

/* Makes the process of the command, which waits until it may run. */
static int fork_command(struct trial *t, char **argv)
{
	int fds[2];
	char go;

	if (pipe2(fds, O_CLOEXEC))
		return fail(t, "a pipe");
	t->command = fork();
	if (t->command < 0)
		return fail(t, argv[0]);
	if (!t->command) {
		close(fds[1]);
		if (read(fds[0], &go, 1) != 1 || (t->folder[0] && write_file(t->folder, "cgroup.procs", "0")))
			_exit(126);
		execvp(argv[0], argv);
		fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
		_exit(127);
	}
	close(fds[0]);
	t->start = fds[1];
	t->pidfd = syscall(SYS_pidfd_open, t->command, 0);
	return 0;
}

int trial_begin(struct trial *t, char **argv)
{
	pid_t program = getpid(), child;
	char ready[8];
	int fds[2];

	filter_init(&t->filter);
	t->filter.kinds = RECORD_ALL_KINDS;
	make_cgroup(t->folder, "try", program);
	t->cgroup = cgroup_id(t->folder);
	t->order = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (t->order == MAP_FAILED)
		return fail(t, "memory");
	if (fork_command(t, argv))
		return -EIO;
	if (listen_for_orders(t, program))
		return fail(t, RUN);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds))
		return fail(t, "a socket");
	child = fork();
	if (child < 0)
		return fail(t, "the guard");
	if (!child) {
		/* The guard is nobody's child. */
		if (fork())
			_exit(0);
		close(fds[0]);
		close(t->start);
		t->guard = fds[1];
		leave_files();
		run_guard(t, program);
	}
	close(fds[1]);
	close(t->listener);
	t->guard = fds[0];
	waitpid(child, NULL, 0);
	return recv(t->guard, ready, sizeof(ready), 0) > 0 ? 0 : fail(t, "the guard");
}

int trial_start(struct trial *t)
{
	return write(t->start, "", 1) == 1 && !close(t->start) ? 0 : fail(t, "the command");
}

/* Other sessions. */

int trial_order(pid_t pid, char order)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	char path[TRIAL_PATH_MAX], answer;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), err = 0;

	socket_path(path, pid);
	snprintf(addr.sun_path, sizeof(addr.sun_path), "%.100s", path);
	if (fd < 0 || connect(fd, (struct sockaddr *)&addr, sizeof(addr)) ||
	    send(fd, &order, 1, MSG_NOSIGNAL) != 1 || read(fd, &answer, 1) != 1)
		err = -ENOENT;
	if (fd >= 0)
		close(fd);
	return err;
}

size_t trial_find(pid_t *pids, size_t max)
{
	DIR *dir = opendir(RUN);
	struct dirent *entry;
	size_t n = 0;

	while (dir && n < max && (entry = readdir(dir)))
		if (!strncmp(entry->d_name, PREFIX, strlen(PREFIX)))
			pids[n++] = atoi(entry->d_name + strlen(PREFIX));
	if (dir)
		closedir(dir);
	return n;
}
