// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes security associations and policies of XFRM (IPsec). The journal never has the keys.
 */
#include <endian.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/select.h"
#include "decode/xfrm.h"
#include "decode/xfrm_parts.h"

#define XFRM_TYPE(type)	(NETLINK_XFRM << 8 | (type))

/* Newer than the headers of some distributions. */
#define ATTR_SET_MARK_MASK	30
#define ATTR_IF_ID		31
#define ATTR_MTIMER_THRESH	32
#define ATTR_SA_DIR		33
#define ATTR_NAT_KEEPALIVE	34
#define ATTR_SA_PCPU		35
#define POLICY_CPU_ACQUIRE	4

/* What a message is about. */
enum xfrm_sort {
	SORT_STATE = 1,
	SORT_POLICY,
	SORT_DEFAULT,
};

static const struct message_type types[] = {
	{ "XFRM_MSG_NEWSA", XFRM_TYPE(XFRM_MSG_NEWSA), sizeof(struct xfrm_usersa_info) },
	{ "XFRM_MSG_UPDSA", XFRM_TYPE(XFRM_MSG_UPDSA), sizeof(struct xfrm_usersa_info), .change = true },
	{ "XFRM_MSG_DELSA", XFRM_TYPE(XFRM_MSG_DELSA), sizeof(struct xfrm_usersa_id), .del = true },
	{ "XFRM_MSG_FLUSHSA", XFRM_TYPE(XFRM_MSG_FLUSHSA), sizeof(struct xfrm_usersa_flush), .del = true },
	{ "XFRM_MSG_NEWPOLICY", XFRM_TYPE(XFRM_MSG_NEWPOLICY),
	  sizeof(struct xfrm_userpolicy_info) },
	{ "XFRM_MSG_UPDPOLICY", XFRM_TYPE(XFRM_MSG_UPDPOLICY),
	  sizeof(struct xfrm_userpolicy_info), .change = true },
	{ "XFRM_MSG_DELPOLICY", XFRM_TYPE(XFRM_MSG_DELPOLICY),
	  sizeof(struct xfrm_userpolicy_id), .del = true },
	{ "XFRM_MSG_FLUSHPOLICY", XFRM_TYPE(XFRM_MSG_FLUSHPOLICY), 0, .del = true },
	{ "XFRM_MSG_EXPIRE", XFRM_TYPE(XFRM_MSG_EXPIRE), sizeof(struct xfrm_user_expire), .del = true },
	{ "XFRM_MSG_POLEXPIRE", XFRM_TYPE(XFRM_MSG_POLEXPIRE),
	  sizeof(struct xfrm_user_polexpire), .del = true },
	/* The kernel announces a change with the type of the request that reads. */
	{ "XFRM_MSG_GETDEFAULT", XFRM_TYPE(XFRM_MSG_GETDEFAULT),
	  sizeof(struct xfrm_userpolicy_default), .change = true },
	{ NULL }
};

static const char *const modes[] = { "transport", "tunnel", "ro", "in_trigger", "beet", "iptfs" };
static const char *const dirs[] = { "in", "out", "fwd" };
static const char *const sorts[] = { [SORT_STATE] = "state", [SORT_POLICY] = "policy", [SORT_DEFAULT] = "default" };
static const char *const policy_actions[] = { "allow", "block" };
static const char *const policy_types[] = { "main", "sub" };
static const char *const shares[] = { "any", "session", "user", "unique" };
static const char *const sa_dirs[] = { [1] = "in", [2] = "out" };

static const struct bit_name policy_flags[] = {
	{ XFRM_POLICY_LOCALOK, "localok" }, { XFRM_POLICY_ICMP, "icmp" }, { POLICY_CPU_ACQUIRE, "cpu_acquire" },
};

static const struct bit_name sa_flags[] = {
	{ XFRM_STATE_NOECN, "noecn" }, { XFRM_STATE_DECAP_DSCP, "decap-dscp" },
	{ XFRM_STATE_NOPMTUDISC, "nopmtudisc" }, { XFRM_STATE_WILDRECV, "wildrecv" },
	{ XFRM_STATE_ICMP, "icmp" }, { XFRM_STATE_AF_UNSPEC, "af-unspec" },
	{ XFRM_STATE_ALIGN4, "align4" }, { XFRM_STATE_ESN, "esn" },
};

