// SPDX-License-Identifier: GPL-2.0
/* The commands of `tc` that make qdiscs. See recipe_kind.h. */
#include <errno.h>
#include <linux/pkt_sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "net/recipe_kind.h"

static const struct known_word fifo_words[] = { { "limit", 1, .plain = true }, { NULL } };

static const struct known_word cake_words[] = {
	{ "bandwidth", 1 }, { "unlimited", 0 }, { "diffserv3", 0 }, { "diffserv4", 0 }, { "diffserv8", 0 },
	{ "besteffort", 0 }, { "precedence", 0 }, { "flowblind", 0 }, { "srchost", 0 }, { "dsthost", 0 },
	{ "hosts", 0 }, { "flows", 0 }, { "dual-srchost", 0 }, { "dual-dsthost", 0 }, { "triple-isolate", 0 },
	{ "noatm", 0 }, { "atm", 0 }, { "ptm", 0 }, { "overhead", 1 }, { "mpu", 1 }, { "rtt", 1 }, { "memlimit", 1 },
	{ "raw", 0 }, { "fwmark", 1 }, { "nat", 0 }, { "wash", 0 }, { "ingress", 0 },
	{ "split_gso", 0, .as = "split-gso" }, { "ack-filter", 0 }, { "enabled", 0, DROP },
	{ "autorate", 0, .as = "autorate-ingress" },
	{ NULL }
};

static const struct known_word codel_words[] = {
	{ "limit", 1 }, { "target", 1 }, { "interval", 1 }, { "ecn", 0 }, { "ce_threshold", 1 },
	{ NULL }
};

static const struct known_word fq_words[] = {
	{ "limit", 1 }, { "flow_limit", 1 }, { "quantum", 1, .plain = true },
	{ "initial_quantum", 1, .plain = true }, { "nopacing", 0 }, { "defrate", 1 }, { "maxrate", 1 },
	{ "buckets", 1 }, { "refill_delay", 1 }, { "orphan_mask", 1 }, { "low_rate_threshold", 1 },
	{ "ce_threshold", 1 }, { "timer_slack", 1 }, { "horizon", 1 }, { "horizon_drop", 0 }, { "horizon_cap", 0 },
	{ "bands", 1 }, { "priomap", 1, .numbers = true }, { "weights", 1, .numbers = true }, { "offload_horizon", 1 },
	{ NULL }
};

static const struct known_word fq_codel_words[] = {
	{ "limit", 1 }, { "flows", 1 }, { "quantum", 1 }, { "target", 1 }, { "interval", 1 }, { "ecn", 0 },
	{ "memory_limit", 1 }, { "drop_batch", 1 }, { "ce_threshold", 1 },
	{ NULL }
};

static const struct known_word hfsc_words[] = { { "defcls", 1, .as = "default" }, { NULL } };

static const struct known_word htb_words[] = {
	{ "r2q", 1 }, { "default", 1 }, { "direct_qlen", 1 }, { "offload", 0 }, { NULL }
};

/* The kernel chooses the seed. */
static const struct known_word netem_words[] = {
	{ "limit", 1 }, { "delay", 1, .numbers = true }, { "loss", 1, .numbers = true },
	{ "duplicate", 1, .numbers = true }, { "reorder", 1, .numbers = true },
	{ "corrupt", 1, .numbers = true }, { "gap", 1 }, { "ecn", 0 }, { "seed", 1, DROP },
	/* The command has the numbers without these words, in the same order. */
	{ "rate", 1 }, { "packetoverhead", 1, .as = "" }, { "cellsize", 1, .as = "" }, { "celloverhead", 1, .as = "" },
	{ "p13", 1, .as = "" }, { "p31", 1, .as = "" }, { "p32", 1, .as = "" }, { "p23", 1, .as = "" },
	{ "p14", 1, .as = "" }, { "p", 1, .as = "" }, { "r", 1, .as = "" }, { "1-h", 1, .as = "" },
	{ "1-k", 1, .as = "" },
	{ "slot", 2 }, { "packets", 1 }, { "bytes", 1 },
	{ NULL }
};

/* They follow from the queues of the device. */
static const struct known_word multiq_words[] = { { "bands", 1, DROP }, { "max-bands", 1, DROP }, { NULL } };

static const struct known_word no_words[] = { { NULL } };

/* They always have the bands that they have. */
static const struct known_word pfifo_fast_words[] = {
	{ "bands", 1, DROP }, { "priomap", 1, DROP, .numbers = true }, { NULL }
};

static const struct known_word prio_words[] = {
	{ "bands", 1 }, { "priomap", 1, .numbers = true }, { NULL }
};

static const struct known_word sfq_words[] = {
	{ "limit", 1, .plain = true }, { "quantum", 1 }, { "depth", 1 }, { "headdrop", 0 },
	{ "divisor", 1 }, { "perturb", 1, .plain = true },
	{ NULL }
};

