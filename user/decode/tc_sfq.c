// SPDX-License-Identifier: GPL-2.0
/* The options of the qdisc sfq, with the names of `tc -j`. */
#include <linux/pkt_sched.h>
#include <stdio.h>

#include "base/util.h"
#include "decode/tc.h"

static const char *const red_flags[] = { "ecn", "harddrop", "adaptive", "nodrop" };

/* With RED in each flow. The kernel does not tell the longest queue of a flow. */
static void print_sfq_red(struct decode *d, const struct tc_sfq_qopt_v1 *q)
{
	char text[TC_TEXT_LEN];
	size_t i;

	out_u64(d->o, "ewma", " ewma %u", q->Wlog);
	tc_put_size(d, "min", q->qth_min);
	tc_put_size(d, "max", q->qth_max);
	snprintf(text, sizeof(text), "%.6g", q->max_P / 4294967296.0);
	if (d->o->json)
		out_fraction(d->o, "probability", text);
	else
		out_str(d->o, OUT_VALUE, NULL, " probability %s", text);
	for (i = 0; i < ARRAY_SIZE(red_flags); i++) {
		snprintf(text, sizeof(text), " %s", red_flags[i]);
		if (q->flags & 1u << i)
			out_bool(d->o, red_flags[i], text, true);
	}
}

void tc_print_sfq(struct decode *d, const uint8_t *options)
{
	struct tc_sfq_qopt_v1 q;

	tc_get_struct(&q, sizeof(q), options);
	out_u64(d->o, "limit", " limit %up", q.v0.limit);
	tc_put_size(d, "quantum", q.v0.quantum);
	if (q.depth)
		out_u64(d->o, "depth", " depth %u", q.depth);
	if (q.headdrop)
		out_bool(d->o, "headdrop", " headdrop", true);
	out_u64(d->o, "divisor", " divisor %u", q.v0.divisor);
	if (q.v0.perturb_period)
		out_s64(d->o, "perturb", " perturb %dsec", q.v0.perturb_period);
	if (q.qth_min)
		print_sfq_red(d, &q);
}
