// SPDX-License-Identifier: GPL-2.0
/*
 * Which task was seen with which netlink port: a table with a bounded number of
 * entries. An entry is made by a change of which the maker is certain, and goes
 * when the port is released, so that the next user of its number is not taken
 * for this one.
 */
#include <linux/hashtable.h>
#include <linux/netlink.h>
#include <linux/notifier.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <net/net_namespace.h>

#include "origin.h"
#include "source_ports.h"

/* About 1.5 MB; a host has no more that talk to rtnetlink at a time. */
#define NJ_PORTS_MAX	4096

struct nj_port {
	struct hlist_node node;
	const struct net *net;
	u32 port_id;
	/* Identifies the task: a thread id is used again, a start time is not. */
	pid_t tid;
	u64 start_time;
	bool shared;	/* several tasks were seen with it */
	struct nj_origin origin;
};

static DEFINE_HASHTABLE(ports, 8);
static DEFINE_SPINLOCK(ports_lock);	/* protects the table and its entries */
static unsigned int n_ports;

static struct nj_port *port_lookup(const struct net *net, u32 port_id)
{
	struct nj_port *port;

	hash_for_each_possible(ports, port, node, port_id)
		if (port->port_id == port_id && port->net == net)
			return port;
	return NULL;
}

static void port_free(struct nj_port *port)
{
	hash_del(&port->node);
	kfree(port);
	n_ports--;
}

void nj_ports_seen(const struct net *net, u32 port_id,
		   const struct nj_origin *origin)
{
	struct nj_port *port;

	spin_lock_bh(&ports_lock);
	port = port_lookup(net, port_id);
	if (!port && n_ports < NJ_PORTS_MAX) {
		port = kmalloc(sizeof(*port), GFP_ATOMIC | __GFP_NOWARN);
		if (port) {
			port->net = net;
			port->port_id = port_id;
			port->tid = current->pid;
			port->start_time = current->start_time;
			port->shared = false;
			hash_add(ports, &port->node, port_id);
			n_ports++;
		}
	}
	if (port) {
		if (port->tid != current->pid ||
		    port->start_time != current->start_time)
			port->shared = true;
		port->origin = *origin;
	}
	spin_unlock_bh(&ports_lock);
}

bool nj_ports_find(const struct net *net, u32 port_id,
		   struct nj_origin *origin)
{
	struct nj_port *port;
	bool found;

	spin_lock_bh(&ports_lock);
	port = port_lookup(net, port_id);
	found = port && !port->shared;
	if (found)
		*origin = port->origin;
	spin_unlock_bh(&ports_lock);
	return found;
}

void nj_ports_forget(const struct net *net)
{
	struct hlist_node *next;
	struct nj_port *port;
	unsigned int i;

	spin_lock_bh(&ports_lock);
	hash_for_each_safe(ports, i, next, port, node)
		if (port->net == net)
			port_free(port);
	spin_unlock_bh(&ports_lock);
}

static int ports_notify(struct notifier_block *nb, unsigned long event,
			void *data)
{
	const struct netlink_notify *n = data;
	struct nj_port *port;

	if (event != NETLINK_URELEASE || n->protocol != NETLINK_ROUTE)
		return NOTIFY_DONE;
	spin_lock_bh(&ports_lock);
	port = port_lookup(n->net, n->portid);
	if (port)
		port_free(port);
	spin_unlock_bh(&ports_lock);
	return NOTIFY_DONE;
}

static struct notifier_block ports_nb = {
	.notifier_call = ports_notify,
};

int nj_ports_init(void)
{
	return netlink_register_notifier(&ports_nb);
}

void nj_ports_exit(void)
{
	struct hlist_node *next;
	struct nj_port *port;
	unsigned int i;

	netlink_unregister_notifier(&ports_nb);
	/* Sources have stopped, so nobody else is here. */
	hash_for_each_safe(ports, i, next, port, node)
		port_free(port);
}
