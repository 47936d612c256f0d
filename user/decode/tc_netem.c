// SPDX-License-Identifier: GPL-2.0
/* The options of the qdisc netem, with the names of `tc -j`. */
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>

#include "decode/rtnew.h"
#include "decode/tc.h"

/* A part of all packets: a fraction in JSON, percent in text. */
static void put_part(struct decode *d, const char *key, const char *fmt, uint32_t part)
{
	char text[TC_TEXT_LEN];

	if (d->o->json) {
		snprintf(text, sizeof(text), "%.6g", (double)part / UINT32_MAX);
		out_fraction(d->o, key, text);
		return;
	}
	snprintf(text, sizeof(text), "%.6g%%", 100.0 * part / UINT32_MAX);
	out_str(d->o, OUT_VALUE, NULL, fmt, text);
}

/* A probability, and how much it depends on the last packet. */
static void put_chance(struct decode *d, const char *object, const char *key, uint32_t chance, uint32_t correlation)
{
	if (!chance)
		return;
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", key);
	out_object(d->o, object);
	put_part(d, key, " %s", chance);
	put_part(d, "correlation", correlation ? " %s" : NULL, correlation);
	out_object_end(d->o);
}

static void put_seconds(struct decode *d, const char *key, const char *fmt, int64_t nsec)
{
	char text[TC_TEXT_LEN];

	if (d->o->json) {
		snprintf(text, sizeof(text), "%.6g", nsec / 1e9);
		out_fraction(d->o, key, text);
		return;
	}
	tc_time_text(text, nsec / 1000.0);
	out_str(d->o, OUT_VALUE, NULL, fmt, text);
}

/* A part with a word of its own, which is also the name in JSON. */
static void put_word_part(struct decode *d, const char *key, uint32_t part)
{
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " %s", key);
	put_part(d, key, " %s", part);
}

/* Copies the structure in an attribute, which is all 0 if the attribute is missing. */
static void get_attr(void *to, size_t size, struct attr_iter it, unsigned int type)
{
	const uint8_t *a = attr_find(it, type);

	memset(to, 0, size);
	if (a)
		tc_get_struct(to, size, a);
}

static int64_t netem_time(struct attr_iter it, unsigned int type, uint32_t ticks)
{
	const uint8_t *a = attr_find(it, type);

	return a && attr_len(a) == 8 ? (int64_t)attr_uint(a) : (int64_t)ticks * 64;
}

static void print_netem_delay(struct decode *d, const struct tc_netem_qopt *q, struct attr_iter it)
{
	int64_t delay = netem_time(it, TCA_NETEM_LATENCY64, q->latency);
	int64_t jitter = netem_time(it, TCA_NETEM_JITTER64, q->jitter);
	struct tc_netem_corr corr;

	if (!delay)
		return;
	get_attr(&corr, sizeof(corr), it, TCA_NETEM_CORR);
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " delay");
	out_object(d->o, "delay");
	put_seconds(d, "delay", " %s", delay);
	put_seconds(d, "jitter", jitter ? " %s" : NULL, jitter);
	put_part(d, "correlation", corr.delay_corr ? " %s" : NULL, corr.delay_corr);
	out_object_end(d->o);
}

static void print_netem_rate(struct decode *d, struct attr_iter it)
{
	const uint8_t *a = attr_find(it, TCA_NETEM_RATE);
	struct tc_netem_rate rate;
	char text[TC_TEXT_LEN];
	bool size;

	get_attr(&rate, sizeof(rate), it, TCA_NETEM_RATE);
	if (!a || !rate.rate)
		return;
	tc_rate_text(text, tc_rate64(it, TCA_NETEM_RATE64, rate.rate));
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " rate %s", text);
	out_object(d->o, "rate");
	out_u64(d->o, "rate", NULL, tc_rate64(it, TCA_NETEM_RATE64, rate.rate));
	/* On the command line each of them follows those before it. */
	size = rate.cell_size || rate.cell_overhead;
	out_s64(d->o, "packetoverhead", rate.packet_overhead || size ? " packetoverhead %d" : NULL, rate.packet_overhead);
	out_u64(d->o, "cellsize", size ? " cellsize %u" : NULL, rate.cell_size);
	out_s64(d->o, "celloverhead", rate.cell_overhead ? " celloverhead %d" : NULL, rate.cell_overhead);
	out_object_end(d->o);
}

