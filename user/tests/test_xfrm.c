// SPDX-License-Identifier: GPL-2.0
/* Associations and policies of XFRM that expire. (Others are in the corpus.) */
#include <arpa/inet.h>
#include <linux/xfrm.h>
#include <sys/socket.h>

#include "decode/identity.h"
#include "decode/xfrm.h"
#include "decodes.h"
#include "rtmsg.h"
#include "tap.h"

static const struct xfrm_user_expire association = {
	.state = {
		.family = AF_INET, .reqid = 7, .mode = XFRM_MODE_TUNNEL,
		.id.proto = IPPROTO_ESP,
	}, .hard = 1,
};

/* A message that has the association at its beginning. */
static struct nl_msg *message(uint16_t type, size_t len)
{
	struct xfrm_user_expire expire = association;

	expire.state.id.spi = htonl(0x900);
	expire.state.id.daddr.a4 = htonl(0x7f000001);
	return rtmsg_begin(NETLINK_XFRM << 8 | type, 0, &expire, len);
}

/* Returns the identity of the object of a message, which is freed. */
static struct identity identity(struct nl_msg *msg, bool *del)
{
	struct identity id;
	struct event ev;

	rtmsg_parse(&ev, msg);
	identity_of(&id, &ev);
	*del = ev.del;
	nlmsg_free(msg);
	return id;
}

int main(void)
{
	const struct xfrm_user_polexpire policy = {
		.pol = { .sel.family = AF_INET, .priority = 5, .dir = XFRM_POLICY_OUT, .action = XFRM_POLICY_BLOCK },
		.hard = 1,
	};
	const struct xfrm_userpolicy_default blocks = { .in = XFRM_USERPOLICY_BLOCK, .fwd = 7, .out = XFRM_USERPOLICY_ACCEPT };
	struct identity added, gone, other;
	bool del;

	decodes(message(XFRM_MSG_EXPIRE, sizeof(association)), DECODED_TEXT,
		"state esp spi 0x900 src 0.0.0.0 dst 127.0.0.1 reqid 7 mode tunnel expired", "an association");
	decodes(rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_POLEXPIRE, 0, &policy, sizeof(policy)), DECODED_TEXT,
		"policy dir out src 0.0.0.0/0 dst 0.0.0.0/0 action block priority 5 expired", "a policy");
	added = identity(message(XFRM_MSG_NEWSA, sizeof(association.state)), &del);
	ok(!del, "an association is added");
	gone = identity(message(XFRM_MSG_EXPIRE, sizeof(association)), &del);
	ok(del, "an association that expires is gone");
	ok(identity_same(&added, &gone), "it is the one that was added");
	decodes(rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_GETDEFAULT, 0, &blocks, sizeof(blocks)), DECODED_TEXT,
		"default in block fwd 7 out accept", "the default policy");
	other = identity(rtmsg_begin(NETLINK_XFRM << 8 | XFRM_MSG_GETDEFAULT, 0, &blocks, sizeof(blocks)), &del);
	ok(!xfrm_identity_is_flush(&other) && !xfrm_identity_is_flush(&gone), "it is no flush");
	return tap_done();
}
