// SPDX-License-Identifier: GPL-2.0
/*
 * Sends good, nearly good and broken requests to the module's family. It knows only what
 * the kernel reports about the family: operations, policies and groups. Several processes
 * send at the same time, with and without privileges, in several network namespaces. Their
 * sockets come and go. They read dumps to the end, in part, or not at all. The fuzzer
 * keeps requests that run through new code (kcov.h), and changes them further. Faults are
 * in the kernel's log, and in the results printed at the end. scripts/suites/fuzz/run runs
 * this in a virtual machine.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <grp.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "domain.h"
#include "kcov.h"
#include "message.h"

#define SOCKETS		4
#define ASKED		256	/* requests of a process that may get an answer */
#define KEPT		4096
#define SEND_ROOM	(4 * (MESSAGE_ROOM + NLMSG_HDRLEN + 16))
/*
 * The kernel must carry out this percentage of the requests of processes that may do
 * everything.
 */
#define ACCEPTED_PERCENT	10

/* Who sends. */

static int become_user(void)
{
	if (setgroups(0, NULL) || setresgid(1000, 1000, 1000) || setresuid(1000, 1000, 1000))
		return -errno;
	/* Otherwise root keeps owning the files of this process in /proc. */
	return prctl(PR_SET_DUMPABLE, 1) ? -errno : 0;
}

static int become_container_root(void);
static int become_visitor(void);

static const struct who {
	const char *name;
	int (*become)(void);	/* NULL: stays root; returns 0 or -errno */
	bool own_net;		/* in the namespace that the parent makes */
	bool wanders;		/* moves into a new network namespace from time to time */
	bool powerless;		/* has no CAP_NET_ADMIN in its namespace */
	unsigned int pause;	/* between requests, in us: those of others are more useful */
} whos[] = {
	{ .name = "root" },
	{ .name = "root of a namespace", .own_net = true },
	{ .name = "root there too", .own_net = true },
	{ .name = "root of new namespaces", .wanders = true },
	{ .name = "root of a container", .become = become_container_root },
	{ .name = "the host's root there", .become = become_visitor },
	{ .name = "user", .become = become_user, .powerless = true, .pause = 2000 },
	{ .name = "root of a user namespace", .become = new_userns, .powerless = true,
	  .pause = 2000 },
};

#define WHOS	(sizeof(whos) / sizeof(whos[0]))

/* The results of the requests. Each request counts once. */
struct tally {
	uint32_t sent;
	uint32_t accepted;	/* an ack, or the end of a dump without an error */
	uint32_t denied;	/* EPERM */
	uint32_t refused;	/* any other error */
	uint32_t done[NL_OPS][2];	/* accepted requests: by command, dump or not */
	uint32_t malformed;	/* answers whose attributes do not fit into their length */
};

static struct shared {
	atomic_bool stop;
	atomic_uint sent;
	atomic_int container;	/* the pid of the container's root, as soon as it exists */
	struct tally tally[WHOS];	/* each is written only by its own process */
	struct kcov_seen seen;
	bool kcov[WHOS];
	atomic_uint n_kept;
	struct {
		atomic_bool ready;
		struct message m;
	} kept[KEPT];
} *shared;

static int become_container_root(void)
{
	int err = become_user() ?: new_userns();

	if (!err && unshare(CLONE_NEWNET))
		err = -errno;
	shared->container = getpid();
	return err;
}

static int become_visitor(void)
{
	char path[64];
	int fd, err = 0;

	while (!shared->container) {
		if (shared->stop)
			return -ESRCH;
		usleep(1000);
	}
	snprintf(path, sizeof(path), "/proc/%d/ns/net", shared->container);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNET))
		err = -errno;
	if (fd >= 0)
		close(fd);
	return err;
}

/* The state that all processes begin with. */
static struct nl_family family;
static struct nl_policies policies;
static struct message *corpus;
static uint32_t n_corpus;
static bool trace;

struct worker {
	const struct who *who;
	struct tally *tally;
	struct maker maker;
	int sockets[SOCKETS];
	uint32_t seq;
	struct {
		uint32_t seq;
		uint8_t cmd;
		bool dump;
	} asked[ASKED];
};