static const char *proto_name(uint8_t proto, char buf[RT_NAME_LEN])
{
	static const char *const names[] = {
		[50] = "esp", [51] = "ah", [108] = "comp", [43] = "route2", [60] = "hao",
	};

	if (!proto || proto == 255)
		return "any";
	return decode_word(names, ARRAY_SIZE(names), proto, buf);
}

static uint16_t xfrm_type(const struct event *ev)
{
	struct nlmsghdr h;

	memcpy(&h, ev->nlh, sizeof(h));
	return h.nlmsg_type & 0xff;
}

static enum xfrm_sort xfrm_sort(const struct event *ev)
{
	switch (xfrm_type(ev)) {
	case XFRM_MSG_NEWSA:
	case XFRM_MSG_UPDSA:
	case XFRM_MSG_DELSA:
	case XFRM_MSG_FLUSHSA:
	case XFRM_MSG_EXPIRE:
		return SORT_STATE;
	case XFRM_MSG_GETDEFAULT:
		return SORT_DEFAULT;
	default:
		return SORT_POLICY;
	}
}

/* Prints an algorithm: its name, and how long the key is that was left out. */
static void print_algo(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	static const char *const lens[] = {
		[XFRMA_ALG_AEAD] = "icv_bits", [XFRMA_ALG_AUTH_TRUNC] = "trunc_bits",
	};
	unsigned int type = attr_type(a);
	struct xfrm_algo algo;
	uint32_t bits;

	memcpy(&algo, attr_data(a), sizeof(algo));
	if (!d->o->json)
		out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	out_object(d->o, desc->key);
	out_strn(d->o, OUT_PLAIN, "name", " %s", algo.alg_name,
		 strnlen(algo.alg_name, sizeof(algo.alg_name)));
	out_u64(d->o, "key_bits", " (key of %u bits)", algo.alg_key_len);
	if (type < ARRAY_SIZE(lens) && lens[type] && attr_len(a) >= sizeof(algo) + sizeof(bits)) {
		memcpy(&bits, attr_data(a) + sizeof(algo), sizeof(bits));
		out_u64(d->o, lens[type], " %u", bits);
	}
	out_object_end(d->o);
}

/* A struct xfrm_userpolicy_type, whose other members are not used. */
static void print_policy_type(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[RT_NAME_LEN];

	if (d->o->json || d->details || *attr_data(a))
		out_str(d->o, OUT_PLAIN, desc->key, " ptype %s",
			decode_word(policy_types, ARRAY_SIZE(policy_types), *attr_data(a), buf));
}

/* The other member of the selector with the addresses of @family, of the template @t. */
static void print_template(struct decode *d, const struct xfrm_user_tmpl *t)
{
	size_t len = xfrm_family_len(t->family);
	char buf[RT_NAME_LEN];

	if (!d->o->json)
		out_text(d->o, OUT_PLAIN, " tmpl");
	out_object(d->o, NULL);
	decode_addr_value(d, "src", " src %s", 0, (const uint8_t *)&t->saddr, len);
	decode_addr_value(d, "dst", " dst %s", 0, (const uint8_t *)&t->id.daddr, len);
	out_str(d->o, OUT_PLAIN, "proto", " %s", proto_name(t->id.proto, buf));
	if (t->id.spi)
		decode_hex(d, "spi", " spi %s", be32toh(t->id.spi));
	out_u64(d->o, "reqid", " reqid %u", t->reqid);
	out_str(d->o, OUT_PLAIN, "mode", " mode %s",
		decode_word(modes, ARRAY_SIZE(modes), t->mode, buf));
	if (t->optional)
		out_bool(d->o, "optional", " optional", true);
	out_object_end(d->o);
}

static void print_templates(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	struct xfrm_user_tmpl t;
	size_t at;

	out_array(d->o, desc->key);
	for (at = 0; attr_len(a) - at >= sizeof(t); at += sizeof(t)) {
		memcpy(&t, attr_data(a) + at, sizeof(t));
		print_template(d, &t);
	}
	out_array_end(d->o);
}