/* Losses that depend on a state. Of the model "ge", tc shows what is lost and not what passes. */
static void print_netem_loss(struct decode *d, struct attr_iter it)
{
	const uint8_t *loss = attr_find(it, TCA_NETEM_LOSS);
	struct tc_netem_gimodel gi;
	struct tc_netem_gemodel ge;

	if (!loss)
		return;
	if (attr_find(attr_iter_nested(loss), NETEM_LOSS_GI)) {
		get_attr(&gi, sizeof(gi), attr_iter_nested(loss), NETEM_LOSS_GI);
		if (!d->o->json)
			out_text(d->o, OUT_PLAIN, " loss state");
		out_object(d->o, "loss-state");
		put_word_part(d, "p13", gi.p13);
		put_word_part(d, "p31", gi.p31);
		put_word_part(d, "p32", gi.p32);
		put_word_part(d, "p23", gi.p23);
		put_word_part(d, "p14", gi.p14);
		out_object_end(d->o);
	}
	if (attr_find(attr_iter_nested(loss), NETEM_LOSS_GE)) {
		get_attr(&ge, sizeof(ge), attr_iter_nested(loss), NETEM_LOSS_GE);
		if (!d->o->json)
			out_text(d->o, OUT_PLAIN, " loss gemodel");
		out_object(d->o, "loss-gemodel");
		put_word_part(d, "p", ge.p);
		put_word_part(d, "r", ge.r);
		put_word_part(d, "1-h", UINT32_MAX - ge.h);
		put_word_part(d, "1-k", ge.k1);
		out_object_end(d->o);
	}
}

static void print_netem_slot(struct decode *d, struct attr_iter it)
{
	struct tc_netem_slot slot;

	if (!attr_find(it, TCA_NETEM_SLOT))
		return;
	get_attr(&slot, sizeof(slot), it, TCA_NETEM_SLOT);
	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " slot");
	out_object(d->o, "slot");
	if (slot.dist_jitter > 0) {
		put_seconds(d, "distribution", " distribution %s", slot.dist_delay);
		put_seconds(d, "jitter", " %s", slot.dist_jitter);
	} else {
		put_seconds(d, "min-delay", " %s", slot.min_delay);
		put_seconds(d, "max-delay", " %s", slot.max_delay);
	}
	if (slot.max_packets)
		out_s64(d->o, "packets", " packets %d", slot.max_packets);
	if (slot.max_bytes)
		out_s64(d->o, "bytes", " bytes %d", slot.max_bytes);
	out_object_end(d->o);
}

/* netem_desc has the attributes that this prints. */
void tc_print_netem(struct decode *d, const uint8_t *options)
{
	struct tc_netem_reorder reorder;
	struct tc_netem_corrupt corrupt;
	struct tc_netem_corr corr;
	struct tc_netem_qopt q;
	struct attr_iter it;

	tc_get_struct(&q, sizeof(q), options);
	it = attr_iter_nested(options);
	it.pos += attr_len(options) < sizeof(q) ? attr_len(options) : sizeof(q);
	get_attr(&corr, sizeof(corr), it, TCA_NETEM_CORR);
	get_attr(&reorder, sizeof(reorder), it, TCA_NETEM_REORDER);
	get_attr(&corrupt, sizeof(corrupt), it, TCA_NETEM_CORRUPT);
	out_u64(d->o, "limit", " limit %u", q.limit);
	print_netem_delay(d, &q, it);
	put_chance(d, "loss-random", "loss", q.loss, corr.loss_corr);
	print_netem_loss(d, it);
	put_chance(d, "duplicate", "duplicate", q.duplicate, corr.dup_corr);
	put_chance(d, "reorder", "reorder", reorder.probability, reorder.correlation);
	put_chance(d, "corrupt", "corrupt", corrupt.probability, corrupt.correlation);
	print_netem_rate(d, it);
	if (q.gap)
		out_u64(d->o, "gap", " gap %u", q.gap);
	print_netem_slot(d, it);
}

static const struct attr_desc netem_desc[] = {
	ATTR(TCA_NETEM_CORR, BIN),
	ATTR(TCA_NETEM_REORDER, BIN),
	ATTR(TCA_NETEM_CORRUPT, BIN),
	ATTR(TCA_NETEM_LOSS, BIN),
	ATTR(TCA_NETEM_RATE, BIN),
	ATTR(TCA_NETEM_ECN, BOOL, .key = "ecn", .flags = ATTR_NOZERO),
	ATTR(TCA_NETEM_RATE64, UINT),
	ATTR(TCA_NETEM_PAD, PAD),
	ATTR(TCA_NETEM_LATENCY64, INT),
	ATTR(TCA_NETEM_JITTER64, INT),
	ATTR(TCA_NETEM_SLOT, BIN),
	ATTR(TCA_NETEM_PRNG_SEED, UINT, .key = "seed"),
};

const struct attr_table tc_netem_table = ATTR_TABLE(netem_desc);
