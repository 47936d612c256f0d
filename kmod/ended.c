// SPDX-License-Identifier: GPL-2.0
/*
 * Keeps the journals of network namespaces that have ended: see ended.h.
 *
 * Any user can make namespaces and end them. When the memory is used up, the oldest
 * journal of an owner is dropped who has much: if namespaces that do not belong to root
 * of the host have more than half of everything, the one of them who has most; otherwise
 * root of the host. So half of the memory is safe from users, and among users each is
 * safe from one who has more.
 */
#include <linux/capability.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <net/net_namespace.h>

#include "ended.h"
#include "quota.h"

/* One journal may use at most this part of the memory; its oldest records make room. */
#define ENDED_PART	4

/* What one owner has, or several owners together. */
struct ended_sum {
	size_t used;
	unsigned long count;
};

struct ended_owner {
	struct ended_sum sum;
	struct list_head journals;	/* the oldest first; not valid if there is none */
};

/* Protects everything below. */
static DEFINE_MUTEX(ended_lock);
static LIST_HEAD(ended_list);		/* the oldest first */
static struct ended_owner ended_owners[NJ_QUOTA_OWNERS];
static struct ended_sum ended_all;
static u64 ended_number;
static u64 ended_dropped;
static u64 ended_dropped_records;

static unsigned long ended_memory_max = 32 << 20;

/*
 * A journal counts as at least as large as if all were of the same size, so many small
 * ones weigh as much as some large ones.
 */
static u64 sum_weight(const struct ended_sum *sum)
{
	return sum->used + (u64)sum->count * (ended_memory_max / NJ_ENDED_MAX);
}

static void sum_add(struct ended_sum *sum, const struct nj_ended *ended)
{
	sum->used += ended->bytes;
	sum->count++;
}

static void sum_sub(struct ended_sum *sum, const struct nj_ended *ended)
{
	sum->used -= ended->bytes;
	sum->count--;
}

static void ended_free(struct nj_ended *ended)
{
	nj_journal_destroy(&ended->journal);
	kfree(ended);
}

void nj_ended_put(struct nj_ended *ended)
{
	if (ended && refcount_dec_and_test(&ended->refs))
		ended_free(ended);
}

/* Returns the owner whose oldest journal is dropped first. There is a journal. */
static struct ended_owner *owner_to_shorten(void)
{
	struct ended_owner *host = &ended_owners[0], *most = host + 1, *owner;
	u64 all = sum_weight(&ended_all);

	if (sum_weight(&host->sum) >= all - all / 2)
		return host;
	for (owner = most; owner < host + NJ_QUOTA_OWNERS; owner++)
		if (sum_weight(&owner->sum) > sum_weight(&most->sum))
			most = owner;
	return most;
}

/* Takes a journal out of the lists, to the end of @gone. */
static void ended_remove(struct nj_ended *ended, struct list_head *gone)
{
	lockdep_assert_held(&ended_lock);
	list_del(&ended->owned);
	list_move_tail(&ended->node, gone);
	sum_sub(&ended_owners[ended->owner].sum, ended);
	sum_sub(&ended_all, ended);
	ended_dropped++;
	ended_dropped_records += ended->records;
}

/* Takes out as many journals as are too many. */
static void ended_shorten(struct list_head *gone)
{
	struct ended_owner *owner;

	while (ended_all.count && (ended_all.used > ended_memory_max ||
				   ended_all.count > NJ_ENDED_MAX)) {
		owner = owner_to_shorten();
		ended_remove(list_first_entry(&owner->journals, struct nj_ended,
					      owned), gone);
	}
}

/* Frees what was taken out. Done without the lock, because it can take long. */
static void ended_put_all(struct list_head *gone)
{
	struct nj_ended *ended, *next;

	list_for_each_entry_safe(ended, next, gone, node)
		nj_ended_put(ended);
}

