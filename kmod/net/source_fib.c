// SPDX-License-Identifier: GPL-2.0
/*
 * The source that hears of IPv4 routes that go without an announcement.
 *
 * When a link goes down, an address or a nexthop is removed, the kernel marks
 * what depends on it as dead and flushes it from the tables (fib_table_flush()).
 * It tells the FIB notifier and, most often, nobody else. An ordinary deletion
 * tells both, and its fib_info is not dead.
 *
 * The FIB notifier tells of the first route to a prefix only (its first alias).
 * If that is flushed and another follows, the event is a REPLACE that has the
 * next one. So the first ones are remembered, and a dead one that is replaced
 * has gone in silence.
 *
 * If a later alias is flushed and the first one stays, there is no event at all.
 * Before a device or an address goes, the routes over that device which stand
 * behind a remembered one are looked up; afterwards it is seen which are dead.
 *
 * The notifiers run in the context of the change. Those of the FIB are atomic,
 * those of devices and addresses hold RTNL.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/hashtable.h>
#include <linux/inetdevice.h>
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/random.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <net/fib_notifier.h>
#include <net/flow.h>
#include <net/ip_fib.h>
#include <net/netlink.h>
#include <net/nexthop.h>

#include "compat.h"
#include "journal.h"
#include "origin.h"
#include "source_fib.h"
#include "source_fib_message.h"

/*
 * Most prefixes to remember in a namespace, about 1 MB. A machine with more
 * has them from a routing daemon, whose routes seldom share a prefix.
 */
#define NJ_FIRSTS_MAX	16384

/* Most attempts to read the FIB, a millisecond apart, before loading fails. */
#define NJ_REPLAYS_MAX	100

/* A route whose fib_info is held. */
struct entry {
	struct hlist_node node;		/* in entries */
	struct hlist_node list;		/* in fib_source.list or .hidden */
	const struct fib_source *source;
	bool hidden;			/* a later alias, not a first one */
	struct nj_fib_route route;
};

/**
 * struct fib_source - what the source keeps for a namespace
 * @net_node: in fib_sources
 * @journal: outlives this
 * @nb: FIB notifier
 * @list: its first ones; under fib_lock, as all below
 * @n: how many
 * @hidden: later aliases over the devices that are going, while they go
 * @going: how many are, one within the other: a device takes those on top of
 *	it along
 */
struct fib_source {
	struct hlist_node net_node;
	struct nj_journal *journal;
	struct notifier_block nb;
	struct hlist_head list;
	unsigned int n;
	struct hlist_head hidden;
	unsigned int going;
};

/* All of them by namespace; under RTNL. */
static DEFINE_HASHTABLE(fib_sources, 8);

#define NJ_ENTRIES_BITS	13

/* Spares that are allocated at a time, and kept of those no longer used. */
#define NJ_SPARES	32

/*
 * By prefix, those of all namespaces. One lock for all, which soft interrupts
 * never take: IPv4 routes change under RTNL.
 */
static DEFINE_HASHTABLE(entries, NJ_ENTRIES_BITS);
static DEFINE_SPINLOCK(fib_lock);
static u64 entries_seed __read_mostly;

static struct kmem_cache *entry_cache;
static void *spares[2 * NJ_SPARES];
static unsigned int n_spares;	/* under fib_lock, as spares */

static bool route_is_silent(const struct fib_info *fi)
{
	return (fi->fib_flags & RTNH_F_DEAD) && !nj_fib_announced(fi);
}

/* Records that @route has gone. */
static void route_record(struct fib_source *source,
			 const struct nj_fib_route *route)
{
	struct kvec piece;
	struct nj_attr attrs[] = {
		{ .type = NETJOURNAL_A_RECORD_SILENT },
		{ .type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = 1,
		  .pieces = &piece },
	};
	const struct nj_origin *origin;
	struct sk_buff *skb;

	skb = nj_fib_message(route);
	if (!skb) {
		nj_journal_lose(source->journal, NETJOURNAL_KIND_ROUTE, 1);
		return;
	}
	piece.iov_base = skb->data;
	piece.iov_len = skb->len;
	attrs[1].len = skb->len;
	origin = nj_origin_get(source->journal->net, 0);
	nj_journal_add(source->journal, NETJOURNAL_KIND_ROUTE, origin, attrs,
		       ARRAY_SIZE(attrs));
	nj_origin_put(origin);
	nlmsg_free(skb);
}

