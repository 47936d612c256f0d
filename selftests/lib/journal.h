/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A client of the journal for the selftests: its records, its status and its
 * operations.
 */
#ifndef SELFTESTS_JOURNAL_H
#define SELFTESTS_JOURNAL_H

#include <linux/netjournal.h>

#include "domain_record.h"
#include "netlink.h"
#include "run.h"

#define KINDS(kind)	(1u << NETJOURNAL_KIND_##kind)
#define KINDS_ALL	((2u << NETJOURNAL_KIND_MAX) - 2)

/* Looks up the module's family and begins a request to it. */
void nj_begin(struct nl_req *req, uint8_t cmd, uint16_t flags);
/* Joins the group of the module's family with this name. Returns 0 or -errno. */
int nj_join(struct nl *nl, const char *group);
/* Joins all groups of the module's family. Returns 0 or -errno. */
int nj_join_all(struct nl *nl);

struct rec {
	uint64_t seq, prev_seq, time, boot_time, instance, bookmark, act;
	uint32_t kind;
	uint32_t context, pid, tid, uid, loginuid, netns, port_id;
	bool has_pid, has_uid, has_loginuid, has_comm;
	char comm[16], leader[16];
	uint64_t cgroup_id;
	int n_parents;
	struct { uint32_t pid; char comm[16]; } parents[NETJOURNAL_PARENTS_MAX];
	uint64_t process;
	char work[64];
	bool io_uring;
	bool is_gap;
	uint64_t first, last;
	uint32_t reason;
	char note[NETJOURNAL_NOTE_LEN_MAX + 1];
	uint32_t cleared;
	bool has_config;
	uint32_t config_kind, config_enabled;
	uint64_t config_size;
	struct domain_record domain;	/* what the domain adds to a record */
};

struct recs {
	size_t n, room;
	struct rec *rec;
	uint64_t bookmark, instance;
};

void rec_parse(struct rec *rec, const struct nlmsghdr *nlh);
/* Reads the journal of this namespace. Returns 0 or -errno. Free with recs_free(). */
int recs_read(struct recs *recs, uint64_t after, uint32_t kinds);
/* Reads the records with which the module answers @req. Returns likewise. */
int recs_ask(struct recs *recs, struct nl_req *req);
void recs_free(struct recs *recs);
/*
 * Checks records that were read after @after. Each record of a kind must follow the
 * record before it, or a gap that covers the numbers between them. Returns how often
 * that is not so.
 */
size_t recs_holes(const struct recs *recs, uint64_t after);
/* Returns how many of them are gaps. */
size_t recs_gaps(const struct recs *recs);
/* Returns the number of the newest record. */
uint64_t journal_last(void);
/* Waits until no record has come for a second: work items of the kernel have done what follows. Returns the newest one. */
uint64_t journal_settle(void);
/* The status of one kind. Absent attributes are 0. */
struct ring_status {
	uint64_t instance, first_seq, next_seq;
	uint64_t size, used, records, overwritten, lost;
	uint32_t enabled;
};

int ring_status(struct ring_status *st, uint32_t kind);
/* config-set. @size 0 and @enabled -1 leave out the attribute. */
int config_set(uint32_t kind, uint64_t size, int enabled);
/* note-add. Sets @seq, which may be NULL, to the number in the reply. */
int note_add(const char *text, uint64_t *seq);
/* clear. @kinds 0 leaves out the attribute. */
int journal_clear(uint32_t kinds);
/* record-get do. Returns 0 or -errno. */
int rec_get(struct rec *rec, uint64_t seq);

/* recs_read() into @recs, which may be full. */
int recs_read_again(struct recs *recs, uint64_t after, uint32_t kinds);
/* Returns whether both are the same, one from a notification and one from a dump. */
bool rec_same(struct rec a, const struct rec *b);
/* Opens a socket and joins the group of the family with this name. Returns 0 or -errno. */
int journal_subscribe(struct nl *nl, const char *group);
/* Waits for the next notification with @cmd. Returns its length or -errno. */
int journal_wait(struct nl *nl, uint8_t cmd, struct nl_req *buf);
/* Waits for the next notification of a record. Returns 0 or -errno. */
int journal_wait_rec(struct nl *nl, struct rec *rec);
/* Counts the notifications that have come, of @kind and of others. */
void journal_drain(struct nl *nl, uint32_t kind, int *of_kind, int *of_others);

#endif
