// SPDX-License-Identifier: GPL-2.0
/*
 * The options of qdiscs and classes, with the names of `tc -j`. The options of other kinds are
 * printed with the names of the kernel's spec, or by number.
 */
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>

#include "decode/rtnew.h"
#include "decode/tc.h"

/* A tick of the kernel's packet scheduler. */
#define TICK_NSEC	64

/* Values: a number in JSON, a number with a unit in text. */

static void put_number(struct decode *d, const char *key, uint64_t value, const char *text)
{
	if (d->o->json) {
		out_u64(d->o, key, NULL, value);
		return;
	}
	out_text(d->o, OUT_PLAIN, " %s", key);
	out_str(d->o, OUT_VALUE, NULL, " %s", text);
}

void tc_rate_text(char text[TC_TEXT_LEN], uint64_t rate)
{
	static const char *const units[] = { "", "K", "M", "G", "T" };
	uint64_t bits = rate * 8;
	size_t i = 0;

	while (bits >= 1000 && !(bits % 1000) && i < ARRAY_SIZE(units) - 1) {
		bits /= 1000;
		i++;
	}
	snprintf(text, TC_TEXT_LEN, "%llu%sbit", (unsigned long long)bits, units[i]);
}

void tc_put_rate(struct decode *d, const char *key, uint64_t rate)
{
	char text[TC_TEXT_LEN];

	tc_rate_text(text, rate);
	put_number(d, key, rate, text);
}

/* Returns how many @unit there are, or 0 if it is no whole number, or nearly one. */
static uint64_t whole_units(uint64_t bytes, uint64_t unit, uint64_t nearly)
{
	uint64_t n = (bytes + unit / 2) / unit, whole = n * unit;

	return (whole > bytes ? whole - bytes : bytes - whole) < nearly ? n : 0;
}

/* The kernel keeps a size as a time, so it comes back a little smaller. */
void tc_put_size(struct decode *d, const char *key, uint64_t bytes)
{
	uint64_t mega = whole_units(bytes, 1024 * 1024, 1024), kilo = whole_units(bytes, 1024, 16);
	char text[TC_TEXT_LEN];

	if (mega)
		snprintf(text, sizeof(text), "%lluMb", (unsigned long long)mega);
	else if (kilo)
		snprintf(text, sizeof(text), "%lluKb", (unsigned long long)kilo);
	else
		snprintf(text, sizeof(text), "%llub", (unsigned long long)bytes);
	put_number(d, key, bytes, text);
}

void tc_time_text(char text[TC_TEXT_LEN], double usec)
{
	if (usec >= 1000000)
		snprintf(text, TC_TEXT_LEN, "%.3gs", usec / 1000000);
	else if (usec >= 1000)
		snprintf(text, TC_TEXT_LEN, "%.3gms", usec / 1000);
	else
		snprintf(text, TC_TEXT_LEN, "%.0fus", usec);
}

void tc_put_time(struct decode *d, const char *key, double usec)
{
	char text[TC_TEXT_LEN];

	tc_time_text(text, usec);
	put_number(d, key, usec, text);
}

/* The attribute as one of these. */

/* The greatest number means that there is no limit. */
static void print_limit_rate(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (attr_uint(a) && attr_uint(a) != UINT32_MAX)
		tc_put_rate(d, desc->key, attr_uint(a));
}

static void print_size(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	tc_put_size(d, desc->key, attr_uint(a));
}

static void print_time(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	tc_put_time(d, desc->key, attr_uint(a));
}

/* The greatest number means that there is no threshold. */
static void print_threshold(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (attr_uint(a) != UINT32_MAX)
		tc_put_time(d, desc->key, attr_uint(a));
}

static void print_log(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", desc->key);
	out_u64(d->o, desc->key, " %u", 1ULL << (attr_uint(a) & 63));
}

/* Said only if it is off. */
static void print_off(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (!attr_uint(a))
		out_bool(d->o, desc->key, desc->label, false);
}

