/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the selftests need of netlink: requests made byte by byte, so that wrong
 * ones can be made too, and the journal's records parsed. No library, so that a
 * mistake in one does not hide a mistake in the module.
 */
#ifndef SELFTESTS_NL_H
#define SELFTESTS_NL_H

#include <linux/genetlink.h>
#include <linux/netjournal.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NL_BUF	(1 << 16)

/* A socket and what its last request was answered. */
struct nl {
	int fd;
	uint32_t port;
	uint32_t seq;
	char text[256];		/* extack: the message, "" if none */
	int bad_offset;		/* extack: offset of the bad attribute, -1 if none */
	int bad_type;		/* extack: its type, as it stands in the request */
	int miss_type;		/* extack: type of the missing attribute, -1 */
};

/* A request under construction. */
struct nl_req {
	union {
		struct nlmsghdr nlh;
		char buf[NL_BUF];
	};
};

int nl_open(struct nl *nl, int protocol);
void nl_close(struct nl *nl);

/* Joins a multicast group by its number. Returns 0 or -errno. */
int nl_join(struct nl *nl, uint32_t group);

void nl_begin(struct nl_req *req, uint16_t type, uint16_t flags);
void nl_begin_genl(struct nl_req *req, uint16_t family, uint8_t cmd,
		   uint16_t flags);
/* Bytes of a header that follows. */
void nl_append(struct nl_req *req, const void *data, size_t len);
void nl_put(struct nl_req *req, uint16_t type, const void *data, size_t len);
void nl_put_u32(struct nl_req *req, uint16_t type, uint32_t value);
void nl_put_u64(struct nl_req *req, uint16_t type, uint64_t value);
void nl_put_str(struct nl_req *req, uint16_t type, const char *text);
size_t nl_nest(struct nl_req *req, uint16_t type);
void nl_nest_end(struct nl_req *req, size_t nest);

/*
 * Sends @req and hands each message of the answer to @take (may be NULL). Asks
 * for an ack unless it is a dump. Returns 0 or the error of the ack or of
 * NLMSG_DONE, negative.
 */
int nl_talk(struct nl *nl, struct nl_req *req,
	    void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg);

/*
 * Waits up to @ms for one message, and puts it into @buf of NL_BUF bytes. Returns
 * its length or -errno, -EAGAIN if nothing came.
 */
int nl_wait(struct nl *nl, void *buf, int ms);

/* Attributes: tb[0..max] point at them. The last of a type wins. */
void nl_parse(const struct nlattr **tb, int max, const void *begin, size_t len);
const void *nl_data(const struct nlattr *nla);
size_t nl_len(const struct nlattr *nla);
uint32_t nl_u32(const struct nlattr *nla);	/* 0 if NULL */
uint64_t nl_u64(const struct nlattr *nla);
/* Copies a text, cut to @room bytes with its end; "" if NULL. */
void nl_str(char *to, size_t room, const struct nlattr *nla);
#define nl_for_each(pos, begin, len)					\
	for (const struct nlattr *pos = (begin),			\
	     *pos##_end = (void *)((char *)(begin) + (len));		\
	     (char *)pos + NLA_HDRLEN <= (char *)pos##_end;		\
	     pos = (void *)((char *)pos + NLA_ALIGN(pos->nla_len)))

#define NL_OPS		32	/* the most of a family's operations, and of its policies */
#define NL_ATTRS	64

/* A family as nlctrl tells of it. */
struct nl_family {
	uint16_t id;
	uint32_t version;
	uint32_t n_ops;
	struct { uint32_t cmd, flags; } ops[NL_OPS];
	uint32_t n_groups;
	struct { uint32_t id; char name[GENL_NAMSIZ]; } groups[32];
};
/* Returns 0, or -ENOENT. */
int nl_family(struct nl_family *family, const char *name);
/* The same, but does not make the kernel look for a module that has it. */
int nl_family_there(struct nl_family *family, const char *name);
uint32_t nl_group(const struct nl_family *family, const char *name);

