// SPDX-License-Identifier: GPL-2.0
/*
 * A follower, with notifications in every order and with every loss. The journal and
 * the socket are made up here, and behave like the kernel's (the linker's --wrap, see
 * the Makefile).
 */
#include <errno.h>
#include <netlink/genl/genl.h>
#include <stdlib.h>

#include "base/util.h"
#include "build.h"
#include "journal/reader.h"
#include "tap.h"

#define KINDS		3	/* of the records here, from 1 */
#define ALL		RECORD_ALL_KINDS
#define TWO		(1u << 1 | 1u << 2)
#define FAMILY		100
#define ROOM		40	/* messages that the socket holds */

/* The journal: record i has the number i and a kind; a negative kind is a gap. */
static int journal[100000];
static uint64_t instance, last, prev[100000], newest[KINDS + 1];

/* The socket that has joined the groups of @joined. */
struct notice {
	uint64_t seq, prev, instance;
	int kind, type, from, flags;
};

static struct notice queue[ROOM];
static int queued, socket_error;
static bool congested, with_message;
static uint32_t joined;

/* What happens, a word for each time that the follower waits; NULL: at random. */
static const char *script;
static int random_left;

static struct reader reader;
static char answer[4096];
static size_t answer_len;
static uint64_t *handed, n_handed;
static int dumps;

static void lose(void)
{
	if (!congested)
		socket_error = ENOBUFS;
	congested = true;
}

static struct notice notice_of(uint64_t seq)
{
	return (struct notice){
		.seq = seq, .prev = prev[seq], .instance = instance,
		.kind = journal[seq], .type = FAMILY,
	};
}

static void deliver(struct notice n)
{
	if (!(joined & 1u << abs(n.kind)))
		return;
	if (congested || queued == ROOM)
		lose();
	else
		queue[queued++] = n;
}

static void begin_journal(void)
{
	memset(newest, 0, sizeof(newest));
	last = 0;
	instance++;
	queued = 0;
	congested = false;
	socket_error = 0;
}

static uint64_t write_record(int kind)
{
	journal[++last] = kind;
	prev[last] = newest[abs(kind)];
	newest[abs(kind)] = last;
	return last;
}

/*
 * A B C: a record of this kind, notified. a b c: without a notification. 1 to 9: this
 * record's notification. G: a gap. !: an error of the socket. n: a family came. i: a
 * notification of another journal. r: the module is loaded again. u: a user's, of a
 * record that there is not. f or t: the next notification is from a user, or too long.
 */
static void play_letter(char c, struct notice *spoil)
{
	struct notice n = { .instance = instance, .kind = 1, .type = GENL_ID_CTRL };

	switch (c) {
	case '!':
		socket_error = ENOBUFS;
		return;
	case 'f':
		spoil->from = 5;
		return;
	case 't':
		spoil->flags = MSG_TRUNC;
		return;
	case 'a' ... 'c':
		write_record(c - 'a' + 1);
		return;
	case 'A' ... 'C':
		n = notice_of(write_record(c - 'A' + 1));
		n.from = spoil->from;
		n.flags = spoil->flags;
		break;
	case '1' ... '9':
		n = notice_of(c - '0');
		break;
	case 'G':
		n = notice_of(write_record(-1));
		break;
	case 'i':
		n = notice_of(write_record(1));
		n.instance++;
		break;
	case 'r':
		begin_journal();
		break;
	case 'u':
		n = notice_of(last);
		n.seq++;
		n.from = 5;
		break;
	}
	deliver(n);
}

/* Plays the next word of the script. */
static void play(const char **word)
{
	struct notice spoil = { 0 };

	for (; **word && **word != ' '; ++*word)
		play_letter(**word, &spoil);
	*word += **word == ' ';
}

/* Other tasks make changes at any time; sometimes there is no memory for a notification. */
static void others(int chance)
{
	while (!script && random_left > 0 && rand() % 8 < chance) {
		uint64_t seq = write_record(rand() % 40 ? rand() % KINDS + 1 : -1);

		random_left--;
		if (rand() % 20)
			deliver(notice_of(seq));
		else if (joined & 1u << abs(journal[seq]))
			socket_error = ENOBUFS;
	}
}

static struct nl_msg *build_notice(const struct notice *n)
{
	struct nl_msg *msg = nlmsg_alloc_simple(n->type, 0);