/* -ENOENT if the route is about to be freed, -ENOMEM. */
static struct entry *entry_new(const struct nj_fib_route *route)
{
	struct entry *entry;

	lockdep_assert_held(&fib_lock);
	/*
	 * While the FIB is replayed routes go meanwhile, and kernels before
	 * fib_info_hold_safe() show those too that nobody holds any more.
	 */
	if (!refcount_inc_not_zero(&route->fi->fib_clntref))
		return ERR_PTR(-ENOENT);
	/*
	 * The result is a count up to Linux 6.12 and a bool in 7.2. SLUB takes
	 * all of them or none in each, so only its truth is looked at.
	 */
	if (!n_spares && kmem_cache_alloc_bulk(entry_cache,
					       GFP_ATOMIC | __GFP_NOWARN,
					       NJ_SPARES, spares))
		n_spares = NJ_SPARES;
	if (!n_spares) {
		fib_info_put(route->fi);
		return ERR_PTR(-ENOMEM);
	}
	entry = spares[--n_spares];
	entry->route = *route;
	return entry;
}

/* @entry is in no list and no table. */
static void entry_free(struct entry *entry)
{
	lockdep_assert_held(&fib_lock);
	fib_info_put(entry->route.fi);
	if (n_spares == ARRAY_SIZE(spares)) {
		n_spares -= NJ_SPARES;
		kmem_cache_free_bulk(entry_cache, NJ_SPARES, spares + n_spares);
	}
	spares[n_spares++] = entry;
}

static bool same_prefix(const struct nj_fib_route *a,
			const struct nj_fib_route *b)
{
	return a->dst == b->dst && a->dst_len == b->dst_len &&
	       a->tb_id == b->tb_id;
}

static struct hlist_head *entry_bucket(const struct fib_source *source,
				       const struct nj_fib_route *route)
{
	u32 rest = hash32_ptr(source) ^ route->tb_id << 6 ^ route->dst_len;

	/* Nobody who does not know the factor can choose what falls together. */
	return &entries[((u64)rest << 32 | route->dst) * entries_seed >>
			(64 - NJ_ENTRIES_BITS)];
}

static struct entry *first_find(const struct fib_source *source,
				const struct hlist_head *bucket,
				const struct nj_fib_route *route)
{
	struct entry *entry;

	hlist_for_each_entry(entry, bucket, node)
		if (entry->source == source && !entry->hidden &&
		    same_prefix(&entry->route, route))
			return entry;
	return NULL;
}

static void entry_remove(struct entry *entry)
{
	hlist_del(&entry->node);
	hlist_del(&entry->list);
	entry_free(entry);
}

static void first_remove(struct fib_source *source, struct entry *entry)
{
	source->n--;
	entry_remove(entry);
}

static void first_add(struct fib_source *source, struct hlist_head *bucket,
		      const struct nj_fib_route *route)
{
	struct entry *entry;

	if (source->n >= NJ_FIRSTS_MAX)
		return;
	entry = entry_new(route);
	if (IS_ERR(entry)) {
		/* Whether it is replaced in silence cannot be seen then. */
		if (PTR_ERR(entry) == -ENOMEM)
			nj_journal_lose(source->journal, NETJOURNAL_KIND_ROUTE,
					1);
		return;
	}
	entry->source = source;
	entry->hidden = false;
	hlist_add_head(&entry->node, bucket);
	hlist_add_head(&entry->list, &source->list);
	source->n++;
}

/* What is recorded by an event is not to be found dead afterwards. */
static void hidden_forget(struct fib_source *source,
			  const struct nj_fib_route *route)
{
	struct hlist_head *bucket = entry_bucket(source, route);
	struct hlist_node *next;
	struct entry *entry;

	hlist_for_each_entry_safe(entry, next, bucket, node)
		if (entry->source == source && entry->hidden &&
		    entry->route.fi == route->fi &&
		    same_prefix(&entry->route, route))
			entry_remove(entry);
}

