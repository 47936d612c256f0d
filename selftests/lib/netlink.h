/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Netlink for the selftests. Requests are made byte by byte, so that a test can
 * make wrong ones too. No library is used, because a mistake in a library could
 * hide a mistake in the module.
 */
#ifndef SELFTESTS_NETLINK_H
#define SELFTESTS_NETLINK_H

#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NL_BUF	(1 << 16)

/* A socket, and the reply to its last request. */
struct nl {
	int fd;
	uint32_t port;
	uint32_t seq;
	char text[256];		/* extack: the text, or "" */
	int bad_offset;		/* extack: offset of the bad attribute, -1 if none */
	int bad_type;		/* extack: its type in the request */
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
/* Appends the bytes of another header. */
void nl_append(struct nl_req *req, const void *data, size_t len);
void nl_put(struct nl_req *req, uint16_t type, const void *data, size_t len);
void nl_put_u32(struct nl_req *req, uint16_t type, uint32_t value);
void nl_put_u64(struct nl_req *req, uint16_t type, uint64_t value);
void nl_put_str(struct nl_req *req, uint16_t type, const char *text);
size_t nl_nest(struct nl_req *req, uint16_t type);
void nl_nest_end(struct nl_req *req, size_t nest);

/*
 * Sends @req and hands each message of the reply to @take, which may be NULL. Asks for
 * an ack unless @req is a dump. Returns 0, or the negative error in the ack or in
 * NLMSG_DONE.
 */
int nl_talk(struct nl *nl, struct nl_req *req,
	    void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg);

/* Opens a generic netlink socket for one nl_talk(). */
int nl_talk_once(struct nl_req *req, void (*take)(const struct nlmsghdr *nlh, void *arg), void *arg);

/*
 * Waits up to @ms for one message, and copies it into @buf, which has NL_BUF bytes.
 * Returns its length, -EAGAIN if no message came, or another -errno.
 */
int nl_wait(struct nl *nl, void *buf, int ms);

/* Sets tb[0..max] to the attributes. If a type occurs twice, the last one counts. */
void nl_parse(const struct nlattr **tb, int max, const void *begin, size_t len);
const void *nl_data(const struct nlattr *nla);
size_t nl_len(const struct nlattr *nla);
uint32_t nl_u32(const struct nlattr *nla);	/* 0 if NULL */
uint64_t nl_u64(const struct nlattr *nla);
/* Copies a text, cut to @room bytes including the NUL; NULL gives "". */
void nl_str(char *to, size_t room, const struct nlattr *nla);
#define nl_for_each(pos, begin, len)					\
	for (const struct nlattr *pos = (begin),			\
	     *pos##_end = (void *)((char *)(begin) + (len));		\
	     (char *)pos + NLA_HDRLEN <= (char *)pos##_end;		\
	     pos = (void *)((char *)pos + NLA_ALIGN(pos->nla_len)))

#define NL_OPS		32	/* the most of a family's operations, and of its policies */
#define NL_ATTRS	64

/* A family, as nlctrl describes it. */
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
/* Like nl_family(), but the kernel loads no module for it. */
int nl_family_there(struct nl_family *family, const char *name);
uint32_t nl_group(const struct nl_family *family, const char *name);

/* The policy of one attribute. A member that the type does not use is 0. */
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

#endif