#define ALGO(type, name) \
	ATTR(type, FN, .key = name, .min = sizeof(struct xfrm_algo), .print = print_algo)

/* Policies have their direction elsewhere, and the kernel does not say it twice. */
static void print_sa_dir(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	char buf[RT_NAME_LEN];

	if (xfrm_sort(d->ev) == SORT_STATE)
		out_str(d->o, OUT_PLAIN, "dir", " dir %s", decode_word(desc->words, desc->n, attr_uint(a), buf));
}

static const struct attr_desc xfrm_desc[] = {
	ALGO(XFRMA_ALG_AUTH, "auth"),
	ALGO(XFRMA_ALG_CRYPT, "enc"),
	ALGO(XFRMA_ALG_COMP, "comp"),
	ATTR(XFRMA_ENCAP, FN, .key = "encap", .min = sizeof(struct xfrm_encap_tmpl), .print = xfrm_print_encap),
	ATTR(XFRMA_TMPL, FN, .key = "tmpl", .print = print_templates),
	/* These two are the object that is gone; state_of() and policy_of() read them. */
	ATTR(XFRMA_SA, BIN),
	ATTR(XFRMA_POLICY, BIN),
	ATTR(XFRMA_SEC_CTX, BIN, .key = "security_context", .flags = ATTR_DETAIL),
	ATTR(XFRMA_LTIME_VAL, BIN),
	ATTR(XFRMA_REPLAY_VAL, BIN),
	ATTR(XFRMA_REPLAY_THRESH, UINT),
	ATTR(XFRMA_ETIMER_THRESH, UINT),
	ATTR(XFRMA_SRCADDR, ADDR, .key = "srcaddr"),
	ATTR(XFRMA_COADDR, ADDR, .key = "coa"),
	ATTR(XFRMA_LASTUSED, BIN),
	ATTR(XFRMA_POLICY_TYPE, FN, .key = "ptype", .min = 1, .print = print_policy_type),
	ALGO(XFRMA_ALG_AEAD, "aead"),
	ALGO(XFRMA_ALG_AUTH_TRUNC, "auth-trunc"),
	ATTR(XFRMA_MARK, FN, .key = "mark", .min = sizeof(struct xfrm_mark), .print = xfrm_print_mark),
	ATTR(XFRMA_TFCPAD, UINT, .key = "tfcpad"),
	ATTR(XFRMA_REPLAY_ESN_VAL, BIN),
	ATTR(XFRMA_SA_EXTRA_FLAGS, HEX, .key = "extra_flag", .label = "extra-flag"),
	ATTR(XFRMA_PROTO, UINT),
	ATTR(XFRMA_PAD, PAD),
	ATTR(XFRMA_OFFLOAD_DEV, BIN, .key = "offload"),
	ATTR(XFRMA_SET_MARK, HEX, .key = "output_mark", .label = "output-mark"),
	[ATTR_SET_MARK_MASK] = { .name = "XFRMA_SET_MARK_MASK", .form = ATTR_HEX,
				 .key = "output_mark_mask", .label = "output-mark mask" },
	[ATTR_IF_ID] = { .name = "XFRMA_IF_ID", .form = ATTR_HEX, .key = "if_id" },
	[ATTR_MTIMER_THRESH] = { .name = "XFRMA_MTIMER_THRESH", .form = ATTR_UINT },
	[ATTR_SA_DIR] = { .name = "XFRMA_SA_DIR", .form = ATTR_ENUM, .key = "dir",
			  WORDS(sa_dirs), .print = print_sa_dir },
	[ATTR_NAT_KEEPALIVE] = { .name = "XFRMA_NAT_KEEPALIVE_INTERVAL", .form = ATTR_UINT,
				 .key = "nat_keepalive_interval" },
	[ATTR_SA_PCPU] = { .name = "XFRMA_SA_PCPU", .form = ATTR_UINT, .key = "pcpu_num",
			   .label = "pcpu-num" },
};

static const struct attr_table xfrm_table = ATTR_TABLE(xfrm_desc);

static bool is_flush(const struct event *ev)
{
	return xfrm_type(ev) == XFRM_MSG_FLUSHSA || xfrm_type(ev) == XFRM_MSG_FLUSHPOLICY;
}

