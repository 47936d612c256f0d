// SPDX-License-Identifier: GPL-2.0
/*
 * Tells the requests of one message apart.
 *
 * One sendmsg() can carry several requests, and each of them is an act. The hook
 * is called before rtnetlink carries out a request.
 */
#include "act.h"
#include "request.h"

/* rtnetlink_rcv_msg(skb, nlh, extack) */
static void notrace hear_request(struct ftrace_regs *fregs)
{
	nj_act_split();
}

struct nj_hook nj_hook_request = {
	.function = "rtnetlink_rcv_msg",
	.unseen = "which of several requests in one message made a change",
	.hear = hear_request,
};
