// SPDX-License-Identifier: GPL-2.0
/* Reads security associations and policies, and leaves out their keys. */
#include <errno.h>
#include <linux/xfrm.h>
#include <stddef.h>
#include <string.h>

#include "base/util.h"
#include "decode/attr.h"
#include "net/socket.h"
#include "net/xfrms.h"

/* The last attribute that was looked at for keys, as in kmod/net/xfrm.c. */
#define ATTR_KNOWN	40

/* What the kernel is asked for, and the length of the header of an answer. */
static const struct {
	uint16_t get, hdr_len, flags;
} dumps[] = {
	{ XFRM_MSG_GETSA, sizeof(struct xfrm_usersa_info), NLM_F_DUMP },
	{ XFRM_MSG_GETPOLICY, sizeof(struct xfrm_userpolicy_info), NLM_F_DUMP },
	{ XFRM_MSG_GETDEFAULT, sizeof(struct xfrm_userpolicy_default), 0 },
};

struct reading {
	uint16_t hdr_len;
	int (*each)(const struct nlmsghdr *nlh, void *arg);
	void *arg;
};

/* Returns how many bytes of the attribute are not secret. */
static size_t bytes_kept(const uint8_t *a)
{
	static const struct {
		uint16_t type;
		size_t keep;
	} algos[] = {
		{ XFRMA_ALG_AUTH, offsetof(struct xfrm_algo, alg_key) },
		{ XFRMA_ALG_CRYPT, offsetof(struct xfrm_algo, alg_key) },
		{ XFRMA_ALG_COMP, offsetof(struct xfrm_algo, alg_key) },
		{ XFRMA_ALG_AEAD, offsetof(struct xfrm_algo_aead, alg_key) },
		{ XFRMA_ALG_AUTH_TRUNC, offsetof(struct xfrm_algo_auth, alg_key) },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(algos); i++)
		if (algos[i].type == attr_type(a))
			return algos[i].keep < attr_len(a) ? algos[i].keep : attr_len(a);
	return attr_type(a) <= ATTR_KNOWN ? attr_len(a) : 0;
}

static int message_put(struct nl_msg *msg, const struct nlmsghdr *nlh, uint16_t hdr_len)
{
	struct attr_iter it;
	const uint8_t *a;

	if (nlmsg_append(msg, NLMSG_DATA(nlh), hdr_len, NLMSG_ALIGNTO))
		return -ENOMEM;
	it = attr_iter((const uint8_t *)NLMSG_DATA(nlh) + NLMSG_ALIGN(hdr_len),
		       nlh->nlmsg_len - NLMSG_SPACE(hdr_len));
	while ((a = attr_next(&it)))
		if (nla_put(msg, attr_type(a), bytes_kept(a), attr_data(a)))
			return -ENOMEM;
	return 0;
}

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	const struct reading *r = arg;
	struct nl_msg *msg;
	int err;

	if (nlh->nlmsg_len < NLMSG_SPACE(r->hdr_len))
		return 0;
	msg = nlmsg_alloc_size(nlh->nlmsg_len + NLMSG_ALIGNTO);
	if (!msg || !nlmsg_put(msg, 0, 0, NETLINK_XFRM << 8 | nlh->nlmsg_type, 0, 0)) {
		nlmsg_free(msg);
		return -ENOMEM;
	}
	err = message_put(msg, nlh, r->hdr_len);
	if (!err)
		err = r->each(nlmsg_hdr(msg), r->arg);
	nlmsg_free(msg);
	return err;
}

static int dump_read(struct netlink *n, size_t which, struct reading *r)
{
	static struct xfrm_userpolicy_default none;
	const struct netlink_handler h = { .message = on_message, .arg = r };
	struct nl_msg *msg = nlmsg_alloc_simple(dumps[which].get, NLM_F_REQUEST | dumps[which].flags);

	r->hdr_len = dumps[which].hdr_len;
	/* Only a request for one object has the header of the object. */
	if (msg && !dumps[which].flags && nlmsg_append(msg, &none, sizeof(none), NLMSG_ALIGNTO)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return netlink_call(n, msg, NULL, &h);
}

int xfrms_read(const struct selector *sel, int (*each)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	struct reading r = { .each = each, .arg = arg };
	size_t i;
	int err;
	struct netlink *n = socket_new(NETLINK_XFRM, &err);

	(void)sel;
	for (i = 0; !err && i < ARRAY_SIZE(dumps); i++)
		err = dump_read(n, i, &r);
	socket_free(n);
	/* A kernel that lacks XFRM has no objects of it. */
	return err == -EPROTONOSUPPORT ? 0 : err;
}