#define LIMIT_RATE(id, k)	ATTR(id, UINT, .key = k, .min = 4, .print = print_limit_rate)
#define SIZE(id, k)		ATTR(id, UINT, .key = k, .min = 4, .print = print_size)
#define TIME(id, k)		ATTR(id, UINT, .key = k, .min = 4, .print = print_time)
#define THRESHOLD(id, k)	ATTR(id, UINT, .key = k, .min = 4, .print = print_threshold)
#define IF_SET(id, k)		ATTR(id, BOOL, .key = k, .flags = ATTR_NOZERO)

static const struct attr_desc fq_codel_desc[] = {
	TIME(TCA_FQ_CODEL_TARGET, "target"),
	ATTR(TCA_FQ_CODEL_LIMIT, UINT, .key = "limit"),
	TIME(TCA_FQ_CODEL_INTERVAL, "interval"),
	IF_SET(TCA_FQ_CODEL_ECN, "ecn"),
	ATTR(TCA_FQ_CODEL_FLOWS, UINT, .key = "flows"),
	ATTR(TCA_FQ_CODEL_QUANTUM, UINT, .key = "quantum"),
	THRESHOLD(TCA_FQ_CODEL_CE_THRESHOLD, "ce_threshold"),
	ATTR(TCA_FQ_CODEL_DROP_BATCH_SIZE, UINT, .key = "drop_batch"),
	SIZE(TCA_FQ_CODEL_MEMORY_LIMIT, "memory_limit"),
	ATTR(TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR, HEX, .key = "ce_threshold_selector", .flags = ATTR_NOZERO),
	ATTR(TCA_FQ_CODEL_CE_THRESHOLD_MASK, HEX, .key = "ce_threshold_mask", .flags = ATTR_NOZERO),
};

static const struct attr_table fq_codel_table = ATTR_TABLE(fq_codel_desc);

static const struct attr_desc codel_desc[] = {
	TIME(TCA_CODEL_TARGET, "target"),
	ATTR(TCA_CODEL_LIMIT, UINT, .key = "limit"),
	TIME(TCA_CODEL_INTERVAL, "interval"),
	IF_SET(TCA_CODEL_ECN, "ecn"),
	THRESHOLD(TCA_CODEL_CE_THRESHOLD, "ce_threshold"),
};

static const struct attr_table codel_table = ATTR_TABLE(codel_desc);

static void print_horizon_drop(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	(void)desc;
	if (attr_uint(a))
		out_null(d->o, "horizon_drop", " horizon_drop");
	else
		out_null(d->o, "horizon_cap", " horizon_cap");
}

static void print_nanoseconds(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char text[TC_TEXT_LEN];

	tc_time_text(text, attr_uint(a) / 1000.0);
	put_number(d, desc->key, attr_uint(a), text);
}

static void put_priomap(struct decode *d, const struct tc_prio_qopt *q, bool in_text)
{
	const char *fmt = " priomap %u";
	size_t i;

	out_u64(d->o, "bands", in_text ? " bands %u" : NULL, q->bands);
	out_array(d->o, "priomap");
	for (i = 0; i < ARRAY_SIZE(q->priomap); i++, fmt = " %u")
		out_u64(d->o, NULL, in_text ? fmt : NULL, q->priomap[i]);
	out_array_end(d->o);
}

/* What fq has by default is left out of text, because older versions of tc do not know it. */

static void print_fq_priomap(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const struct tc_prio_qopt by_default = { 3, { 1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 } };
	struct tc_prio_qopt q;

	(void)desc;
	tc_get_struct(&q, sizeof(q), a);
	put_priomap(d, &q, memcmp(&q, &by_default, sizeof(q)));
}

static void print_fq_weights(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const int32_t by_default[] = { 589824, 196608, 65536 };
	const char *fmt = " weights %d";
	int32_t weights[ARRAY_SIZE(by_default)];
	bool in_text;
	size_t i;

	tc_get_struct(weights, sizeof(weights), a);
	in_text = memcmp(weights, by_default, sizeof(weights));
	out_array(d->o, desc->key);
	for (i = 0; i < ARRAY_SIZE(weights); i++, fmt = " %d")
		out_s64(d->o, NULL, in_text ? fmt : NULL, weights[i]);
	out_array_end(d->o);
}

static void print_fq_offload(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (attr_uint(a) || d->o->json)
		tc_put_time(d, desc->key, attr_uint(a));
}

