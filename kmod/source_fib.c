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
#include <linux/hashtable.h>
#include <linux/inetdevice.h>
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/rhashtable.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <net/fib_notifier.h>
#include <net/flow.h>
#include <net/ip_fib.h>
#include <net/netlink.h>

#include "compat.h"
#include "journal.h"
#include "origin.h"
#include "source_fib.h"
#include "source_fib_message.h"

/*
 * Most prefixes to remember in a namespace, about 1.5 MB. A machine with more
 * has them from a routing daemon, whose routes seldom share a prefix.
 */
#define NJ_FIRSTS_MAX	16384

/* Most attempts to read the FIB, a millisecond apart, before loading fails. */
#define NJ_REPLAYS_MAX	100

struct prefix {
	u32 tb_id;
	u32 dst;
	u32 dst_len;
};

/* A route whose fib_info is held. */
struct entry {
	struct rhash_head node;		/* in fib_source.firsts */
	struct list_head list;		/* in fib_source.list or .hidden */
	struct prefix prefix;
	struct nj_fib_route route;
};

/**
 * struct fib_source - what the source keeps for a namespace
 * @net_node: in fib_sources
 * @journal: outlives this
 * @nb: FIB notifier
 * @lock: protects all below
 * @firsts: the first alias of each prefix, by prefix
 * @list: the same, to walk
 * @n: how many
 * @hidden: later aliases over the device that is going, while it goes
 */
struct fib_source {
	struct hlist_node net_node;
	struct nj_journal *journal;
	struct notifier_block nb;
	spinlock_t lock;	/* see above */
	struct rhashtable firsts;
	struct list_head list;
	unsigned int n;
	struct list_head hidden;
};

/* All of them by namespace; under RTNL. */
static DEFINE_HASHTABLE(fib_sources, 8);

static const struct rhashtable_params firsts_params = {
	.head_offset = offsetof(struct entry, node),
	.key_offset = offsetof(struct entry, prefix),
	.key_len = sizeof(struct prefix),
	.automatic_shrinking = true,
};

static bool route_is_silent(const struct fib_info *fi)
{
	return (fi->fib_flags & RTNH_F_DEAD) && !nj_fib_announced(fi);
}

/* Records that @route has gone. */
static void route_record(struct fib_source *source,
			 const struct nj_fib_route *route)
{
	struct nj_attr attrs[] = {
		{ .type = NETJOURNAL_A_RECORD_SILENT },
		{ .type = NETJOURNAL_A_RECORD_MESSAGE, .n_pieces = 1 },
	};
	struct nj_origin origin;
	struct sk_buff *skb;

	skb = nj_fib_message(route);
	if (!skb) {
		nj_journal_lose(source->journal, NETJOURNAL_KIND_ROUTE, 1);
		return;
	}
	attrs[1].pieces[0].iov_base = skb->data;
	attrs[1].pieces[0].iov_len = skb->len;
	nj_origin_current(&origin, source->journal->net, 0);
	nj_journal_add(source->journal, NETJOURNAL_KIND_ROUTE, &origin, attrs,
		       ARRAY_SIZE(attrs));
	nlmsg_free(skb);
}

static struct entry *entry_new(const struct nj_fib_route *route)
{
	struct entry *entry = kzalloc(sizeof(*entry), GFP_ATOMIC | __GFP_NOWARN);

	if (!entry)
		return NULL;
	entry->prefix.tb_id = route->tb_id;
	entry->prefix.dst = route->dst;
	entry->prefix.dst_len = route->dst_len;
	entry->route = *route;
	fib_info_hold(route->fi);
	return entry;
}

/* @entry is in no list and no table. */
static void entry_free(struct entry *entry)
{
	fib_info_put(entry->route.fi);
	kfree(entry);
}

static struct entry *first_find(struct fib_source *source,
				const struct nj_fib_route *route)
{
	const struct prefix prefix = {
		.tb_id = route->tb_id,
		.dst = route->dst,
		.dst_len = route->dst_len,
	};

	return rhashtable_lookup_fast(&source->firsts, &prefix, firsts_params);
}

static void first_remove(struct fib_source *source, struct entry *entry)
{
	rhashtable_remove_fast(&source->firsts, &entry->node, firsts_params);
	list_del(&entry->list);
	source->n--;
	entry_free(entry);
}

static void first_add(struct fib_source *source,
		      const struct nj_fib_route *route)
{
	struct entry *entry;

	if (source->n >= NJ_FIRSTS_MAX)
		return;
	entry = entry_new(route);
	if (!entry)
		return;
	if (rhashtable_insert_fast(&source->firsts, &entry->node,
				   firsts_params)) {
		entry_free(entry);
		return;
	}
	list_add_tail(&entry->list, &source->list);
	source->n++;
}

