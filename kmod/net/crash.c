// SPDX-License-Identifier: GPL-2.0
/*
 * When the kernel panics, prints the last records of the initial network namespace into
 * the kernel log, where pstore, a serial line or netconsole keep them. A line is a record:
 * its number, the time since boot, the kind, what people call the object, and the process.
 *
 * The other processors have stopped, and one of them may hold any lock. So nothing here
 * waits or allocates. If the journal is locked, its last record may be half written, and
 * no record is printed.
 */
#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/math64.h>
#include <linux/moduleparam.h>
#include <linux/neighbour.h>
#include <linux/netjournal.h>
#include <linux/notifier.h>
#include <linux/panic_notifier.h>
#include <linux/rtnetlink.h>
#include <net/net_namespace.h>
#include <net/netlink.h>

#include "crash.h"
#include "journal.h"
#include "kinds.h"
#include "netns.h"

/* More lines would push the reason of the panic out of a small pstore. */
#define CRASH_RECORDS_MAX	100u
#define CRASH_LINE		160

static unsigned int crash_records = 20;
module_param(crash_records, uint, 0644);
MODULE_PARM_DESC(crash_records, "How many of the last records a panic prints into the kernel log; 0: none (default 20, at most 100)");

/**
 * struct crash_words - what is said about the messages of a kind
 * @hdr_len: bytes of the header, which begins with the family
 * @address: attributes with the address of the object; the first one that exists counts
 * @has_len: the second byte of the header is the length of a prefix
 * @device: attribute with the index of the device; 0: none
 * @name: attribute with the name of the object; 0: none
 */
struct crash_words {
	u16 hdr_len;
	u16 address[2];
	bool has_len;
	u16 device;
	u16 name;
};

static const struct crash_words crash_kinds[NETJOURNAL_KIND_MAX + 1] = {
	[NETJOURNAL_KIND_LINK] = {
		.hdr_len = sizeof(struct ifinfomsg), .name = IFLA_IFNAME,
	},
	[NETJOURNAL_KIND_ADDR] = {
		.hdr_len = sizeof(struct ifaddrmsg), .has_len = true,
		.address = { IFA_LOCAL, IFA_ADDRESS },
	},
	[NETJOURNAL_KIND_ROUTE] = {
		.hdr_len = sizeof(struct rtmsg), .has_len = true,
		.address = { RTA_DST }, .device = RTA_OIF,
	},
	[NETJOURNAL_KIND_NEIGH] = {
		.hdr_len = sizeof(struct ndmsg), .address = { NDA_DST },
	},
};

/* Text that is cut where its room ends. */
struct crash_text {
	char buf[CRASH_LINE];
	size_t len;
};

static __printf(2, 3) void crash_say(struct crash_text *t, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	t->len += vscnprintf(t->buf + t->len, sizeof(t->buf) - t->len, fmt, args);
	va_end(args);
}

static void crash_say_address(struct crash_text *t, const struct nlattr *nla)
{
	if (nla_len(nla) == 4)
		crash_say(t, " %pI4", nla_data(nla));
	else if (nla_len(nla) == 16)
		crash_say(t, " %pI6c", nla_data(nla));
}

/* Returns the index of the device, or 0. */
static u32 crash_device(u32 kind, const struct crash_words *w, const struct nlmsghdr *nlh)
{
	const struct nlattr *nla = NULL;

	if (w->device)
		nla = nlmsg_find_attr(nlh, w->hdr_len, w->device);
	switch (kind) {
	case NETJOURNAL_KIND_ADDR:
		return ((const struct ifaddrmsg *)nlmsg_data(nlh))->ifa_index;
	case NETJOURNAL_KIND_NEIGH:
		return ((const struct ndmsg *)nlmsg_data(nlh))->ndm_ifindex;
	default:
		return nla && nla_len(nla) == sizeof(u32) ? nla_get_u32(nla) : 0;
	}
}

static void crash_say_link(struct crash_text *t, const struct nlmsghdr *nlh,
			   const struct nlattr *name)
{
	const struct ifinfomsg *ifi = nlmsg_data(nlh);

	if (name)
		crash_say(t, " %.*s", nla_len(name), (const char *)nla_data(name));
	crash_say(t, " (%d) %s", ifi->ifi_index, ifi->ifi_flags & IFF_UP ? "up" : "down");
}