static const struct attr_desc fq_desc[] = {
	ATTR(TCA_FQ_PLIMIT, UINT, .key = "limit"),
	ATTR(TCA_FQ_FLOW_PLIMIT, UINT, .key = "flow_limit"),
	SIZE(TCA_FQ_QUANTUM, "quantum"),
	SIZE(TCA_FQ_INITIAL_QUANTUM, "initial_quantum"),
	ATTR(TCA_FQ_RATE_ENABLE, UINT, .key = "pacing", .label = " nopacing", .print = print_off),
	LIMIT_RATE(TCA_FQ_FLOW_DEFAULT_RATE, "defrate"),
	LIMIT_RATE(TCA_FQ_FLOW_MAX_RATE, "maxrate"),
	ATTR(TCA_FQ_BUCKETS_LOG, UINT, .key = "buckets", .print = print_log),
	TIME(TCA_FQ_FLOW_REFILL_DELAY, "refill_delay"),
	ATTR(TCA_FQ_ORPHAN_MASK, UINT, .key = "orphan_mask"),
	LIMIT_RATE(TCA_FQ_LOW_RATE_THRESHOLD, "low_rate_threshold"),
	THRESHOLD(TCA_FQ_CE_THRESHOLD, "ce_threshold"),
	ATTR(TCA_FQ_TIMER_SLACK, UINT, .key = "timer_slack", .print = print_nanoseconds),
	TIME(TCA_FQ_HORIZON, "horizon"),
	ATTR(TCA_FQ_HORIZON_DROP, UINT, .print = print_horizon_drop, .key = "horizon_drop"),
	ATTR(TCA_FQ_PRIOMAP, FN, .min = sizeof(struct tc_prio_qopt), .print = print_fq_priomap, .key = "priomap"),
	ATTR(TCA_FQ_WEIGHTS, FN, .min = 12, .print = print_fq_weights, .key = "weights"),
	ATTR(TCA_FQ_OFFLOAD_HORIZON, UINT, .min = 4, .print = print_fq_offload, .key = "offload_horizon"),
};

static const struct attr_table fq_table = ATTR_TABLE(fq_desc);

/* Structures */

void tc_get_struct(void *to, size_t size, const uint8_t *a)
{
	size_t len = attr_len(a);

	memset(to, 0, size);
	memcpy(to, attr_data(a), len < size ? len : size);
}

/* As tc does, without a fraction. */
static uint64_t ticks_usec(uint32_t ticks)
{
	return (uint64_t)ticks * TICK_NSEC / 1000;
}

/* Returns how many bytes pass in the time. Older versions of tc count whole microseconds, and show less. */
uint64_t tc_xmit_size(uint64_t rate, uint32_t ticks)
{
	unsigned __int128 size = (unsigned __int128)rate * ticks * TICK_NSEC / 1000000000;

	return size < UINT64_MAX ? size : UINT64_MAX;
}

/* What the kernel adds to each packet, and how the link splits it. Only what is not so by default is in the text. */
static void put_link_layer(struct decode *d, const struct tc_ratespec *rate)
{
	if (rate->overhead)
		out_u64(d->o, "overhead", " overhead %u", rate->overhead);
	if (rate->mpu)
		out_u64(d->o, "mpu", " mpu %u", rate->mpu);
	if ((rate->linklayer & TC_LINKLAYER_MASK) == TC_LINKLAYER_ATM)
		out_str(d->o, OUT_PLAIN, "linklayer", " linklayer %s", "atm");
}

static void print_tbf_parms(struct decode *d, const struct attr_desc *desc, const uint8_t *a);

static const struct attr_desc tbf_desc[] = {
	ATTR(TCA_TBF_PARMS, FN, .key = "parms", .min = sizeof(struct tc_tbf_qopt), .print = print_tbf_parms),
	/* These complete the parameters. */
	ATTR(TCA_TBF_RATE64, UINT, .min = 8),
	ATTR(TCA_TBF_PRATE64, UINT, .min = 8),
	ATTR(TCA_TBF_PAD, PAD),
};

static const struct attr_table tbf_table = ATTR_TABLE(tbf_desc);