static bool is_expired(const struct event *ev)
{
	return xfrm_type(ev) == XFRM_MSG_EXPIRE || xfrm_type(ev) == XFRM_MSG_POLEXPIRE;
}

/* The message about a deletion has the association in an attribute. */
static struct xfrm_usersa_info state_of(const struct event *ev)
{
	const uint8_t *whole = ev->attr[XFRMA_SA];
	struct xfrm_usersa_info sa = { 0 };
	struct xfrm_usersa_id id;

	if (xfrm_type(ev) != XFRM_MSG_DELSA) {
		memcpy(&sa, ev->hdr, sizeof(sa));
	} else if (whole && attr_len(whole) >= sizeof(sa)) {
		memcpy(&sa, attr_data(whole), sizeof(sa));
	} else {
		memcpy(&id, ev->hdr, sizeof(id));
		sa.id.daddr = id.daddr;
		sa.id.spi = id.spi;
		sa.id.proto = id.proto;
		sa.family = id.family;
	}
	return sa;
}

static struct xfrm_userpolicy_info policy_of(const struct event *ev)
{
	const uint8_t *whole = ev->attr[XFRMA_POLICY];
	struct xfrm_userpolicy_info policy = { 0 };
	struct xfrm_userpolicy_id id;

	if (xfrm_type(ev) != XFRM_MSG_DELPOLICY) {
		memcpy(&policy, ev->hdr, sizeof(policy));
	} else if (whole && attr_len(whole) >= sizeof(policy)) {
		memcpy(&policy, attr_data(whole), sizeof(policy));
	} else {
		memcpy(&id, ev->hdr, sizeof(id));
		policy.sel = id.sel;
		policy.index = id.index;
		policy.dir = id.dir;
	}
	return policy;
}

static int xfrm_parse(struct event *ev)
{
	struct xfrm_userpolicy_info policy;
	struct xfrm_usersa_info sa;
	unsigned int bits;

	ev->family = AF_UNSPEC;
	if (is_flush(ev) || xfrm_sort(ev) == SORT_DEFAULT)
		return 0;
	if (xfrm_sort(ev) == SORT_STATE) {
		sa = state_of(ev);
		ev->family = sa.family;
		bits = 8 * xfrm_family_len(sa.family);
		ev->dst = xfrm_address(&sa.id.daddr, sa.family, bits);
		ev->to = xfrm_address(&sa.saddr, sa.family, bits);
		ev->id = be32toh(sa.id.spi);
	} else {
		policy = policy_of(ev);
		ev->family = policy.sel.family;
		ev->dst = xfrm_address(&policy.sel.daddr, policy.sel.family, policy.sel.prefixlen_d);
		ev->to = xfrm_address(&policy.sel.saddr, policy.sel.family, policy.sel.prefixlen_s);
		ev->id = policy.index;
		ev->priority = policy.priority;
	}
	bits = 8 * xfrm_family_len(ev->family);
	return (ev->family == AF_INET || ev->family == AF_INET6) && ev->dst.len <= bits &&
	       ev->to.len <= bits ? 0 : -EINVAL;
}

static void print_ends(struct decode *d)
{
	xfrm_print_prefix(d, "src", " src %s", &d->ev->to);
	xfrm_print_prefix(d, "dst", " dst %s", &d->ev->dst);
}

static void name_state(struct decode *d)
{
	struct xfrm_usersa_info sa = state_of(d->ev);
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, "proto", "state %s", proto_name(sa.id.proto, buf));
	decode_hex(d, "spi", " spi %s", be32toh(sa.id.spi));
	print_ends(d);
}

static void name_policy(struct decode *d)
{
	struct xfrm_userpolicy_info policy = policy_of(d->ev);
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, "dir", "policy dir %s",
		decode_word(dirs, ARRAY_SIZE(dirs), policy.dir, buf));
	print_ends(d);
}

static void name_flush(struct decode *d)
{
	struct xfrm_usersa_flush flush;
	char buf[RT_NAME_LEN];

	if (xfrm_sort(d->ev) == SORT_POLICY) {
		out_text(d->o, OUT_PLAIN, "policy: all of them");
		return;
	}
	memcpy(&flush, d->ev->hdr, sizeof(flush));
	out_text(d->o, OUT_PLAIN, "state: all of them");
	out_str(d->o, OUT_PLAIN, "proto", " proto %s", proto_name(flush.proto, buf));
}

