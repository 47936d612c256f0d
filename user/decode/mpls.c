// SPDX-License-Identifier: GPL-2.0
/* Decodes MPLS routes, which have the form of IP routes. The destination is a label. */
#include <errno.h>
#include <linux/mpls.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/route.h"
#include "decode/select.h"

static int mpls_parse(struct event *ev)
{
	const uint8_t *dst = ev->attr[RTA_DST];

	if (route_parse(ev) || !dst || attr_len(dst) != 4)
		return -EINVAL;
	ev->id = attr_be(dst) >> MPLS_LS_LABEL_SHIFT;
	return 0;
}

static void mpls_name(struct decode *d)
{
	out_u64(d->o, NULL, "%u", d->ev->id);
}

void identify_mpls(struct identity *id, const struct event *ev)
{
	id->family = ev->family;
	id->id = ev->id;
}

/* Selecting */

static int select_label(const struct selector_input *in, const char *word)
{
	in->sel->has_id = true;
	if (!select_number(word, &in->sel->id) || in->sel->id > MPLS_LS_LABEL_MASK >> MPLS_LS_LABEL_SHIFT)
		return selector_bad(in, "\"%s\" is not an MPLS label", word);
	return 0;
}

static const struct selector_word mpls_words[] = {
	{ "label", "LABEL", select_label, .alias = true },
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ "via", "ADDRESS", select_via },
	{ "proto", "PROTO", select_proto },
	{ "protocol", "PROTO", select_proto, .alias = true },
	{ NULL }
};

const struct decoder decode_mpls = {
	DECODER_TYPES(ROUTE),
	.families = { AF_MPLS },
	.hdr_len = sizeof(struct rtmsg),
	.table = &route_table,
	.parse = mpls_parse,
	.name = mpls_name,
	.print = route_print,
	.dump_header = route_dump_header,
};

const struct kind_selector select_mpls = {
	.name = "LABEL",
	.parse = select_label,
	.missing = "a label",
	.words = mpls_words,
	.is_dev = select_route_is_dev,
	.is_via = select_route_is_via,
	.proto = select_route_proto,
};