/* Sockets */

static void socket_open(struct worker *w, int *fd)
{
	static const int options[] = { NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK, NETLINK_CAP_ACK,
				       NETLINK_NO_ENOBUFS, NETLINK_BROADCAST_ERROR };
	struct random *r = &w->maker.random;
	int one = 1, size = 4096 << random_below(r, 6);

	if (*fd >= 0)
		close(*fd);
	*fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_GENERIC);
	if (*fd < 0) {
		perror("# socket");
		exit(1);
	}
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (random_percent(r, 50))
			setsockopt(*fd, SOL_NETLINK, options[i], &one, sizeof(one));
	if (random_percent(r, 30))
		setsockopt(*fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	while (family.n_groups && random_percent(r, 40)) {
		uint32_t id = family.groups[random_below(r, family.n_groups)].id;

		setsockopt(*fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &id, sizeof(id));
	}
}

static void answer(struct worker *w, uint32_t seq, int err)
{
	uint32_t i = seq % ASKED;

	if (!seq || w->asked[i].seq != seq)
		return;
	w->asked[i].seq = 0;
	if (err == -EPERM) {
		w->tally->denied++;
	} else if (err) {
		w->tally->refused++;
	} else {
		w->tally->accepted++;
		w->tally->done[w->asked[i].cmd][w->asked[i].dump]++;
	}
}

static void take(struct worker *w, const struct nlmsghdr *nlh)
{
	int err;

	switch (nlh->nlmsg_type) {
	case NLMSG_ERROR:
	case NLMSG_DONE:
		if (nlh->nlmsg_len < NLMSG_LENGTH(sizeof(err)))
			break;
		memcpy(&err, NLMSG_DATA(nlh), sizeof(err));
		answer(w, nlh->nlmsg_seq, err);
		break;
	default:
		if (nlh->nlmsg_type != family.id)
			break;
		if (nlh->nlmsg_len < NLMSG_LENGTH(GENL_HDRLEN) ||
		    !heard_attrs(&w->maker.heard, false, (char *)NLMSG_DATA(nlh) + GENL_HDRLEN,
				 NLMSG_PAYLOAD(nlh, GENL_HDRLEN)))
			w->tally->malformed++;
	}
}

/*
 * Receives up to @times times. Each receive continues a dump. Returns whether nothing is
 * left.
 */
static bool receive(struct worker *w, int fd, uint32_t times)
{
	static char buf[NL_BUF];

	while (times--) {
		const struct nlmsghdr *nlh = (void *)buf;
		size_t room = random_percent(&w->maker.random, 97) ?
			      sizeof(buf) : 20 + random_below(&w->maker.random, 400);
		ssize_t got = recv(fd, buf, room, MSG_TRUNC);

		if (got < 0) {
			if (errno == ENOBUFS)
				continue;
			return true;
		}
		if ((size_t)got > room)
			continue;
		for (; NLMSG_OK(nlh, (uint32_t)got); nlh = NLMSG_NEXT(nlh, got))
			take(w, nlh);
	}
	return false;
}

/* Sending */

/*
 * Logs the request before it is sent. If the kernel dies, the last line of its log is the
 * request.
 */
static void trace_message(const struct worker *w, const struct message *m)
{
	static int fd = -1;
	char line[900];
	int n;

	if (fd < 0)
		fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	n = snprintf(line, sizeof(line), "<7>fuzz: %s: %04x ", w->who->name, m->flags);
	for (uint32_t i = 0; i < m->len && n + 3 < (int)sizeof(line); i++)
		n += snprintf(line + n, sizeof(line) - n, "%02x", m->bytes[i]);
	if (write(fd, line, n) < 0)
		perror("# /dev/kmsg");
}

