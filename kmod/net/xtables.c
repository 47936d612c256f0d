// SPDX-License-Identifier: GPL-2.0
/*
 * Records that a process replaces a table of the older iptables, ip6tables or
 * arptables, which do not use nftables. (The older ebtables has code of its own.)
 *
 * Such a program reads the whole table and writes it back as a whole. The kernel
 * announces nothing, and compares nothing. So the record has the numbers of entries
 * only. The structure of a table does not name its network namespace. The task's own
 * namespace is that of the table, unless the task got its socket from elsewhere.
 */
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/x_tables.h>
#include <linux/nsproxy.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "netns.h"
#include "nofault.h"
#include "record.h"
#include "xtables.h"

/* What is read of a table. */
struct replacement {
	u8 family;
	char name[XT_TABLE_MAXNAMELEN];
	u32 entries, before;
};

#define HEADER_LEN	(NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(struct nfgenmsg)))

#define MESSAGE_LEN	(HEADER_LEN + NJ_ATTR_SIZE(XT_TABLE_MAXNAMELEN) + \
			 NJ_ATTR_SIZE(0) + 2 * NJ_ATTR_SIZE(sizeof(u32)))

static void replacement_record(struct nj_journal *journal, const struct replacement *r)
{
	u8 buf[MESSAGE_LEN] __aligned(NLMSG_ALIGNTO) = { 0 };
	struct nj_attrs attrs = { .buf = buf, .size = sizeof(buf), .len = HEADER_LEN };
	struct nfgenmsg *nfmsg = (void *)buf + NLMSG_HDRLEN;
	struct nlmsghdr *nlh = (void *)buf;
	struct kvec piece = { .iov_base = buf };
	struct nj_attr attr = {
		.type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = 1,
		.pieces = &piece,
	};

	nfmsg->nfgen_family = r->family;
	nj_attrs_put_string(&attrs, NETJOURNAL_A_NFT_TABLE_NAME, r->name);
	nj_attrs_put_flag(&attrs, NETJOURNAL_A_NFT_TABLE_XTABLES);
	nj_attrs_put_u32(&attrs, NETJOURNAL_A_NFT_TABLE_ENTRIES, r->entries);
	nj_attrs_put_u32(&attrs, NETJOURNAL_A_NFT_TABLE_ENTRIES_BEFORE, r->before);
	nlh->nlmsg_len = attrs.len;
	nlh->nlmsg_type = NETLINK_NETFILTER << 8 | NFT_MSG_NEWTABLE;
	nlh->nlmsg_flags = r->before ? NLM_F_REPLACE : 0;
	piece.iov_len = attrs.len;
	attr.len = attrs.len;
	nj_record_add(journal, NETJOURNAL_KIND_NFT, 0, &attr, 1);
}

/*
 * The kernel refuses if the number of entries has changed since the process read
 * the table, and the process then tries again.
 */
static bool is_refused(const struct xt_table_info *private, u32 counters, u32 *before)
{
	*before = 0;
	return get_kernel_nofault(*before, &private->number) || *before != counters;
}

/* xt_replace_table(table, num_counters, newinfo, error) */
static void notrace hear_replace(struct ftrace_regs *fregs)
{
	const struct xt_table_info *new = (void *)nj_ftrace_arg(fregs, 2);
	const struct xt_table *table = (void *)nj_ftrace_arg(fregs, 0);
	u32 counters = nj_ftrace_arg(fregs, 1);
	struct xt_table_info *private;
	struct nj_journal *journal;
	struct replacement r;

	if (READ_ONCE(nj_hook_xtables.state) != NETJOURNAL_HOOK_STATE_ON ||
	    !current->nsproxy)
		return;
	journal = nj_netns_hear(current->nsproxy->net_ns);
	if (!journal || !nj_journal_keeps(journal, NETJOURNAL_KIND_NFT))
		return;
	if (get_kernel_nofault(private, &table->private) ||
	    get_kernel_nofault(r.entries, &new->number) ||
	    get_kernel_nofault(r.family, &table->af) ||
	    copy_from_kernel_nofault(r.name, table->name, sizeof(r.name)) ||
	    strnlen(r.name, sizeof(r.name)) == sizeof(r.name)) {
		nj_hook_distrust(&nj_hook_xtables);
		return;
	}
	if (!is_refused(private, counters, &r.before))
		replacement_record(journal, &r);
}

struct nj_hook nj_hook_xtables = {
	.function = "xt_replace_table",
	.module = NJ_XTABLES_MODULE,
	.unseen = "tables of iptables-legacy and its siblings that are replaced",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_replace,
};