uint64_t tc_rate64(struct attr_iter it, unsigned int type, uint32_t rate)
{
	const uint8_t *a = attr_find(it, type);

	return a && attr_len(a) == 8 ? attr_uint(a) : rate;
}

static void print_tbf_parms(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	uint64_t rate, peak;
	double wait, peak_wait;
	struct tc_tbf_qopt q;
	char text[TC_TEXT_LEN];

	(void)desc;
	tc_get_struct(&q, sizeof(q), a);
	rate = tc_rate64(d->siblings, TCA_TBF_RATE64, q.rate.rate);
	peak = tc_rate64(d->siblings, TCA_TBF_PRATE64, q.peakrate.rate);
	tc_put_rate(d, "rate", rate);
	tc_put_size(d, "burst", tc_xmit_size(rate, q.buffer));
	wait = rate ? 1000000.0 * q.limit / rate - ticks_usec(q.buffer) : -1;
	if (peak) {
		tc_put_rate(d, "peakrate", peak);
		if (q.mtu || q.peakrate.mpu)
			tc_put_size(d, "minburst", tc_xmit_size(peak, q.mtu));
		peak_wait = 1000000.0 * q.limit / peak - ticks_usec(q.mtu);
		if (peak_wait > wait)
			wait = peak_wait;
	}
	if (wait >= 0) {
		tc_time_text(text, wait);
		put_number(d, "lat", wait, text);
	}
	put_link_layer(d, &q.rate);
}

static void print_htb_init(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct tc_htb_glob q;

	(void)desc;
	tc_get_struct(&q, sizeof(q), a);
	out_u64(d->o, "r2q", " r2q %u", q.rate2quantum);
	decode_hex(d, "default", " default %s", q.defcls);
	out_u64(d->o, "direct_packets_stat", NULL, q.direct_pkts);
}

static void print_htb_parms(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	uint64_t rate, ceil;
	struct tc_htb_opt q;

	(void)desc;
	tc_get_struct(&q, sizeof(q), a);
	rate = tc_rate64(d->siblings, TCA_HTB_RATE64, q.rate.rate);
	ceil = tc_rate64(d->siblings, TCA_HTB_CEIL64, q.ceil.rate);
	/* Only classes without children use them. */
	if (!q.level)
		out_u64(d->o, "prio", " prio %u", q.prio);
	if (!q.level && (d->details || d->o->json))
		out_u64(d->o, "quantum", " quantum %u", q.quantum);
	tc_put_rate(d, "rate", rate);
	tc_put_rate(d, "ceil", ceil);
	tc_put_size(d, "burst", tc_xmit_size(rate, q.buffer));
	tc_put_size(d, "cburst", tc_xmit_size(ceil, q.cbuffer));
	put_link_layer(d, &q.rate);
}

static const struct attr_desc htb_desc[] = {
	ATTR(TCA_HTB_PARMS, FN, .key = "parms", .min = sizeof(struct tc_htb_opt), .print = print_htb_parms),
	ATTR(TCA_HTB_INIT, FN, .key = "init", .min = sizeof(struct tc_htb_glob), .print = print_htb_init),
	/* Tables of a request, which follow from the rates. */
	ATTR(TCA_HTB_CTAB, BIN),
	ATTR(TCA_HTB_RTAB, BIN),
	ATTR(TCA_HTB_DIRECT_QLEN, UINT, .key = "direct_qlen"),
	ATTR(TCA_HTB_RATE64, UINT, .min = 8),
	ATTR(TCA_HTB_CEIL64, UINT, .min = 8),
	ATTR(TCA_HTB_PAD, PAD),
	ATTR(TCA_HTB_OFFLOAD, FLAG, .key = "offload"),
};

static const struct attr_table htb_table = ATTR_TABLE(htb_desc);

