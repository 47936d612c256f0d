// SPDX-License-Identifier: GPL-2.0
/*
 * Earlier moments in a store that has several journals: which journal a moment is in, what the objects were, and
 * where nothing is known.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "build.h"
#include "journal/archive.h"
#include "net/rewind.h"
#include "net/undo.h"
#include "rtmsg.h"
#include "tap.h"

#define FIRST	100		/* the sequence number of the first record in the store */
#define MINUTE	(60 * 1000000000ll)
#define BOOT_A	1795197000000000000ll
#define BOOT_B	(BOOT_A + 600 * MINUTE)

static char path[64], folder[32];
static struct domain *domain;
static struct archive_journal old, young;

static void check(struct archive *a, int err)
{
	if (!err)
		return;
	printf("# %s\n", archive_error(a));
	exit(1);
}

/* A route to @dst that is new, or that is deleted. Minutes after the boot, as many as @seq. */
static void add_route(struct archive *a, struct archive_journal *j, uint64_t seq, uint64_t prev, const char *dst,
		      bool del)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct domain_index index;
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_ROUTE);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_PREV_SEQ, prev);
	nla_put_u64(msg, NETJOURNAL_A_RECORD_TIME, j->boot_time + seq * MINUTE);
	build_message(msg, rtmsg_via(del ? RTM_DELROUTE : RTM_NEWROUTE, del ? 0 : NLM_F_CREATE, dst, 16, "10.0.0.1"));
	check(a, build_parse(msg, &rec));
	domain_index(domain, &rec, &index);
	check(a, archive_add_record(a, j, &rec, &index));
	nlmsg_free(msg);
}

/* The journal begins with what the kernel could not tell any more. */
static void add_lost(struct archive *a, struct archive_journal *j)
{
	struct nl_msg *msg = nlmsg_alloc_simple(0, 0);
	struct domain_index index = { 0 };
	struct record rec;

	nla_put_u32(msg, NETJOURNAL_A_RECORD_KIND, NETJOURNAL_KIND_ROUTE);
	build_gap(msg, 1, FIRST - 1, NETJOURNAL_GAP_REASON_OVERWRITTEN);
	check(a, build_parse(msg, &rec));
	check(a, archive_add_record(a, j, &rec, &index));
	nlmsg_free(msg);
}

static void add_journal(struct archive *a, struct archive_journal *j, uint64_t instance, const char *boot, int64_t time)
{
	*j = (struct archive_journal){ .instance = instance, .netns = 1, .host = true, .boot_time = time };
	snprintf(j->boot, sizeof(j->boot), "%s", boot);
	check(a, archive_add_journal(a, j));
}

/* Two boots of a machine. In the second one, the store has lost the record 4 without a gap. */
static bool fill(void)
{
	struct archive *a;
	int err = archive_open(&a, path, ARCHIVE_NEW);

	if (err == -EOPNOTSUPP)
		return false;
	check(a, err);
	check(a, archive_begin(a));
	add_journal(a, &old, 1, "boot-a", BOOT_A);
	add_lost(a, &old);
	add_route(a, &old, FIRST, FIRST - 1, "10.1.0.0", false);
	add_route(a, &old, FIRST + 1, FIRST, "10.2.0.0", false);
	add_route(a, &old, FIRST + 2, FIRST + 1, "10.1.0.0", true);
	check(a, archive_move_journal(a, &old));
	add_journal(a, &young, 2, "boot-b", BOOT_B);
	add_route(a, &young, 1, 0, "10.3.0.0", false);
	add_route(a, &young, 2, 1, "10.4.0.0", false);
	add_route(a, &young, 5, 4, "10.5.0.0", false);
	add_route(a, &young, 6, 5, "10.6.0.0", false);
	check(a, archive_move_journal(a, &young));
	check(a, archive_commit(a));
	check(a, archive_finish(a));
	archive_close(a);
	return true;
}

/* Asks for the routes at a moment. Returns their prefixes, or the refusal. */
static const char *routes_at(struct rewind *p)
{
	static struct selector sel = { .kind = NETJOURNAL_KIND_ROUTE };
	static char text[512];
	size_t len = 0, i;
	struct event ev;
	int err;

	p->selector = &sel;
	p->wish = (struct past_wish){ PAST_FILE, .file = path };
	p->domain = domain_new();
	err = rewind_run(p);
	if (err)
		snprintf(text, sizeof(text), "%s%s", err == -ENODATA ? "" : "error: ", p->error);
	else
		text[0] = '\0';
	for (i = 0; !err && i < p->n; i++) {
		event_parse(&ev, p->objects[i].nlh, p->objects[i].nlh->nlmsg_len);
		len += snprintf(text + len, sizeof(text) - len, " %d.%d%s", ev.dst.bytes[0], ev.dst.bytes[1],
				p->objects[i].before == SPAN_PRESENT ? "" : "?");
	}
	if (!err && !p->partial)
		snprintf(text + len, sizeof(text) - len, " and no more");
	rewind_drop(p);
	domain_free(p->domain);
	return text;
}

static const char *at_time(int64_t time)
{
	struct rewind p = { .moment = { .has_time = true, .time = time } };

	return routes_at(&p);
}

static const char *at_number(uint64_t instance, uint64_t seq)
{
	struct rewind p = { .moment.cursor = { .has_instance = instance, .instance = instance, .seq = seq } };

	return routes_at(&p);
}