	genlmsg_put(msg, 0, 0, n->type, 0, 0, NETJOURNAL_CMD_RECORD_NTF, 1);
	nlmsg_hdr(msg)->nlmsg_type = n->type;
	if (n->instance)
		nla_put_u64(msg, NETJOURNAL_A_RECORD_INSTANCE, n->instance);
	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, abs(n->kind));
	if (n->kind < 0) {
		build_gap(msg, n->seq, n->seq, NETJOURNAL_GAP_REASON_LOST);
		return msg;
	}
	nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, n->seq);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_PREV_SEQ, n->prev);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, 0);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_BOOT_TIME, 0);
	nla_put(msg, NETJOURNAL_A_RECORD_ORIGIN | NLA_F_NESTED, 0, NULL);
	if (with_message)
		nla_put_u32(msg, NETJOURNAL_A_RECORD_MESSAGE, 0);
	return msg;
}

static void receive_one(struct mmsghdr *m, const struct notice *n)
{
	struct sockaddr_nl *from = m->msg_hdr.msg_name;
	struct nl_msg *msg = build_notice(n);

	m->msg_len = nlmsg_hdr(msg)->nlmsg_len;
	memcpy(m->msg_hdr.msg_iov->iov_base, nlmsg_hdr(msg), m->msg_len);
	m->msg_hdr.msg_flags = n->flags;
	from->nl_pid = n->from;
	nlmsg_free(msg);
}

int __wrap_recvmmsg(int fd, struct mmsghdr *msgs, unsigned int n, int flags, void *timeout);
int __wrap_recvmmsg(int fd, struct mmsghdr *msgs, unsigned int n, int flags, void *timeout)
{
	unsigned int i;
	int err;

	(void)fd;
	(void)flags;
	(void)timeout;
	for (i = 0; i < n; i++) {
		err = socket_error;
		socket_error = 0;
		/* Between the error and the queue there is time for others. */
		if (!err)
			others(3);
		if (!err && !queued) {
			err = EAGAIN;
			congested = false;
		}
		if (err) {
			socket_error = i && err != EAGAIN ? err : socket_error;
			errno = err;
			return i ? (int)i : -1;
		}
		receive_one(&msgs[i], &queue[0]);
		memmove(queue, queue + 1, --queued * sizeof(*queue));
		if (!queued)
			congested = false;
	}
	return n;
}

int __wrap_getsockopt(int fd, int level, int name, int *value, socklen_t *len);
int __wrap_getsockopt(int fd, int level, int name, int *value, socklen_t *len)
{
	(void)fd;
	(void)len;
	if (level == SOL_SOCKET && name == SO_ERROR)
		*value = socket_error;
	socket_error = 0;
	return 0;
}

int __wrap_client_listen(struct client *c, uint32_t kinds);
int __wrap_client_listen(struct client *c, uint32_t kinds)
{
	(void)c;
	joined = kinds;
	return 0;
}

int __wrap_client_resolve(struct client *c, bool load);
int __wrap_client_resolve(struct client *c, bool load)
{
	(void)c;
	(void)load;
	return 0;
}

int __wrap_client_status(struct client *c, struct client_status *status,
			 int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg);
int __wrap_client_status(struct client *c, struct client_status *status,
			 int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	(void)c;
	(void)message;
	(void)arg;
	status->instance = instance;
	return 0;
}

int __wrap_client_wait(struct client *c);
int __wrap_client_wait(struct client *c)
{
	int asleep = rand() % 30 ? 0 : 2 * ROOM, i;

	(void)c;
	if (script && *script)
		play(&script);
	else if (script)
		return queued || socket_error ? 0 : -EINTR;
	/* Seldom the follower sleeps for so long that the socket overruns. */
	for (i = 0; !script && (i < asleep || (!queued && !socket_error)); i++) {
		if (!random_left)
			return queued || socket_error ? 0 : -EINTR;
		others(4);
	}
	return 0;
}

/* What the kernel sends at once. */
static struct {
	char bytes[1 << 16] __attribute__((aligned(NLMSG_ALIGNTO)));
	int len;
} part;

static void part_add(struct nl_msg *msg)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(msg);

	memcpy(part.bytes + part.len, nlh, nlh->nlmsg_len);
	part.len += NLMSG_ALIGN(nlh->nlmsg_len);
	nlmsg_free(msg);
}