/* A service curve of hfsc: first the one rate, after a while the other. */
void tc_print_curve(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const struct {
		const char *key, *word;
	} words[] = { { "rsc", "rt" }, { "fsc", "ls" }, { "usc", "ul" } };
	struct tc_service_curve curve;
	size_t i;

	tc_get_struct(&curve, sizeof(curve), a);
	for (i = 0; i < ARRAY_SIZE(words) && strcmp(words[i].key, desc->key); i++)
		;
	if (i == ARRAY_SIZE(words))
		return;
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", words[i].word);
	out_object(d->o, words[i].word);
	tc_put_rate(d, "m1", curve.m1);
	tc_put_time(d, "d", curve.d);
	tc_put_rate(d, "m2", curve.m2);
	out_object_end(d->o);
}

static const char *const cake_diffserv[] = { "diffserv3", "diffserv4", "diffserv8", "besteffort", "precedence" };

static const char *const cake_flows[] = {
	"flowblind", "srchost", "dsthost", "hosts", "flows", "dual-srchost", "dual-dsthost", "triple-isolate",
};

static const char *const cake_ack_filter[] = { "disabled", "enabled", "aggressive" };

static const char *const cake_atm[] = { "noatm", "atm", "ptm" };

static void print_cake_bandwidth(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (attr_uint(a))
		tc_put_rate(d, desc->key, attr_uint(a));
	else
		out_str(d->o, OUT_PLAIN, desc->key, " %s", "unlimited");
}

static void print_cake_enum(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, desc->key, " %s", decode_word(desc->words, desc->n, attr_uint(a), buf));
}

static void print_cake_ack_filter(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, desc->key, attr_uint(a) ? " ack-filter %s" : NULL,
		decode_word(cake_ack_filter, ARRAY_SIZE(cake_ack_filter), attr_uint(a), buf));
}

#define CAKE_ENUM(id, k, w)	ATTR(id, ENUM, .key = k, .print = print_cake_enum, WORDS(w))

static const struct attr_desc cake_desc[] = {
	ATTR(TCA_CAKE_PAD, PAD),
	ATTR(TCA_CAKE_BASE_RATE64, UINT, .key = "bandwidth", .print = print_cake_bandwidth),
	CAKE_ENUM(TCA_CAKE_DIFFSERV_MODE, "diffserv", cake_diffserv),
	ATTR(TCA_CAKE_ATM, ENUM, .key = "atm", .flags = ATTR_NOZERO, .print = print_cake_enum, WORDS(cake_atm)),
	CAKE_ENUM(TCA_CAKE_FLOW_MODE, "flowmode", cake_flows),
	ATTR(TCA_CAKE_OVERHEAD, INT, .key = "overhead"),
	TIME(TCA_CAKE_RTT, "rtt"),
	/* It follows from the RTT. */
	ATTR(TCA_CAKE_TARGET, UINT),
	IF_SET(TCA_CAKE_AUTORATE, "autorate"),
	ATTR(TCA_CAKE_MEMORY, UINT, .key = "memlimit", .flags = ATTR_NOZERO, .min = 4, .print = print_size),
	ATTR(TCA_CAKE_NAT, BOOL, .key = "nat"),
	ATTR(TCA_CAKE_RAW, FLAG, .key = "raw"),
	ATTR(TCA_CAKE_WASH, BOOL, .key = "wash"),
	ATTR(TCA_CAKE_MPU, UINT, .key = "mpu", .flags = ATTR_NOZERO),
	ATTR(TCA_CAKE_INGRESS, BOOL, .key = "ingress"),
	ATTR(TCA_CAKE_ACK_FILTER, UINT, .key = "ack-filter", .print = print_cake_ack_filter),
	ATTR(TCA_CAKE_SPLIT_GSO, BOOL, .key = "split_gso"),
	ATTR(TCA_CAKE_FWMARK, HEX, .key = "fwmark", .flags = ATTR_NOZERO),
};

static const struct attr_table cake_table = ATTR_TABLE(cake_desc);

static void print_prio(struct decode *d, const uint8_t *options)
{
	struct tc_prio_qopt q;

	tc_get_struct(&q, sizeof(q), options);
	put_priomap(d, &q, true);
}

static void print_pfifo(struct decode *d, const uint8_t *options)
{
	struct tc_fifo_qopt q;

	tc_get_struct(&q, sizeof(q), options);
	out_u64(d->o, "limit", " limit %up", q.limit);
}