static int ended_memory_set(const char *val, const struct kernel_param *kp)
{
	LIST_HEAD(gone);
	int err;

	mutex_lock(&ended_lock);
	err = nj_limit_ops.set(val, kp);
	ended_shorten(&gone);
	mutex_unlock(&ended_lock);
	ended_put_all(&gone);
	return err;
}

static const struct kernel_param_ops ended_memory_ops = {
	.set = ended_memory_set,
	.get = param_get_ulong,
};

module_param_cb(ended_memory_max, &ended_memory_ops, &ended_memory_max, 0644);
MODULE_PARM_DESC(ended_memory_max, "Most bytes of the journals of all network namespaces that have ended; the oldest are dropped; 0: none are kept (default 32 MiB)");

static u64 journal_records(const struct nj_journal *journal)
{
	u64 records = 0;
	u32 kind;

	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		records += journal->rings[kind].records;
	return records;
}

static void ended_add(struct nj_ended *ended)
{
	struct ended_owner *owner = &ended_owners[ended->owner];
	LIST_HEAD(gone);

	mutex_lock(&ended_lock);
	if (!owner->sum.count)
		INIT_LIST_HEAD(&owner->journals);
	ended->number = ++ended_number;
	list_add_tail(&ended->node, &ended_list);
	list_add_tail(&ended->owned, &owner->journals);
	sum_add(&owner->sum, ended);
	sum_add(&ended_all, ended);
	ended_shorten(&gone);
	mutex_unlock(&ended_lock);
	ended_put_all(&gone);
}

void nj_ended_keep(const struct net *net, struct nj_journal *journal)
{
	unsigned long most = READ_ONCE(ended_memory_max);
	u64 records = journal_records(journal);
	struct nj_ended *ended = NULL;

	if (!records)
		return;
	if (most)
		ended = kzalloc(sizeof(*ended), GFP_KERNEL | __GFP_NOWARN);
	if (!ended) {
		mutex_lock(&ended_lock);
		ended_dropped++;
		ended_dropped_records += records;
		mutex_unlock(&ended_lock);
		return;
	}
	refcount_set(&ended->refs, 1);
	ended->owner = nj_quota_owner(net);
	ended->inode = net->ns.inum;
	ended->cookie = net->net_cookie;
	ended->time = ktime_get_real_ns();
	ended->bytes = sizeof(*ended) +
		       nj_journal_move(journal, &ended->journal, &init_net,
				       most / ENDED_PART);
	ended->records = journal_records(&ended->journal);
	ended_add(ended);
}

static bool ended_has_cookie(const struct nj_ended *ended, u64 cookie)
{
	return ended->cookie == cookie;
}

static bool ended_is_after(const struct nj_ended *ended, u64 number)
{
	return ended->number > number;
}

/* Returns the oldest one that @fits, with a reference, or NULL. */
static struct nj_ended *ended_find(bool (*fits)(const struct nj_ended *ended, u64 value),
				   u64 value)
{
	struct nj_ended *ended, *found = NULL;

	mutex_lock(&ended_lock);
	list_for_each_entry(ended, &ended_list, node) {
		if (!fits(ended, value))
			continue;
		refcount_inc(&ended->refs);
		found = ended;
		break;
	}
	mutex_unlock(&ended_lock);
	return found;
}

struct nj_ended *nj_ended_get(u64 cookie)
{
	return ended_find(ended_has_cookie, cookie);
}

struct nj_ended *nj_ended_next(u64 number)
{
	return ended_find(ended_is_after, number);
}

void nj_ended_read_status(struct nj_ended_status *status)
{
	mutex_lock(&ended_lock);
	status->size = ended_memory_max;
	status->used = ended_all.used;
	status->journals = ended_all.count;
	status->dropped = ended_dropped;
	status->dropped_records = ended_dropped_records;
	mutex_unlock(&ended_lock);
}

void nj_ended_drop_all(void)
{
	LIST_HEAD(gone);

	mutex_lock(&ended_lock);
	list_splice_init(&ended_list, &gone);
	mutex_unlock(&ended_lock);
	ended_put_all(&gone);
}
