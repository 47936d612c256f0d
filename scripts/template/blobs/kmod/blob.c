// SPDX-License-Identifier: GPL-2.0
/*
 * A blob: more bytes than a message can hold. A writer sends the blob in parts,
 * and the last part commits it. So readers see either the whole old blob or the
 * whole new one. A reader dumps the blob: each message contains as many bytes
 * as it has room for.
 *
 * An attribute has at most 65,531 bytes, and a message of a dump often has
 * fewer. If that is too slow, give user space memory for mmap() with a file
 * descriptor.
 */
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <net/genetlink.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>
#include <net/sock.h>

#include "blob.h"
#include "reply.h"

/**
 * struct blob_owner - the blob of one network namespace
 * @lock: protects all members
 * @generation: changes with each blob; never 0
 * @data: the blob; NULL if there is none
 * @size: its size
 * @new_data: the blob that is being written, with space for the largest one; or
 *	NULL
 * @new_size: how many bytes of it were written
 */
struct blob_owner {
	struct mutex lock;	/* see above */
	u32 generation;
	u8 *data;
	u32 size;
	u8 *new_data;
	u32 new_size;
};

static unsigned int blob_net_id __read_mostly;

const struct nla_policy example_blob_put_policy[EXAMPLE_A_BLOB_MAX + 1] = {
	[EXAMPLE_A_BLOB_OFFSET] = { .type = NLA_U32 },
	[EXAMPLE_A_BLOB_DATA] = { .type = NLA_BINARY, .len = EXAMPLE_PART_MAX },
	[EXAMPLE_A_BLOB_COMMIT] = { .type = NLA_FLAG },
};

/* Allows no attributes. Strict validation needs a policy. */
const struct nla_policy example_blob_get_policy[EXAMPLE_A_BLOB_MAX + 1];

static void blob_commit(struct blob_owner *owner)
{
	lockdep_assert_held(&owner->lock);
	kvfree(owner->data);
	owner->data = owner->new_data;
	owner->size = owner->new_size;
	owner->new_data = NULL;
	owner->new_size = 0;
	if (!++owner->generation)
		owner->generation = 1;
}

/* Takes a part of a new blob. Stores the reason of a refusal in @info. */
static int blob_put(struct blob_owner *owner, struct genl_info *info)
{
	struct nlattr *offset = info->attrs[EXAMPLE_A_BLOB_OFFSET];
	struct nlattr *data = info->attrs[EXAMPLE_A_BLOB_DATA];
	u32 len = data ? nla_len(data) : 0;

	lockdep_assert_held(&owner->lock);
	/*
	 * A first part begins a new blob, even if another writer has left
	 * parts.
	 */
	if (!nla_get_u32(offset))
		owner->new_size = 0;
	if (nla_get_u32(offset) != owner->new_size) {
		NL_SET_ERR_MSG_ATTR(info->extack, offset,
				    "offset is not where the part before ended");
		return -EINVAL;
	}
	if (len > EXAMPLE_BLOB_MAX - owner->new_size) {
		NL_SET_ERR_MSG_ATTR(info->extack, data, "the blob is larger than blob-max");
		return -EFBIG;
	}
	if (!owner->new_data)
		owner->new_data = kvmalloc(EXAMPLE_BLOB_MAX, GFP_KERNEL_ACCOUNT);
	if (!owner->new_data)
		return -ENOMEM;
	if (len)
		memcpy(owner->new_data + owner->new_size, nla_data(data), len);
	owner->new_size += len;
	if (info->attrs[EXAMPLE_A_BLOB_COMMIT])
		blob_commit(owner);
	return 0;
}

int example_blob_put_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct blob_owner *owner = net_generic(genl_info_net(info), blob_net_id);
	int err;

	if (!info->attrs[EXAMPLE_A_BLOB_OFFSET])
		return example_refuse_missing(NULL, EXAMPLE_A_BLOB_OFFSET,
					      "offset is missing", info->extack);
	mutex_lock(&owner->lock);
	err = blob_put(owner, info);
	mutex_unlock(&owner->lock);
	return err;
}

/* The state that a dump keeps from one message to the next. */
struct blob_dump {
	u32 offset;
	bool begun;
};

/* Attributes of a part without data. */
#define BLOB_PART_SIZE	(2 * nla_total_size(sizeof(u32)) + nla_total_size(0))

/* Writes a part that fills the room. Returns its length or -EMSGSIZE. */
static int blob_fill(struct sk_buff *skb, const struct blob_owner *owner, u32 offset)
{
	int room = skb_tailroom(skb) - BLOB_PART_SIZE - NLA_ALIGNTO;
	u32 left = owner->size - offset;
	u32 len;

	if (room < 1 && left)
		return -EMSGSIZE;
	len = min3(left, (u32)max(room, 0), (u32)EXAMPLE_PART_MAX);
	if (nla_put_u32(skb, EXAMPLE_A_BLOB_OFFSET, offset) ||
	    nla_put_u32(skb, EXAMPLE_A_BLOB_SIZE, owner->size) ||
	    nla_put(skb, EXAMPLE_A_BLOB_DATA, len, owner->data + offset))
		return -EMSGSIZE;
	return len;
}

static int blob_dump_part(struct sk_buff *skb, struct netlink_callback *cb,
			  const struct blob_owner *owner)
{
	struct blob_dump *dump = (struct blob_dump *)cb->ctx;
	void *hdr;
	int len;

	hdr = example_dump_begin(skb, cb, EXAMPLE_CMD_BLOB_GET);
	if (!hdr)
		return -EMSGSIZE;
	cb->seq = owner->generation;
	genl_dump_check_consistent(cb, hdr);
	len = blob_fill(skb, owner, dump->offset);
	if (len < 0) {
		genlmsg_cancel(skb, hdr);
		return len;
	}
	genlmsg_end(skb, hdr);
	dump->offset += len;
	dump->begun = true;
	return 0;
}

int example_blob_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct blob_owner *owner = net_generic(sock_net(skb->sk), blob_net_id);
	struct blob_dump *dump = (struct blob_dump *)cb->ctx;

	BUILD_BUG_ON(sizeof(struct blob_dump) > sizeof(cb->ctx));
	mutex_lock(&owner->lock);
	/*
	 * An empty blob is a message without data. If there is no blob, there
	 * is no message.
	 */
	while (owner->data && (dump->offset < owner->size || !dump->begun))
		if (blob_dump_part(skb, cb, owner))
			break;
	mutex_unlock(&owner->lock);
	return skb->len;
}

static int __net_init blob_net_init(struct net *net)
{
	struct blob_owner *owner = net_generic(net, blob_net_id);

	owner->generation = 1;
	mutex_init(&owner->lock);
	return 0;
}

static void __net_exit blob_net_exit(struct net *net)
{
	struct blob_owner *owner = net_generic(net, blob_net_id);

	kvfree(owner->data);
	kvfree(owner->new_data);
	mutex_destroy(&owner->lock);
}

static struct pernet_operations blob_net_ops = {
	.init = blob_net_init,
	.exit = blob_net_exit,
	.id = &blob_net_id,
	.size = sizeof(struct blob_owner),
};

const struct example_part example_blob_part = {
	.netns = &blob_net_ops,
};