static void print_bfifo(struct decode *d, const uint8_t *options)
{
	struct tc_fifo_qopt q;

	tc_get_struct(&q, sizeof(q), options);
	tc_put_size(d, "limit", q.limit);
}

/*
 * The options of a kind: attributes of @table, or after a structure that @print prints and that
 * has @len bytes.
 */
struct options {
	const char *kind;
	const struct attr_table *table;
	size_t len;
	void (*print)(struct decode *d, const uint8_t *options);
};

static const struct options kinds[] = {
	{ "bfifo", NULL, sizeof(struct tc_fifo_qopt), print_bfifo },
	{ "cake", &cake_table },
	{ "codel", &codel_table },
	{ "fq", &fq_table },
	{ "fq_codel", &fq_codel_table },
	{ "htb", &htb_table },
	{ "netem", &tc_netem_table, sizeof(struct tc_netem_qopt), tc_print_netem },
	{ "pfifo", NULL, sizeof(struct tc_fifo_qopt), print_pfifo },
	{ "pfifo_fast", NULL, sizeof(struct tc_prio_qopt), print_prio },
	{ "pfifo_head_drop", NULL, sizeof(struct tc_fifo_qopt), print_pfifo },
	{ "prio", NULL, sizeof(struct tc_prio_qopt), print_prio },
	{ "sfq", NULL, sizeof(struct tc_sfq_qopt_v1), tc_print_sfq },
	{ "tbf", &tbf_table },
};

static bool is_kind(const char *kind, const uint8_t *a)
{
	size_t len = strnlen((const char *)attr_data(a), attr_len(a));

	return strlen(kind) == len && !memcmp(kind, attr_data(a), len);
}

/* Returns the kind, an attribute that may be NULL; or NULL if there is no such kind. */
static const struct tc_kind *find_kind(const struct tc_kind *of, const uint8_t *kind)
{
	for (; kind && of->name; of++)
		if (is_kind(of->name, kind))
			return of;
	return NULL;
}

const struct attr_table *tc_pick_action(const struct decode *d)
{
	const struct tc_kind *kind = find_kind(tc_action_kinds, attr_find(d->siblings, TCA_ACT_KIND));

	return kind ? kind->table : NULL;
}

static const struct attr_desc actions_desc[] = {
	ATTR(TCA_ACT_TAB, LIST, .key = "actions", .label = "", .nest = &tc_action_table, .print = tc_print_actions),
	/* The time since which a dump shows actions. */
	ATTR(TCA_ROOT_FLAGS, BIN),
};

const struct attr_table tc_actions_table = ATTR_TABLE(actions_desc);

static bool is_class(const struct event *ev)
{
	return event_type(ev) == RTM_NEWTCLASS || event_type(ev) == RTM_DELTCLASS;
}

/* Prints the options by the kernel's spec. Those of a class have no structure at the beginning. */
static void print_by_spec(struct decode *d, const struct tc_kind *kind, const uint8_t *options)
{
	size_t len = attr_len(options), head = is_class(d->ev) || !kind->header ? 0 : NLA_ALIGN(kind->len);

	if (head)
		decode_fields(d, kind->header, attr_data(options), len < kind->len ? len : kind->len);
	if (head > len)
		head = len;
	decode_attrs(d, kind->table, attr_iter(attr_data(options) + head, len - head));
}

static void print_by_hand(struct decode *d, const struct options *of, const uint8_t *options)
{
	size_t len = NLA_ALIGN(of->len), rest = attr_len(options);

	if (of->print) {
		of->print(d, options);
		rest = rest > len ? rest - len : 0;
	}
	decode_attrs(d, of->table, attr_iter(attr_data(options) + attr_len(options) - rest, rest));
}

void tc_print_options(struct decode *d, const uint8_t *kind, const uint8_t *options)
{
	static const struct tc_kind unknown = { NULL };
	const struct tc_kind *of;
	size_t i;

	for (i = 0; kind && i < ARRAY_SIZE(kinds); i++)
		if (is_kind(kinds[i].kind, kind)) {
			print_by_hand(d, &kinds[i], options);
			return;
		}
	of = find_kind(tc_kinds, kind);
	print_by_spec(d, of ? of : &unknown, options);
}