/* Makes the netlink header, which is usually good. */
static size_t add(struct worker *w, char *buf, const struct message *m)
{
	static const uint32_t lens[] = { 0, 1, 15, 16, 17, 20, 65535, 0x7fffffff, UINT32_MAX };
	struct genlmsghdr genl = { .cmd = 0 };
	struct random *r = &w->maker.random;
	struct nlmsghdr nlh = {
		.nlmsg_len = NLMSG_HDRLEN + m->len, .nlmsg_type = family.id,
		.nlmsg_flags = m->flags, .nlmsg_seq = ++w->seq,
	};
	uint32_t i = nlh.nlmsg_seq % ASKED, len = nlh.nlmsg_len;

	if (m->len >= sizeof(genl))
		memcpy(&genl, m->bytes, sizeof(genl));
	/* The kernel acknowledges a message without NLM_F_REQUEST and does not read it. */
	w->asked[i].seq = genl.cmd < NL_OPS && (m->flags & NLM_F_REQUEST) ? nlh.nlmsg_seq : 0;
	w->asked[i].cmd = genl.cmd;
	w->asked[i].dump = (m->flags & NLM_F_DUMP) == NLM_F_DUMP;
	if (random_percent(r, 2)) {
		switch (random_below(r, 3)) {
		case 0:
			nlh.nlmsg_len = lens[random_below(r, sizeof(lens) / sizeof(lens[0]))];
			break;
		case 1:
			nlh.nlmsg_len += 1 + random_below(r, 16) - 8;
			break;
		case 2:
			nlh.nlmsg_pid = random_u64(r);
			break;
		}
	}
	memcpy(buf, &nlh, sizeof(nlh));
	memcpy(buf + sizeof(nlh), m->bytes, m->len);
	memset(buf + len, 0, NLMSG_ALIGN(len) - len);
	if (trace)
		trace_message(w, m);
	w->tally->sent++;
	return NLMSG_ALIGN(len);
}

static void send_message(struct worker *w, const struct message *m)
{
	struct random *r = &w->maker.random;
	int *fd = &w->sockets[random_below(r, SOCKETS)];
	static char buf[SEND_ROOM];
	uint32_t n = 1;
	size_t len;

	if (*fd < 0 || random_percent(r, 2))
		socket_open(w, fd);
	len = add(w, buf, m);
	/* Send several messages at once, if each has the length that it says. */
	while (n < 4 && random_percent(r, 3)) {
		static struct message more;

		message_make(&w->maker, &more);
		len += add(w, buf + len, &more);
		n++;
	}
	kcov_reset();
	if (send(*fd, buf, len, 0) < 0 && errno != EAGAIN && errno != ENOBUFS) {
		perror("# send");
		exit(1);
	}
	/* A dump that is not read to its end continues later, or never. */
	switch (random_below(r, 20)) {
	case 0:
	case 1:
		receive(w, *fd, random_below(r, 3));
		break;
	case 2:
		receive(w, *fd, 10000);
		break;
	default:
		if (!receive(w, *fd, 6) && random_percent(r, 50))
			socket_open(w, fd);
	}
	shared->sent += n;
}

/* What is kept */

static const struct message *kept_any(struct worker *w)
{
	uint32_t n = shared->n_kept, i;

	if (!n)
		return NULL;
	if (n > KEPT)
		n = KEPT;
	/* Choose newer requests more often. */
	i = random_percent(&w->maker.random, 30) && n > 32 ?
	    n - 1 - random_below(&w->maker.random, 32) : random_below(&w->maker.random, n);
	return shared->kept[i].ready ? &shared->kept[i].m : NULL;
}

static void keep(const struct message *m)
{
	uint32_t i = shared->n_kept++;

	if (i >= KEPT)
		return;
	shared->kept[i].m = *m;
	shared->kept[i].ready = true;
}

static void one(struct worker *w)
{
	static struct message m, other;
	struct random *r = &w->maker.random;
	const struct message *kept = random_percent(r, 50) ? kept_any(w) : NULL;
	const struct message *from = kept_any(w);
	uint32_t changes = 0;

	if (kept) {
		m = *kept;
		if (random_percent(r, 60))
			message_refresh(&w->maker, &m);
		changes = random_below(r, 4);
	} else {
		message_make(&w->maker, &m);
		if (random_percent(r, 40))
			changes = random_percent(r, 70) ? 1 : 1 + random_below(r, 8);
	}
	if (from)
		other = *from;
	else
		message_make(&w->maker, &other);
	while (changes--)
		message_mutate(&w->maker, &m, &other);
	send_message(w, &m);
	if (kcov_collect(&shared->seen))
		keep(&m);
}

