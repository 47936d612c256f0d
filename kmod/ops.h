/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations of the family; the table in family.c lists them.
 */
#ifndef NJ_OPS_H
#define NJ_OPS_H

#include <linux/netjournal.h>
#include <net/netlink.h>

struct genl_info;
struct net;
struct netlink_callback;
struct netlink_ext_ack;
struct nj_ended;
struct nj_journal;
struct nj_process;
struct nj_process_store;
struct sk_buff;

/*
 * The policy of the attributes that config-set accepts for a ring; defined in
 * family.c.
 */
extern const struct nla_policy nj_ring_policy[NETJOURNAL_A_RING_MAX + 1];

int nj_status_get_doit(struct sk_buff *skb, struct genl_info *info);

int nj_record_get_doit(struct sk_buff *skb, struct genl_info *info);
int nj_record_get_start(struct netlink_callback *cb);
int nj_record_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int nj_record_get_done(struct netlink_callback *cb);

int nj_note_add_doit(struct sk_buff *skb, struct genl_info *info);

int nj_config_set_doit(struct sk_buff *skb, struct genl_info *info);

int nj_clear_doit(struct sk_buff *skb, struct genl_info *info);

int nj_process_get_doit(struct sk_buff *skb, struct genl_info *info);
int nj_process_get_start(struct netlink_callback *cb);
int nj_process_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int nj_process_get_done(struct netlink_callback *cb);

int nj_ended_get_doit(struct sk_buff *skb, struct genl_info *info);
int nj_ended_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);

/**
 * nj_journal_of - find the journal that a request is about
 * @skb: the request
 * @net: network namespace of the request
 * @cookie: attribute with the cookie of a namespace that has ended; NULL: none
 * @extack: of the request; may be NULL
 * @ended: set if @cookie is not NULL; the caller gives it back with nj_ended_put()
 *
 * Context: may sleep. Return: the journal; otherwise an error pointer.
 */
struct nj_journal *nj_journal_of(struct sk_buff *skb, const struct net *net,
				 struct nlattr *cookie,
				 struct netlink_ext_ack *extack,
				 struct nj_ended **ended);

/**
 * nj_process_notify - send the id of a process to the listeners of group process
 * @store: the store of the process
 * @id: the process
 *
 * Context: soft interrupts are off; does not sleep.
 */
void nj_process_notify(const struct nj_process_store *store, u64 id);

/**
 * nj_status_notify - send the journal's state to the listeners of group config
 * @journal: the journal
 *
 * Context: may sleep.
 */
void nj_status_notify(struct nj_journal *journal);

#endif