static void fib_replaced(struct fib_source *source,
			 const struct nj_fib_route *route)
{
	struct hlist_head *bucket = entry_bucket(source, route);
	struct entry *entry = first_find(source, bucket, route);

	if (!entry) {
		first_add(source, bucket, route);
		return;
	}
	if (route_is_silent(entry->route.fi)) {
		hidden_forget(source, &entry->route);
		route_record(source, &entry->route);
	}
	fib_info_hold(route->fi);
	fib_info_put(entry->route.fi);
	entry->route = *route;
}

static void fib_deleted(struct fib_source *source,
			const struct nj_fib_route *route)
{
	struct entry *entry = first_find(source, entry_bucket(source, route),
					 route);

	if (route_is_silent(route->fi)) {
		hidden_forget(source, route);
		route_record(source, route);
	}
	if (entry)
		first_remove(source, entry);
}

static int fib_event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct fib_source *source = container_of(nb, struct fib_source, nb);
	const struct fib_notifier_info *base = ptr;
	const struct fib_entry_notifier_info *info;
	struct nj_fib_route route;

	if (base->family != AF_INET ||
	    (event != FIB_EVENT_ENTRY_REPLACE && event != FIB_EVENT_ENTRY_DEL))
		return NOTIFY_DONE;

	info = container_of(base, struct fib_entry_notifier_info, info);
	route = (struct nj_fib_route) {
		.tb_id = info->tb_id,
		.dst = info->dst,
		.dst_len = info->dst_len,
		.dscp = info->dscp,
		.type = info->type,
		.fi = info->fi,
	};
	spin_lock(&fib_lock);
	if (event == FIB_EVENT_ENTRY_REPLACE)
		fib_replaced(source, &route);
	else
		fib_deleted(source, &route);
	spin_unlock(&fib_lock);
	return NOTIFY_DONE;
}

static void hidden_clear(struct fib_source *source)
{
	struct hlist_node *next;
	struct entry *entry;

	hlist_for_each_entry_safe(entry, next, &source->hidden, list)
		entry_remove(entry);
}

/* Looks for a route over @oif to @addr; it must have the prefix of @first. */
static bool hidden_lookup(const struct entry *first, struct fib_table *table,
			  u32 addr, int oif, struct nj_fib_route *route)
{
	struct flowi4 flow = {
		.daddr = htonl(addr),
		.flowi4_oif = oif,
		.flowi4_scope = RT_SCOPE_UNIVERSE,
	};
	struct fib_result res;

	if (fib_table_lookup(table, &flow, &res,
			     FIB_LOOKUP_NOREF | FIB_LOOKUP_IGNORE_LINKSTATE) ||
	    res.prefixlen != first->route.dst_len ||
	    res.fi == first->route.fi)
		return false;
	/* Without rules of policy the tables local and main are one. */
	if ((res.fi->fib_tb_id ?: RT_TABLE_MAIN) != first->route.tb_id)
		return false;
	*route = first->route;
	route->dscp = inet_dsfield_to_dscp(0);	/* which the flow asks for */
	route->type = res.type;
	route->fi = res.fi;
	return true;
}

/* Records those that are dead by now. */
static void hidden_record(struct fib_source *source)
{
	struct hlist_node *next;
	struct entry *entry;

	rcu_read_lock();
	hlist_for_each_entry_safe(entry, next, &source->hidden, list) {
		if (!(entry->route.fi->fib_flags & RTNH_F_DEAD))
			continue;
		if (route_is_silent(entry->route.fi))
			route_record(source, &entry->route);
		entry_remove(entry);
	}
	rcu_read_unlock();
}

static bool route_is_over(const struct nj_fib_route *route,
			  const struct net_device *dev)
{
	int i;

	for (i = 0; i < fib_info_num_path(route->fi); i++)
		if (fib_info_nhc(route->fi, i)->nhc_dev == dev)
			return true;
	return false;
}