static int part_hand_out(const struct netlink_handler *h)
{
	struct nlmsghdr *nlh = (void *)part.bytes;
	int err = 0, len = part.len;

	if (h->part)
		h->part(part.bytes, part.len, h->arg);
	for (; !err && nlmsg_ok(nlh, len); nlh = nlmsg_next(nlh, &len))
		err = h->message(nlh, h->arg);
	return err || !h->batch ? err : h->batch(h->arg);
}

int __wrap_client_records(struct client *c, uint64_t of, uint64_t after, uint32_t kinds,
			  const struct netlink_handler *h);
int __wrap_client_records(struct client *c, uint64_t of, uint64_t after, uint32_t kinds,
			  const struct netlink_handler *h)
{
	uint64_t bookmark = last, seq;
	struct nl_msg *msg;

	(void)c;
	if (of != instance)
		return -ESTALE;
	dumps++;
	part.len = 0;
	for (seq = after + 1; seq <= bookmark; seq++) {
		struct notice n = notice_of(seq);

		n.instance = 0;
		others(1);
		if (kinds & 1u << abs(n.kind))
			part_add(build_notice(&n));
	}
	msg = nlmsg_alloc_simple(FAMILY, 0);
	genlmsg_put(msg, 0, 0, FAMILY, 0, 0, NETJOURNAL_CMD_RECORD_GET, 1);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_BOOKMARK, bookmark);
	part_add(msg);
	return part_hand_out(h);
}

static int on_record(const struct record *rec, void *arg)
{
	uint64_t seq = rec->is_gap ? rec->gap.first : rec->seq;

	(void)arg;
	handed[n_handed++] = seq;
	if (answer_len < sizeof(answer) - 32)
		answer_len += sprintf(answer + answer_len, " %d", (int)seq);
	return 0;
}

static int on_batch(const struct cursor *cursor, void *arg)
{
	(void)cursor;
	(void)arg;
	return 0;
}

/* Follows @kinds until nothing happens any more. */
static void follow(uint32_t kinds)
{
	static const struct reader_handler handler = { .record = on_record, .batch = on_batch };

	begin_journal();
	answer_len = 0;
	answer[0] = '\0';
	n_handed = 0;
	dumps = 0;
	reader.cursor = (struct cursor){ .has_instance = true, .instance = instance };
	reader.kinds = kinds;
	reader.handler = &handler;
	reader.client.family = FAMILY;
	is_num(reader_follow(&reader), -EINTR, "it follows until the signal");
}

