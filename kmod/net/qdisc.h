/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queueing disciplines (qdiscs) of devices.
 */
#ifndef NJ_QDISC_H
#define NJ_QDISC_H

#include "ear.h"

struct net;
struct sock;

/* Hears which qdisc a task wants to change, to attach, or to remove. */
extern struct nj_hook nj_hook_qdisc_change, nj_hook_qdisc_graft;

/* Hears that a change is done, on kernels that announce it only if somebody listens. */
extern struct nj_hook nj_hook_qdisc_done;

/* Hear of qdiscs that come and go without an announcement. */
extern struct nj_hook nj_hook_qdisc_add, nj_hook_qdisc_del;

/**
 * nj_qdisc_forget - the running task begins another request
 *
 * Context: task; does not sleep.
 */
void nj_qdisc_forget(void);

/**
 * nj_qdisc_announced - record the change of a qdisc that the running task has made
 * @ssk: the socket over which the kernel announces a change of traffic control
 *
 * Context: the task that makes the change, with RTNL; does not sleep.
 */
void nj_qdisc_announced(const struct sock *ssk);

/**
 * nj_qdisc_acknowledged - the running task's request over rtnetlink was carried out
 * @net: its network namespace
 *
 * If the request has changed a qdisc and that was not announced, the kernel had no memory for
 * the announcement, and the journal reports a loss.
 *
 * Context: the task that asks, without RTNL; does not sleep.
 */
void nj_qdisc_acknowledged(const struct net *net);

#endif