/* Forgets those over @dev, which will be found again. */
static void hidden_forget_dev(struct fib_source *source,
			      const struct net_device *dev)
{
	struct hlist_node *next;
	struct entry *entry;

	rcu_read_lock();
	hlist_for_each_entry_safe(entry, next, &source->hidden, list)
		if (route_is_over(&entry->route, dev))
			entry_remove(entry);
	rcu_read_unlock();
}

/*
 * Finds the routes over @dev that stand behind a remembered one. A more
 * specific route can be in the way at one end of the prefix, so both are tried.
 * This takes as long as a flush, which walks the tables too.
 *
 * What could not be kept for want of memory counts as lost, whether or not it
 * then goes: that cannot be seen any more.
 */
static void hidden_find(struct fib_source *source, const struct net_device *dev)
{
	struct fib_table *table = NULL;
	struct nj_fib_route route;
	struct entry *first, *entry;
	unsigned int lost = 0;

	rcu_read_lock();
	hlist_for_each_entry(first, &source->list, list) {
		u32 last = first->route.dst |
			   ~ntohl(inet_make_mask(first->route.dst_len));

		/* It exists, since it holds the first one: nothing is made. */
		if (!table || table->tb_id != first->route.tb_id)
			table = fib_new_table(source->journal->net,
					      first->route.tb_id);
		if (!table ||
		    (!hidden_lookup(first, table, first->route.dst,
				    dev->ifindex, &route) &&
		     !hidden_lookup(first, table, last, dev->ifindex, &route)))
			continue;
		entry = entry_new(&route);
		if (IS_ERR(entry)) {
			lost++;
			continue;
		}
		entry->source = source;
		entry->hidden = true;
		hlist_add_head(&entry->node, entry_bucket(source, &route));
		hlist_add_head(&entry->list, &source->hidden);
	}
	rcu_read_unlock();
	if (lost)
		nj_journal_lose(source->journal, NETJOURNAL_KIND_ROUTE, lost);
}

static struct fib_source *source_of(const struct net *net)
{
	struct fib_source *source;

	ASSERT_RTNL();
	hash_for_each_possible(fib_sources, source, net_node,
			       (unsigned long)net)
		if (source->journal->net == net)
			return source;
	return NULL;
}

static void dev_goes(const struct net_device *dev, bool gone)
{
	struct fib_source *source = source_of(dev_net(dev));

	if (!source)
		return;
	spin_lock(&fib_lock);
	hidden_record(source);
	if (!gone) {
		source->going++;
		hidden_forget_dev(source, dev);
		hidden_find(source, dev);
	} else if (source->going && !--source->going) {
		hidden_clear(source);
	}
	spin_unlock(&fib_lock);
}

static int dev_event(unsigned long event, void *ptr, bool after)
{
	if (event == NETDEV_DOWN || event == NETDEV_UNREGISTER)
		dev_goes(netdev_notifier_info_to_dev(ptr), after);
	return NOTIFY_DONE;
}

static int addr_event(unsigned long event, void *ptr, bool after)
{
	const struct in_ifaddr *ifa = ptr;

	/*
	 * The device's routes go with its last address (fib_inetaddr_event());
	 * with another one those that have it as their source, which newer
	 * kernels announce.
	 */
	if (event == NETDEV_DOWN &&
	    (!nj_fib_announces() || !rtnl_dereference(ifa->ifa_dev->ifa_list)))
		dev_goes(ifa->ifa_dev->dev, after);
	return NOTIFY_DONE;
}

static int dev_before(struct notifier_block *nb, unsigned long event, void *ptr)
{
	return dev_event(event, ptr, false);
}

static int dev_after(struct notifier_block *nb, unsigned long event, void *ptr)
{
	return dev_event(event, ptr, true);
}

static int addr_before(struct notifier_block *nb, unsigned long event, void *ptr)
{
	return addr_event(event, ptr, false);
}

static int addr_after(struct notifier_block *nb, unsigned long event, void *ptr)
{
	return addr_event(event, ptr, true);
}

