// SPDX-License-Identifier: GPL-2.0
/*
 * Tells the requests of one message apart.
 *
 * One sendmsg() can carry several requests, and each of them is an act. The hook is
 * called before rtnetlink carries out a request. genl.c does the same for generic
 * netlink.
 */
#include "act.h"
#include "qdisc.h"
#include "request.h"
#include "tc.h"

/* rtnetlink_rcv_msg(skb, nlh, extack) */
static void notrace hear_request(struct ftrace_regs *fregs)
{
	nj_act_split();
	if (IS_ENABLED(CONFIG_NET_SCHED))
		nj_qdisc_forget();
	nj_tc_requested((void *)nj_ftrace_arg(fregs, 0), (void *)nj_ftrace_arg(fregs, 1));
}

struct nj_hook nj_hook_request = {
	.function = "rtnetlink_rcv_msg",
	.unseen = "which of several requests in one message made a change, qdiscs that are set",
	.kinds = BIT(NETJOURNAL_KIND_TC),
	.hear = hear_request,
};