static void xfrm_name(struct decode *d)
{
	if (is_flush(d->ev))
		name_flush(d);
	else if (xfrm_sort(d->ev) == SORT_STATE)
		name_state(d);
	else if (xfrm_sort(d->ev) == SORT_POLICY)
		name_policy(d);
	else
		out_text(d->o, OUT_PLAIN, "default");
}

static void print_state(struct decode *d)
{
	struct xfrm_usersa_info sa = state_of(d->ev);
	char buf[RT_NAME_LEN];

	out_u64(d->o, "reqid", " reqid %u", sa.reqid);
	out_str(d->o, OUT_PLAIN, "mode", " mode %s",
		decode_word(modes, ARRAY_SIZE(modes), sa.mode, buf));
	if (sa.replay_window)
		out_u64(d->o, "replay_window", " replay-window %u", sa.replay_window);
	if (sa.flags)
		decode_bits(d, "flag", false, sa_flags, ARRAY_SIZE(sa_flags), sa.flags);
	xfrm_print_selector(d, &sa.sel);
	xfrm_print_limits(d, &sa.lft);
}

static void print_policy(struct decode *d)
{
	struct xfrm_userpolicy_info policy = policy_of(d->ev);
	char buf[RT_NAME_LEN];
	unsigned int rest = policy.flags;
	size_t i;

	xfrm_print_upper(d, &policy.sel);
	if (policy.action || d->o->json)
		out_str(d->o, OUT_PLAIN, "action", " action %s",
			decode_word(policy_actions, ARRAY_SIZE(policy_actions), policy.action, buf));
	out_u64(d->o, "priority", " priority %u", policy.priority);
	for (i = 0; i < ARRAY_SIZE(policy_flags); i++) {
		if (policy.flags & policy_flags[i].bit)
			out_text(d->o, OUT_PLAIN, " flag %s", policy_flags[i].name);
		rest &= ~policy_flags[i].bit;
	}
	if (rest)
		out_text(d->o, OUT_PLAIN, " flag 0x%x", rest);
	if (policy.flags && d->o->json)
		decode_bits(d, "flag", false, policy_flags, ARRAY_SIZE(policy_flags), policy.flags);
	if (policy.share)
		out_str(d->o, OUT_PLAIN, "share", " share %s",
			decode_word(shares, ARRAY_SIZE(shares), policy.share, buf));
	xfrm_print_limits(d, &policy.lft);
}

/* What is not the name. A flush has no more. */
static void print_values(struct decode *d)
{
	if (is_flush(d->ev))
		return;
	if (xfrm_sort(d->ev) == SORT_STATE)
		print_state(d);
	else if (xfrm_sort(d->ev) == SORT_POLICY)
		print_policy(d);
	else
		xfrm_print_default(d);
}

static void xfrm_print(struct decode *d)
{
	if (d->o->json)
		out_str(d->o, OUT_PLAIN, is_flush(d->ev) ? "flush" : "object", NULL, sorts[xfrm_sort(d->ev)]);
	xfrm_name(d);
	decode_column(d);
	print_values(d);
	if (is_expired(d->ev))
		out_bool(d->o, "expired", " expired", true);
	decode_message(d);
}

static void dump_header(struct decode *d)
{
	if (!is_flush(d->ev) && xfrm_sort(d->ev) != SORT_DEFAULT)
		print_ends(d);
	if (!is_flush(d->ev) && xfrm_sort(d->ev) == SORT_STATE)
		decode_hex(d, "spi", " spi %s", d->ev->id);
	else if (!is_flush(d->ev) && xfrm_sort(d->ev) == SORT_POLICY)
		out_u64(d->o, "index", " index %u", d->ev->id);
	print_values(d);
}

/* Selecting */

static int select_sort(const struct selector_input *in, const char *word)
{
	size_t i;

	in->sel->has_type = true;
	for (i = SORT_STATE; i < ARRAY_SIZE(sorts); i++)
		if (!strcmp(word, sorts[i]))
			in->sel->type = i;
	return 0;
}