static const struct known_word tbf_words[] = {
	{ "rate", 1 }, { "burst", 1 }, { "peakrate", 1 }, { "minburst", 1 }, { "lat", 1, .as = "latency" },
	/* Not linklayer: the kernel tells the burst with the cells of ATM, and would add them again. */
	{ "overhead", 1 }, { "mpu", 1 },
	{ NULL }
};

/* An option that is not in the text of a qdisc if it is off. @off: the word that switches it off */
struct flag {
	const char *text, *off;
};

static const struct flag cake_flags[] = {
	{ "nat", "nonat" }, { "wash", "nowash" }, { "ingress", "egress" }, { "split_gso", "no-split-gso" },
	{ "ack-filter", "no-ack-filter" }, { NULL }
};

static const struct flag codel_flags[] = { { "ecn", "noecn" }, { NULL } };
static const struct flag fq_flags[] = { { "nopacing", "pacing" }, { NULL } };
static const struct flag no_flags[] = { { NULL } };

/* The kinds of qdiscs that a command can make, and the words of their options. */
static const struct qdisc_kind {
	const char *name;
	const struct known_word *words;
	const struct flag *flags;
} qdisc_kinds[] = {
	{ "bfifo", fifo_words, no_flags },
	{ "cake", cake_words, cake_flags },
	{ "clsact", no_words, no_flags },
	{ "codel", codel_words, codel_flags },
	{ "drr", no_words, no_flags },
	{ "fq", fq_words, fq_flags },
	{ "fq_codel", fq_codel_words, codel_flags },
	{ "hfsc", hfsc_words, no_flags },
	{ "htb", htb_words, no_flags },
	{ "ingress", no_words, no_flags },
	{ "mq", no_words, no_flags },
	{ "multiq", multiq_words, no_flags },
	{ "netem", netem_words, no_flags },
	{ "noqueue", no_words, no_flags },
	{ "pfifo", fifo_words, no_flags },
	{ "pfifo_fast", pfifo_fast_words, no_flags },
	{ "pfifo_head_drop", fifo_words, no_flags },
	{ "prio", prio_words, no_flags },
	{ "qfq", no_words, no_flags },
	{ "sfq", sfq_words, no_flags },
	{ "tbf", tbf_words, no_flags },
};

static const struct qdisc_kind *find_kind(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(qdisc_kinds); i++)
		if (!strcmp(qdisc_kinds[i].name, name))
			return &qdisc_kinds[i];
	return NULL;
}

static bool has_word(const char *text, const char *word)
{
	size_t len = strlen(word);
	const char *at = text;

	for (; (at = strstr(at, word)); at += len)
		if ((at == text || at[-1] == ' ') && (!at[len] || at[len] == ' '))
			return true;
	return false;
}

/* Adds where the qdisc is. The place of these two is said by their kind. */
static bool add_place(struct recipe *r, struct object_text *t)
{
	const char *word = recipe_next_word(t);
	bool is_root = word && !strcmp(word, "root");

	if (is_root) {
		recipe_add(r, word);
		return true;
	}
	word = recipe_next_word(t);
	if (!word)
		return false;
	if (!strcmp(word, "ffff:fff1"))
		return true;
	recipe_add(r, "parent");
	recipe_add(r, word);
	return true;
}

/* The text is "qdisc dev d0 root tbf 8001: rate 10Mbit ..."; a qdisc by default has no handle. */
static int add_qdisc(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *sort = recipe_next_word(t), *word;
	const struct qdisc_kind *kind;
	const struct flag *flag;

	if (!sort || strcmp(sort, "qdisc"))
		return recipe_give_up(r, "undo leaves classes, filters, chains and actions alone", "");
	recipe_add(r, recipe_next_word(t));
	recipe_add(r, recipe_next_word(t));
	if (!add_place(r, t))
		return recipe_give_up(r, "its place is not known", "");
	word = recipe_next_word(t);
	kind = word ? find_kind(word) : NULL;
	if (!kind)
		return recipe_give_up(r, "no command makes the qdisc ", word ? word : "");
	if (ev->id && t->verb != RECIPE_DELETE) {
		recipe_add(r, "handle");
		recipe_add(r, recipe_next_word(t));
	}
	if (t->verb != RECIPE_DELETE || ev->table == TC_H_INGRESS)
		recipe_add(r, kind->name);
	if (t->verb == RECIPE_DELETE) {
		t->next += strlen(t->next);
		return 0;
	}
	for (flag = kind->flags; flag->text; flag++)
		if (!has_word(t->next, flag->text))
			recipe_add(r, flag->off);
	return recipe_add_rest(r, t, ev, kind->words);
}

const struct recipe_kind recipe_qdisc = {
	"tc", "qdisc", { "add", "replace", "add", "del" }, add_qdisc, no_words, .any_family = true,
};