static void work(size_t i, uint64_t seed)
{
	struct worker w = {
		.who = &whos[i], .tally = &shared->tally[i],
		.maker = { .random = { seed + i }, .family = &family, .policies = &policies,
			   .done = shared->tally[i].done },
	};
	int err;

	/* Each process gets its own stream of numbers, even for consecutive seeds. */
	w.maker.random.state = random_u64(&w.maker.random);
	for (int s = 0; s < SOCKETS; s++)
		w.sockets[s] = -1;
	shared->kcov[i] = kcov_open();
	err = w.who->become ? w.who->become() : 0;
	if (err) {
		printf("# %s: %s\n", w.who->name, strerror(-err));
		exit(1);
	}
	for (uint32_t n = 0; n < n_corpus; n++) {
		send_message(&w, &corpus[n]);
		if (kcov_collect(&shared->seen) || (!shared->kcov[i] && i == 0))
			keep(&corpus[n]);
	}
	while (!shared->stop) {
		one(&w);
		if (w.who->pause)
			usleep(w.who->pause);
		if (w.who->wanders && random_below(&w.maker.random, 1000) == 0 &&
		    unshare(CLONE_NEWNET)) {
			perror("# unshare");
			exit(1);
		}
	}
}

/* Meanwhile the domain makes records, so that records come and go. */
static void churn_on(size_t i, uint64_t seed)
{
	while (!shared->stop) {
		churn(1, 5);
		usleep(50000);
	}
}

/* The corpus has a line for each message: its flags and its bytes in hexadecimal. */

static void corpus_read(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (!file) {
		perror(path);
		exit(1);
	}
	while (getline(&line, &room, file) > 0) {
		struct message m = {};
		unsigned int byte;
		int skip;

		if (sscanf(line, "%4hx %n", &m.flags, &skip) != 1)
			continue;
		while (m.len < sizeof(m.bytes) && sscanf(line + skip, "%2x", &byte) == 1) {
			m.bytes[m.len++] = byte;
			skip += 2;
		}
		corpus = realloc(corpus, (n_corpus + 1) * sizeof(*corpus));
		if (!corpus)
			abort();
		corpus[n_corpus++] = m;
	}
	free(line);
	fclose(file);
}

static void corpus_write(const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file) {
		perror(path);
		exit(1);
	}
	for (uint32_t i = 0; i < KEPT && i < shared->n_kept; i++) {
		const struct message *m = &shared->kept[i].m;

		if (!shared->kept[i].ready)
			continue;
		fprintf(file, "%04x ", m->flags);
		for (uint32_t n = 0; n < m->len; n++)
			fprintf(file, "%02x", m->bytes[n]);
		fputc('\n', file);
	}
	fclose(file);
}

/* Results, in TAP */

static int results;
static bool failed;

static void result(bool good, const char *what)
{
	printf("%sok %d %s\n", good ? "" : "not ", ++results, what);
	failed |= !good;
}

static void report(bool lived, uint32_t count)
{
	uint32_t done[NL_OPS][2] = {}, stolen = 0, malformed = 0, sent = 0, accepted = 0;
	bool all = true;

	printf("# %-26s %9s %9s %9s %9s %9s\n", "", "sent", "accepted", "refused", "denied",
	       "unheard");
	for (size_t i = 0; i < WHOS; i++) {
		const struct tally *t = &shared->tally[i];

		printf("# %-26s %9u %9u %9u %9u %9u\n", whos[i].name, t->sent, t->accepted,
		       t->refused, t->denied, t->sent - t->accepted - t->refused - t->denied);
		malformed += t->malformed;
		for (uint32_t op = 0; op < family.n_ops; op++) {
			uint32_t cmd = family.ops[op].cmd, n = t->done[cmd][0] + t->done[cmd][1];

			if (whos[i].powerless &&
			    family.ops[op].flags & (GENL_ADMIN_PERM | GENL_UNS_ADMIN_PERM))
				stolen += n;
			done[cmd][0] += t->done[cmd][0];
			done[cmd][1] += t->done[cmd][1];
		}
		if (!whos[i].powerless) {
			sent += t->sent;
			accepted += t->accepted;
		}
	}
	for (uint32_t op = 0; op < family.n_ops; op++) {
		uint32_t cmd = family.ops[op].cmd, flags = family.ops[op].flags;

		printf("# command %u: %u done, %u dumped\n", cmd, done[cmd][0], done[cmd][1]);
		all &= !(flags & GENL_CMD_CAP_DO) || done[cmd][0];
		all &= !(flags & GENL_CMD_CAP_DUMP) || done[cmd][1];
	}
	printf("# %u requests kept, %u places and %u steps of code seen%s\n",
	       shared->n_kept < KEPT ? shared->n_kept : KEPT, shared->seen.n_places,
	       shared->seen.n_steps, shared->kcov[0] ? "" : " (no KCOV)");
	result(lived, "every process lived to the end");
	result(shared->sent >= count, "as many requests were sent as were asked for");
	result(all, "every operation was carried out");
	result(accepted * 100ull >= sent * (uint64_t)ACCEPTED_PERCENT,
	       "enough requests were good ones");
	result(!stolen, "nothing was carried out for those who may not");
	result(!malformed, "the attributes of every answer add up");
}