/* What is recorded by an event is not to be found dead afterwards. */
static void hidden_forget(struct fib_source *source,
			  const struct nj_fib_route *route)
{
	struct entry *entry, *next;

	list_for_each_entry_safe(entry, next, &source->hidden, list) {
		if (entry->route.fi != route->fi ||
		    entry->prefix.tb_id != route->tb_id ||
		    entry->prefix.dst != route->dst ||
		    entry->prefix.dst_len != route->dst_len)
			continue;
		list_del(&entry->list);
		entry_free(entry);
	}
}

static void fib_replaced(struct fib_source *source,
			 const struct nj_fib_route *route)
{
	struct entry *entry = first_find(source, route);

	if (entry) {
		if (route_is_silent(entry->route.fi)) {
			hidden_forget(source, &entry->route);
			route_record(source, &entry->route);
		}
		first_remove(source, entry);
	}
	first_add(source, route);
}

static void fib_deleted(struct fib_source *source,
			const struct nj_fib_route *route)
{
	struct entry *entry = first_find(source, route);

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
	spin_lock_bh(&source->lock);
	if (event == FIB_EVENT_ENTRY_REPLACE)
		fib_replaced(source, &route);
	else
		fib_deleted(source, &route);
	spin_unlock_bh(&source->lock);
	return NOTIFY_DONE;
}

static void hidden_clear(struct fib_source *source)
{
	struct entry *entry, *next;

	list_for_each_entry_safe(entry, next, &source->hidden, list) {
		list_del(&entry->list);
		entry_free(entry);
	}
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
	    res.prefixlen != first->prefix.dst_len ||
	    res.fi == first->route.fi)
		return false;
	*route = first->route;
	route->dscp = inet_dsfield_to_dscp(0);	/* which the flow asks for */
	route->type = res.type;
	route->fi = res.fi;
	return true;
}

/*
 * Finds the routes over @dev that stand behind a remembered one. A more
 * specific route can be in the way at one end of the prefix, so both are tried.
 * This takes as long as the flush that follows, which walks the tables too.
 */
static void hidden_find(struct fib_source *source, const struct net_device *dev)
{
	struct fib_table *table = NULL;
	struct nj_fib_route route;
	struct entry *first, *entry;

	hidden_clear(source);
	rcu_read_lock();
	list_for_each_entry(first, &source->list, list) {
		u32 last = first->prefix.dst |
			   ~ntohl(inet_make_mask(first->prefix.dst_len));

		/* It exists, since it holds the first one: nothing is made. */
		if (!table || table->tb_id != first->prefix.tb_id)
			table = fib_new_table(source->journal->net,
					      first->prefix.tb_id);
		if (!table ||
		    (!hidden_lookup(first, table, first->prefix.dst,
				    dev->ifindex, &route) &&
		     !hidden_lookup(first, table, last, dev->ifindex, &route)))
			continue;
		entry = entry_new(&route);
		if (entry)
			list_add_tail(&entry->list, &source->hidden);
	}
	rcu_read_unlock();
}

static void hidden_record(struct fib_source *source)
{
	struct entry *entry;

	rcu_read_lock();
	list_for_each_entry(entry, &source->hidden, list)
		if (route_is_silent(entry->route.fi))
			route_record(source, &entry->route);
	rcu_read_unlock();
	hidden_clear(source);
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
	spin_lock_bh(&source->lock);
	if (gone)
		hidden_record(source);
	else
		hidden_find(source, dev);
	spin_unlock_bh(&source->lock);
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

	if (event == NETDEV_DOWN)
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

	err = register_netdevice_notifier(&dev_before_nb);
	if (err)
		return err;
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
	return err;
}

static void fib_exit(void)
{
	unregister_inetaddr_notifier(&addr_after_nb);
	unregister_inetaddr_notifier(&addr_before_nb);
	unregister_netdevice_notifier(&dev_after_nb);
	unregister_netdevice_notifier(&dev_before_nb);
}

/* Nobody uses @source any more. */
static void source_free(struct fib_source *source)
{
	struct entry *entry, *next;

	hidden_clear(source);
	list_for_each_entry_safe(entry, next, &source->list, list)
		first_remove(source, entry);
	rhashtable_destroy(&source->firsts);
	kfree(source);
}

/* The FIB changed while it was replayed, and will be replayed again. */
static void fib_replay(struct notifier_block *nb)
{
	struct fib_source *source = container_of(nb, struct fib_source, nb);
	struct entry *entry, *next;

	spin_lock_bh(&source->lock);
	list_for_each_entry_safe(entry, next, &source->list, list)
		first_remove(source, entry);
	spin_unlock_bh(&source->lock);
}

static void *fib_start(struct nj_journal *journal)
{
	struct fib_source *source = kzalloc(sizeof(*source), GFP_KERNEL);
	int tries, err;

	if (!source)
		return ERR_PTR(-ENOMEM);
	source->journal = journal;
	source->nb.notifier_call = fib_event;
	spin_lock_init(&source->lock);
	INIT_LIST_HEAD(&source->list);
	INIT_LIST_HEAD(&source->hidden);
	err = rhashtable_init(&source->firsts, &firsts_params);
	if (err) {
		kfree(source);
		return ERR_PTR(err);
	}
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