static int select_src(const struct selector_input *in, const char *word)
{
	in->sel->has_to = true;
	return select_route_prefix(in, word, &in->sel->to);
}

static int select_spi(const struct selector_input *in, const char *word)
{
	in->sel->has_fwmark = true;
	if (!select_number(word, &in->sel->fwmark))
		return selector_bad(in, "\"%s\" is not an SPI", word);
	return 0;
}

static int select_dir(const struct selector_input *in, const char *word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dirs); i++) {
		if (strcmp(word, dirs[i]))
			continue;
		in->sel->states |= 1u << i;
		return 0;
	}
	return selector_bad(in, "\"%s\" is none of in, out, fwd", word);
}

static const struct selector_word xfrm_words[] = {
	{ "state", NULL, select_sort },
	{ "policy", NULL, select_sort },
	{ "default", NULL, select_sort },
	{ "src", "PREFIX", select_src },
	{ "dst", "PREFIX", select_exact },
	{ "spi", "SPI", select_spi },
	{ "dir", "DIR", select_dir },
	{ NULL }
};

/* A flush is about every object. */
static bool is_xfrm_dst(const struct selector *sel, const struct event *ev)
{
	return is_flush(ev) || selector_has_addr(&sel->dst, sel->mode, &ev->dst, false);
}

static bool is_xfrm_dev(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	(void)sel;
	(void)ev;
	(void)names;
	return false;
}

static bool is_own_xfrm(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	enum xfrm_sort sort = xfrm_sort(ev);

	(void)names;
	if (sel->has_type && sel->type != sort)
		return false;
	if ((sel->has_fwmark && sort != SORT_STATE) || (sel->states && sort != SORT_POLICY) ||
	    (sel->has_to && sort == SORT_DEFAULT))
		return false;
	if (is_flush(ev))
		return true;
	return (!sel->has_to || selector_has_addr(&sel->to, sel->mode, &ev->to, false)) &&
	       (!sel->has_fwmark || sel->fwmark == ev->id) &&
	       (!sel->states || (policy_of(ev).dir < 3 && sel->states & 1u << policy_of(ev).dir));
}

void identify_xfrm(struct identity *id, const struct event *ev)
{
	static const uint8_t more[] = { XFRMA_MARK, ATTR_IF_ID, XFRMA_POLICY_TYPE };
	struct xfrm_userpolicy_info policy;

	id->family = ev->family;
	id->tos = xfrm_sort(ev);
	if (is_flush(ev) || id->tos == SORT_DEFAULT)
		return;
	id->dst = ev->dst;
	if (id->tos == SORT_STATE) {
		id->id = ev->id;
		id->flags = state_of(ev).id.proto;
		return;
	}
	policy = policy_of(ev);
	id->flags = policy.dir;
	id->from = ev->to;
	id->rest = identity_hash_more(identity_hash_some(ev, more, ARRAY_SIZE(more)),
				      &policy.sel, sizeof(policy.sel));
}

bool xfrm_identity_is_flush(const struct identity *id)
{
	return !id->family && id->tos != SORT_DEFAULT;
}

bool xfrm_is_flush(const struct event *ev)
{
	return is_flush(ev);
}

/* A flush of associations can be of one protocol. */
bool xfrm_flushes(const struct event *flush, const struct event *ev)
{
	struct xfrm_usersa_flush wanted;

	if (!is_flush(flush) || is_flush(ev) || xfrm_sort(flush) != xfrm_sort(ev))
		return false;
	if (xfrm_sort(ev) == SORT_POLICY)
		return true;
	memcpy(&wanted, flush->hdr, sizeof(wanted));
	return !wanted.proto || wanted.proto == 255 || wanted.proto == state_of(ev).id.proto;
}

const struct decoder decode_xfrm = {
	.types = types,
	.table = &xfrm_table,
	.parse = xfrm_parse,
	.name = xfrm_name,
	.print = xfrm_print,
	.dump_header = dump_header,
};

const struct kind_selector select_xfrm = {
	.missing = "one of state, policy, default, src, dst, spi, dir",
	.words = xfrm_words,
	.is_dst = is_xfrm_dst,
	.is_dev = is_xfrm_dev,
	.is_own = is_own_xfrm,
};