/* Runs in the network namespace of @net. */
static pid_t start(int net, void (*what)(size_t, uint64_t), size_t i, uint64_t seed)
{
	pid_t pid = fork();

	if (pid < 0) {
		perror("fork");
		exit(1);
	}
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (setns(net, CLONE_NEWNET))
		exit(1);
	what(i, seed);
	exit(0);
}

static const struct option options[] = {
	{ "seed", required_argument, NULL, 's' },
	{ "count", required_argument, NULL, 'n' },
	{ "time", required_argument, NULL, 't' },
	{ "corpus", required_argument, NULL, 'c' },
	{ "keep", required_argument, NULL, 'k' },
	{ "trace", no_argument, NULL, 'l' },
	{}
};

int main(int argc, char **argv)
{
	unsigned long count = 10000, limit = 0;
	uint64_t seed = 1;
	const char *kept = NULL;
	pid_t pids[WHOS + 2];
	bool lived = true;
	size_t n = 0, i;
	time_t began;
	int opt, home, other, status;

	while ((opt = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (opt) {
		case 's':
			seed = strtoull(optarg, NULL, 0);
			break;
		case 'n':
			count = strtoul(optarg, NULL, 0);
			break;
		case 't':
			limit = strtoul(optarg, NULL, 0);
			break;
		case 'c':
			corpus_read(optarg);
			break;
		case 'k':
			kept = optarg;
			break;
		case 'l':
			trace = true;
			break;
		default:
			return 1;
		}
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (nl_family(&family, NETJOURNAL_FAMILY_NAME) ||
	    nl_policies(&policies, NETJOURNAL_FAMILY_NAME)) {
		printf("Bail out! no family\n");
		return 1;
	}
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		      -1, 0);
	if (shared == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	printf("# seed %llu, %u requests to begin with\n", (unsigned long long)seed, n_corpus);
	quiet();
	home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	new_netns_quiet();
	other = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	if (home < 0 || other < 0 || setns(home, CLONE_NEWNET)) {
		perror("namespaces");
		return 1;
	}
	began = time(NULL);
	pids[n++] = start(home, churn_on, 0, 0);
	pids[n++] = start(other, churn_on, 0, 0);
	for (i = 0; i < WHOS; i++)
		pids[n++] = start(whos[i].own_net ? other : home, work, i, seed);

	for (i = 0; !shared->stop; i++) {
		usleep(100000);
		if (shared->sent >= count || (limit && time(NULL) - began >= (time_t)limit) ||
		    waitpid(-1, &status, WNOHANG) > 0)
			shared->stop = true;
		if (i % 600 == 599)
			printf("# %u requests, %u kept, %u places\n", shared->sent,
			       shared->n_kept, shared->seen.n_places);
	}
	printf("# %u requests in %ld s\n", shared->sent, (long)(time(NULL) - began));
	for (i = 0; i < n; i++)
		lived &= waitpid(pids[i], &status, 0) == pids[i] && status == 0;
	if (kept && shared->kcov[0])
		corpus_write(kept);
	report(lived, limit ? 1 : count);
	return failed;
}