/* What the kernel accepts in one attribute. Members that the type has no use for are 0. */
struct nl_policy {
	uint32_t type;		/* NL_ATTR_TYPE_*; 0: not accepted */
	uint64_t min, max, mask;
	uint32_t min_len, max_len;
	int nested;		/* index of the policy, -1 */
};

struct nl_policies {
	int do_policy[NL_OPS];	/* by command: index of the policy, -1 */
	int dump_policy[NL_OPS];
	struct nl_policy attrs[NL_OPS][NL_ATTRS];	/* by policy and type */
};
/* Returns 0 or -errno. */
int nl_policies(struct nl_policies *policies, const char *name);

/* The journal */

/* Begins a request for the module's family, which is looked up. */
void nj_begin(struct nl_req *req, uint8_t cmd, uint16_t flags);
/* nl_talk() over a socket of its own. */
int nj_talk(struct nl_req *req, void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg);
/* Joins the group of the module's family with this name. Returns 0 or -errno. */
int nj_join(struct nl *nl, const char *group);

struct rec {
	uint64_t seq, prev_seq, time, boot_time, instance, bookmark;
	uint32_t kind;
	uint32_t context, pid, tid, uid, loginuid, netns, port_id;
	bool has_pid, has_uid, has_loginuid, has_comm;
	char comm[16], leader[16];
	uint64_t cgroup_id;
	int n_parents;
	struct { uint32_t pid; char comm[16]; } parents[NETJOURNAL_PARENTS_MAX];
	bool is_gap;
	uint64_t first, last;
	uint32_t reason;
	char note[NETJOURNAL_NOTE_LEN_MAX + 1];
	uint32_t cleared;
	bool has_config;
	uint32_t config_kind, config_enabled;
	uint64_t config_size;
	/* domain: members */
	bool silent;
	uint16_t msg_len;
	union {
		struct nlmsghdr msg;
		char msg_buf[2048];
	};
	/* end of domain */
};

struct recs {
	size_t n, room;
	struct rec *rec;
	uint64_t bookmark, instance;
};

void rec_parse(struct rec *rec, const struct nlmsghdr *nlh);
/* Reads the journal of this namespace. Returns 0 or -errno. Free with recs_free(). */
int recs_read(struct recs *recs, uint64_t after, uint32_t kinds);
void recs_free(struct recs *recs);
/*
 * What a reader must see, who asked for what comes after @after: of each kind
 * every record follows the one before it, or a gap that covers what is between.
 * Returns how often that is not so.
 */
size_t recs_holes(const struct recs *recs, uint64_t after);
/* The number of the newest record. */
uint64_t journal_last(void);
/* Status of one kind; absent attributes are 0. */
struct ring_status {
	uint64_t instance, first_seq, next_seq;
	uint64_t size, used, records, overwritten, lost;
	uint32_t enabled;
};
int ring_status(struct ring_status *st, uint32_t kind);
/* config-set; @size 0 and @enabled -1 leave it. */
int config_set(uint32_t kind, uint64_t size, int enabled);
/* note-add; the reply's seq goes to @seq (may be NULL). */
int note_add(const char *text, uint64_t *seq);
/* clear; @kinds 0 leaves the attribute out. */
int journal_clear(uint32_t kinds);
/* record-get do. Returns 0 or -errno. */
int rec_get(struct rec *rec, uint64_t seq);

/* The number after @word on the kernel's command line. */
unsigned long cmdline_number(const char *word, unsigned long otherwise);
/* So much of @n as nj.percent= there says, at least 1: rounds of tests that take long. */
unsigned int percent_of(unsigned int n);
/* Runs a shell command; aborts the test program if it fails. */
void run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same, but returns its wait status. */
int try_run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Enters a new network namespace with lo up. */
void new_netns(void);
/* Becomes root in a new user namespace. Returns 0 or -errno. */
int new_userns(void);
#define KINDS(kind)	(1u << NETJOURNAL_KIND_##kind)
#define KINDS_ALL	((2u << NETJOURNAL_KIND_MAX) - 2)

#include "domain.h"

#endif