static void test_scripts(void)
{
	static const struct {
		const char *name, *script, *answer;
		uint32_t kinds;
		int dumps;
	} cases[] = {
		{ "one after another", "A B C A", " 1 2 3 4", ALL, 1 },
		{ "many at once", "ABCABCABC", " 1 2 3 4 5 6 7 8 9", ALL, 1 },
		{ "more than one receive", "ABCABCABCA BCABCAB", " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
		  ALL, 1 },
		{ "wrong order of two kinds", "ab21", " 1 2", ALL, 2 },
		{ "wrong order, one at a time", "ab2 1 C", " 1 2 3", ALL, 2 },
		{ "a hole that is filled later", "abc31 2 A", " 1 2 3 4", ALL, 2 },
		{ "a hole", "A b C A", " 1 2 3 4", ALL, 2 },
		{ "the same twice", "A 1 1 B 21", " 1 2", ALL, 1 },
		{ "an error", "A b! C", " 1 2 3", ALL, 2 },
		{ "an error before what was sent", "A bC!", " 1 2 3", ALL, 2 },
		{ "a gap", "A G B", " 1 2 3", ALL, 2 },
		{ "another family", "A bn", " 1 2", ALL, 2 },
		{ "another journal's notification", "A i B", " 1 2 3", ALL, 2 },
		{ "too long", "A tB C", " 1 2 3", ALL, 2 },
		{ "from a user, instead of the kernel's", "A fB C", " 1 2 3", ALL, 2 },
		{ "a lie from a user", "A u B", " 1 2", ALL, 1 },
		{ "kinds that are not followed", "A C C B C A", " 1 4 6", TWO, 1 },
		{ "others, and a hole of the same kind", "A C a A", " 1 3 4", TWO, 2 },
		{ "others, and a loss of another kind", "A C b!A B", " 1 3 4 5", TWO, 2 },
		{ "others, and the same twice", "A C A 31", " 1 3", TWO, 1 },
		/* The records that are lost with it begin with 3. One dump is the domain's. */
		{ "another load of the module", "A B rAb", " 1 2 3 1 2", ALL, 3 },
		{ "a gap of a kind that is followed", "C G C B", " 2 4", TWO, 2 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		script = cases[i].script;
		follow(cases[i].kinds);
		is_str(answer, cases[i].answer, cases[i].name);
		is_num(dumps, cases[i].dumps, "as many dumps as needed");
	}
	script = NULL;
}

/* Of the kind of the mark, only records with its word are handed out; the cursor passes the others. */
static void test_mark(void)
{
	static const struct reader_handler handler = { .record = on_record, .batch = on_batch };
	static const int kinds[] = { 1, 2, 1, -1, 1, 1, 2, 1 };
	size_t i;

	begin_journal();
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		write_record(kinds[i]);
	answer_len = 0;
	n_handed = 0;
	reader.cursor = (struct cursor){ .has_instance = true, .instance = instance };
	reader.kinds = ALL;
	reader.handler = &handler;
	/* The words of a record here are its number, and that of the record of its kind before it. */
	reader.mark = (struct reader_mark){ .kind = 1, .word = 5 };
	is_num(reader_catch_up(&reader), 0, "it catches up");
	is_str(answer, " 2 4 5 6 7", "records with the mark, gaps, and other kinds");
	is_num(reader.cursor.seq, 8, "the cursor is after all");
	reader.mark.kind = 0;
}

static uint64_t quick_prev;

/* Takes even records of the kind 1, and fails at number 9. */
static bool on_quick(const struct record *rec, void *arg, int *err)
{
	(void)arg;
	if (rec->seq == 9)
		*err = -EPIPE;
	if (rec->kind != 1 || (rec->seq % 2 && !*err))
		return false;
	quick_prev = rec->prev_seq;
	return rec->message && rec->message_len == sizeof(uint32_t) && !rec->time;
}

/* What the handler takes quickly is not handed out; the cursor passes it. */
static void test_quick(void)
{
	static const struct reader_handler handler = { .record = on_record, .quick = on_quick, .batch = on_batch };
	static const int kinds[] = { 1, 1, 2, 2, -1, 1, 1, 1 };
	size_t i;

	begin_journal();
	with_message = true;
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		write_record(kinds[i]);
	answer_len = 0;
	n_handed = 0;
	reader.cursor = (struct cursor){ .has_instance = true, .instance = instance };
	reader.kinds = ALL;
	reader.handler = &handler;
	is_num(reader_catch_up(&reader), 0, "it catches up");
	is_str(answer, " 1 2 3 4 5 6 7 8", "quick() is not called");
	reader.quick = true;
	answer_len = 0;
	reader.cursor.seq = 0;
	is_num(reader_catch_up(&reader), 0, "it catches up, quickly");
	is_str(answer, " 1 3 4 5 7", "quick() took some");
	is_num(quick_prev, 7, "it knows the record before");
	is_num(reader.cursor.seq, 8, "the cursor is after all");
	write_record(1);
	is_num(reader_catch_up(&reader), -EPIPE, "an error of quick() ends reading");
	reader.quick = false;
	with_message = false;
}

/* Returns whether each record of @kinds was handed out once, and in order. */
static bool is_complete(uint32_t kinds)
{
	uint64_t seq, i = 0;

	for (seq = 1; seq <= last; seq++)
		if (kinds & 1u << abs(journal[seq]) && (i >= n_handed || handed[i++] != seq)) {
			printf("# record %d of %d is missing or in the wrong place\n",
			       (int)seq, (int)last);
			return false;
		}
	return i == n_handed;
}

static void test_random(uint32_t kinds, unsigned int seed)
{
	printf("# seed %u\n", seed);
	srand(seed);
	random_left = 50000;
	follow(kinds);
	ok(is_complete(kinds), "each record once, in order, whatever is lost");
	ok(dumps < (int)n_handed / 2, "most records need no dump");
}

int main(void)
{
	unsigned int seed;

	handed = malloc(ARRAY_SIZE(journal) * sizeof(*handed));
	reader.client.bell = nl_socket_alloc();
	reader.domain = domain_new();
	test_scripts();
	test_mark();
	test_quick();
	for (seed = 1; seed <= 4; seed++) {
		test_random(ALL, seed);
		test_random(TWO, seed);
	}
	domain_free(reader.domain);
	nl_socket_free(reader.client.bell);
	free(handed);
	return tap_done();
}