static void crash_say_object(struct crash_text *t, u32 kind, const struct nlmsghdr *nlh)
{
	const struct crash_words *w = &crash_kinds[kind];
	const struct nlattr *nla = NULL;
	const u8 *hdr = nlmsg_data(nlh);
	unsigned int i;
	u32 device;

	if (!w->hdr_len || nlmsg_len(nlh) < w->hdr_len)
		return;
	/* The messages of rtnetlink come in fours: the first one makes, the second one deletes. */
	crash_say(t, nlh->nlmsg_type & 1 ? " -" : " +");
	if (kind == NETJOURNAL_KIND_LINK) {
		crash_say_link(t, nlh, nlmsg_find_attr(nlh, w->hdr_len, w->name));
		return;
	}
	for (i = 0; !nla && i < ARRAY_SIZE(w->address) && w->address[i]; i++)
		nla = nlmsg_find_attr(nlh, w->hdr_len, w->address[i]);
	if (nla)
		crash_say_address(t, nla);
	else if (kind == NETJOURNAL_KIND_ROUTE)
		crash_say(t, " default");
	if (nla && w->has_len)
		crash_say(t, "/%u", hdr[1]);
	device = crash_device(kind, w, nlh);
	if (device)
		crash_say(t, " dev %u", device);
}

static void crash_say_process(struct crash_text *t, const struct nj_ring_rec *rec)
{
	const struct nlattr *comm, *pid;

	comm = nla_find(rec->shared, rec->shared_len, NETJOURNAL_A_ORIGIN_COMM);
	pid = nla_find(rec->shared, rec->shared_len, NETJOURNAL_A_ORIGIN_PID);
	if (comm)
		crash_say(t, " by %.*s", nla_len(comm), (const char *)nla_data(comm));
	if (comm && pid && nla_len(pid) == sizeof(u32))
		crash_say(t, "[%u]", nla_get_u32(pid));
}

static void crash_print(u32 kind, const struct nj_ring_rec *rec)
{
	u64 us = div_u64(rec->boot_time, NSEC_PER_USEC);
	const struct nlattr *message, *note;
	struct crash_text t = { .len = 0 };
	u32 rest;

	message = nla_find(rec->payload, rec->payload_len, NETJOURNAL_A_RECORD_MESSAGE);
	note = nla_find(rec->payload, rec->payload_len, NETJOURNAL_A_RECORD_NOTE);
	us = div_u64_rem(us, USEC_PER_SEC, &rest);
	crash_say(&t, "#%llu %llu.%06u %s", rec->seq, us, rest, nj_groups[kind - 1].name);
	if (message && nla_len(message) >= NLMSG_HDRLEN)
		crash_say_object(&t, kind, nla_data(message));
	if (note)
		crash_say(&t, " %.*s", min_t(int, nla_len(note), 64), (const char *)nla_data(note));
	crash_say_process(&t, rec);
	pr_notice("netjournal: %s\n", t.buf);
}

/* Finds the record with this number. Its kind is not known. */
static void crash_print_number(const struct nj_journal *journal, u64 seq)
{
	const struct nj_ring *ring;
	struct nj_ring_rec rec;
	struct nj_ring_pos pos;
	u32 kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++) {
		ring = &journal->rings[kind];
		if (ring->last_seq < seq || !nj_ring_seek(ring, seq - 1, &pos))
			continue;
		nj_ring_at(ring, &pos, &rec);
		if (rec.seq != seq || rec.first)
			continue;
		crash_print(kind, &rec);
		return;
	}
}

static void crash_print_journal(const struct nj_journal *journal)
{
	u64 n = min(READ_ONCE(crash_records), CRASH_RECORDS_MAX);
	u64 seq = journal->next_seq > n ? journal->next_seq - n : 1;

	if (seq < journal->next_seq)
		pr_notice("netjournal: the last records, with seconds since boot:\n");
	for (; seq < journal->next_seq; seq++)
		crash_print_number(journal, seq);
}

static int crash_panicked(struct notifier_block *nb, unsigned long event, void *arg)
{
	struct nj_journal *journal = nj_netns_journal(&init_net);

	if (!READ_ONCE(crash_records))
		return NOTIFY_DONE;
	/* Interrupts are off. */
	if (!spin_trylock(&journal->lock)) {
		pr_notice("netjournal: a record was being written, so the last records cannot be read\n");
		return NOTIFY_DONE;
	}
	crash_print_journal(journal);
	spin_unlock(&journal->lock);
	return NOTIFY_DONE;
}

/* After the others, because printing takes time. */
static struct notifier_block crash_notifier = {
	.notifier_call = crash_panicked,
	.priority = INT_MIN,
};

static int crash_init(void)
{
	return atomic_notifier_chain_register(&panic_notifier_list, &crash_notifier);
}

static void crash_exit(void)
{
	atomic_notifier_chain_unregister(&panic_notifier_list, &crash_notifier);
}

const struct nj_part nj_crash_part = {
	.init = crash_init,
	.exit = crash_exit,
};