/* The times in a text are those of the local zone. */
static bool tells(const char *text, const char *begin, const char *end)
{
	bool good = !strncmp(text, begin, strlen(begin)) && strlen(text) >= strlen(end) &&
		    !strcmp(text + strlen(text) - strlen(end), end);

	if (!good)
		printf("# %s\n", text);
	return good;
}

static void test_journals(void)
{
	is_str(at_time(BOOT_A + (FIRST + 1) * MINUTE), " 10.1 10.2", "a time in a journal that has ended");
	is_str(at_time(BOOT_A + (FIRST + 2) * MINUTE), " 10.2", "its last moment");
	is_str(at_time(BOOT_B + 2 * MINUTE + 1),
	       "records of the kind route up to #4 are missing, so the state at the moment is not known",
	       "records are missing after the moment, and no gap says so");
	is_str(at_time(BOOT_B + 5 * MINUTE), " 10.5", "a time after a hole");
	is_str(at_number(1, FIRST + 1), " 10.1 10.2", "a cursor");
	is_str(at_number(0, 5), " 10.5", "a number is of the last journal");
}

static void test_refusals(void)
{
	ok(tells(at_time(BOOT_A + 5 * MINUTE), "the journal reaches back only to #100, 2026-11-", ""),
	   "a time before all records");
	ok(tells(at_number(1, 50), "the journal reaches back only to #100, ", ""), "a number before them");
	ok(tells(at_time(BOOT_B - MINUTE), "nothing is known between #102, 2026-11-",
		 " (the last moment before it is 0000000000000001:102)"), "a time between two boots");
	ok(tells(at_time(BOOT_B + 7 * MINUTE), "the store has nothing after #6, 2026-11-",
		 " (its last moment is 0000000000000002:6)"), "a time after the store ended");
	is_str(at_number(0, 7), "there is no record #7 in the store; the last one is #6", "a number after it");
	is_str(at_number(3, 1),
	       "the moment belongs to another journal, which is not kept, because the machine or the module was restarted",
	       "a journal that the store does not have");
	is_str(at_time(INT64_MAX), "the moment is in the future", "the future");
}

/* What the records between two moments did. */
static const char *between(uint64_t instance, uint64_t from, uint64_t until_instance, uint64_t until)
{
	struct rewind p = {
		.moment.cursor = { .has_instance = true, .instance = instance, .seq = from },
		.until.cursor = { .has_instance = true, .instance = until_instance, .seq = until },
		.has_until = until, .changes = true,
	};
	static char text[256];

	snprintf(text, sizeof(text), "%s", routes_at(&p));
	return text;
}

static void test_differences(void)
{
	static const char restarted[] =
		"the machine or the module was restarted between the two moments, so it is not known what changed; "
		"`list --at` shows each";

	is_str(between(1, FIRST, 1, FIRST + 2), "", "two moments of a journal that has ended");
	is_str(between(1, FIRST, 2, 5), restarted, "moments of two journals");
	is_str(between(1, FIRST, 0, 0), restarted, "from a journal that has ended until now");
	is_str(between(2, 5, 0, 0), "", "until the end of the store");
}

static bool is_inside(const struct record *rec, void *arg)
{
	return rec->seq >= *(uint64_t *)arg;
}

/* Returns the commands that undo the records from @first on, or the refusal. */
static const char *undoes(uint64_t first, const struct moment *since, bool force)
{
	static char text[512];
	struct undo u = {
		.kinds = UNDO_KINDS, .is_inside = is_inside, .arg = &first, .since = since, .force = force,
		.wish = { PAST_FILE, .file = path }, .domain = domain_new(),
	};
	size_t len = 0, i;

	text[0] = '\0';
	if (undo_run(&u))
		snprintf(text, sizeof(text), "%s", u.error);
	for (i = 0; i < u.n; i++)
		len += snprintf(text + len, sizeof(text) - len, "%s\n", u.steps[i].line);
	for (i = 0; i < u.n_notes; i++)
		len += snprintf(text + len, sizeof(text) - len, "# %s\n", u.notes[i].why);
	undo_drop(&u);
	domain_free(u.domain);
	return text;
}

static void test_undo(void)
{
	const struct moment early = { .cursor = { .has_instance = true, .instance = 1, .seq = 5 } };
	const struct moment old_one = { .cursor = { .has_instance = true, .instance = 1, .seq = FIRST } };

	is_str(undoes(6, NULL, false),
	       "ip route del unicast 10.6.0.0/16 via 10.0.0.1 dev if2 table main proto boot scope global\n",
	       "what the last journal of a file says");
	ok(tells(undoes(1, &early, false), "the journal reaches back only to #100", ""), "undo: before all records");
	is_str(undoes(1, &old_one, false),
	       "the machine or the module was restarted since, so what was before cannot be undone; `list --at` shows it",
	       "undo: a journal that has ended");
	ok(!!strstr(undoes(6, &early, true), "10.6.0.0/16"), "undo: by force, what is known");
}

int main(void)
{
	snprintf(folder, sizeof(folder), "/tmp/test_moment.XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof(path), "%s/db", folder);
	domain = domain_new();
	if (fill()) {
		test_journals();
		test_refusals();
		test_differences();
		test_undo();
	} else {
		ok(true, "built without a store");
	}
	unlink(path);
	rmdir(folder);
	domain_free(domain);
	return tap_done();
}