/* The FIB's own notifiers, which flush, have priority 0. */
static struct notifier_block dev_before_nb = {
	.notifier_call = dev_before,
	.priority = INT_MAX,
};

static struct notifier_block dev_after_nb = {
	.notifier_call = dev_after,
	.priority = INT_MIN,
};

static struct notifier_block addr_before_nb = {
	.notifier_call = addr_before,
	.priority = INT_MAX,
};

static struct notifier_block addr_after_nb = {
	.notifier_call = addr_after,
	.priority = INT_MIN,
};

static int fib_init(void)
{
	int err;

	entries_seed = get_random_u64() | 1;
	entry_cache = kmem_cache_create("netjournal_fib", sizeof(struct entry),
					0, SLAB_ACCOUNT, NULL);
	if (!entry_cache)
		return -ENOMEM;
	err = register_netdevice_notifier(&dev_before_nb);
	if (err)
		goto err_cache;
	err = register_netdevice_notifier(&dev_after_nb);
	if (err)
		goto err_dev_before;
	err = register_inetaddr_notifier(&addr_before_nb);
	if (err)
		goto err_dev_after;
	err = register_inetaddr_notifier(&addr_after_nb);
	if (err)
		goto err_addr_before;
	return 0;

err_addr_before:
	unregister_inetaddr_notifier(&addr_before_nb);
err_dev_after:
	unregister_netdevice_notifier(&dev_after_nb);
err_dev_before:
	unregister_netdevice_notifier(&dev_before_nb);
err_cache:
	kmem_cache_destroy(entry_cache);
	return err;
}

static void fib_exit(void)
{
	unregister_inetaddr_notifier(&addr_after_nb);
	unregister_inetaddr_notifier(&addr_before_nb);
	unregister_netdevice_notifier(&dev_after_nb);
	unregister_netdevice_notifier(&dev_before_nb);
	/* There are none if loading failed early, and some kernels warn of it. */
	if (n_spares)
		kmem_cache_free_bulk(entry_cache, n_spares, spares);
	n_spares = 0;
	kmem_cache_destroy(entry_cache);
}

static void source_empty(struct fib_source *source)
{
	struct hlist_node *next;
	struct entry *entry;

	spin_lock(&fib_lock);
	hidden_clear(source);
	hlist_for_each_entry_safe(entry, next, &source->list, list)
		first_remove(source, entry);
	spin_unlock(&fib_lock);
}

/* Nobody uses @source any more. */
static void source_free(struct fib_source *source)
{
	source_empty(source);
	kfree(source);
}

/* The FIB changed while it was replayed, and will be replayed again. */
static void fib_replay(struct notifier_block *nb)
{
	source_empty(container_of(nb, struct fib_source, nb));
}

static void *fib_start(struct nj_journal *journal)
{
	struct fib_source *source = kzalloc(sizeof(*source), GFP_KERNEL_ACCOUNT);
	int err = -EBUSY, tries;

	if (!source)
		return ERR_PTR(-ENOMEM);
	source->journal = journal;
	source->nb.notifier_call = fib_event;
	/*
	 * It gives up after five replays during which the FIB changed, which
	 * on a busy router is the rule.
	 */
	for (tries = 0; tries < NJ_REPLAYS_MAX; tries++) {
		err = register_fib_notifier(journal->net, &source->nb,
					    fib_replay, NULL);
		if (err != -EBUSY)
			break;
		usleep_range(1000, 2000);
	}
	if (err) {
		source_free(source);
		return ERR_PTR(err);
	}
	rtnl_lock();
	hash_add(fib_sources, &source->net_node, (unsigned long)journal->net);
	rtnl_unlock();
	return source;
}

static void fib_stop(void *state)
{
	struct fib_source *source = state;

	rtnl_lock();
	hash_del(&source->net_node);
	rtnl_unlock();
	unregister_fib_notifier(source->journal->net, &source->nb);
	source_free(source);
}

const struct nj_source nj_source_fib = {
	.init = fib_init,
	.exit = fib_exit,
	.start = fib_start,
	.stop = fib_stop,
};
