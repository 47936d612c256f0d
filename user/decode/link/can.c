// SPDX-License-Identifier: GPL-2.0
/*
 * IFLA_LINKINFO: CAN.
 */
#include <linux/can/netlink.h>
#include <linux/if_link.h>

#include "decode/link/linkinfo.h"

static const char *const can_states[] = {
	"ERROR-ACTIVE", "ERROR-WARNING", "ERROR-PASSIVE", "BUS-OFF", "STOPPED",
	"SLEEPING",
};

static const struct bit_name can_modes[] = {
	{ CAN_CTRLMODE_LOOPBACK, "LOOPBACK" },
	{ CAN_CTRLMODE_LISTENONLY, "LISTEN-ONLY" },
	{ CAN_CTRLMODE_3_SAMPLES, "TRIPLE-SAMPLING" },
	{ CAN_CTRLMODE_ONE_SHOT, "ONE-SHOT" },
	{ CAN_CTRLMODE_BERR_REPORTING, "BERR-REPORTING" },
	{ CAN_CTRLMODE_FD, "FD" },
	{ CAN_CTRLMODE_PRESUME_ACK, "PRESUME-ACK" },
	{ CAN_CTRLMODE_FD_NON_ISO, "FD-NON-ISO" },
	{ CAN_CTRLMODE_CC_LEN8_DLC, "CC-LEN8-DLC" },
	{ CAN_CTRLMODE_TDC_AUTO, "TDC-AUTO" },
	{ CAN_CTRLMODE_TDC_MANUAL, "TDC-MANUAL" },
};

static void print_can_mode(struct decode *d, const struct attr_desc *desc,
			   const uint8_t *a)
{
	struct can_ctrlmode m;

	memcpy(&m, attr_data(a), sizeof(m));
	if (m.flags)
		decode_bits(d, desc->key, true, can_modes,
			    ARRAY_SIZE(can_modes), m.flags);
}

static void print_can_supported(struct decode *d, const struct attr_desc *desc,
				const uint8_t *a)
{
	if (d->o->json || d->details)
		decode_bits(d, desc->key, true, can_modes,
			    ARRAY_SIZE(can_modes), attr_uint(a));
}

static const struct attr_desc can_mode_desc[] = {
	ATTR(IFLA_CAN_CTRLMODE_SUPPORTED, UINT, .key = "ctrlmode_supported",
	     .print = print_can_supported),
};

static const struct attr_table can_mode_table = ATTR_TABLE(can_mode_desc);

static void print_can_bitrates(struct decode *d, const struct attr_desc *desc,
			       const uint8_t *a)
{
	unsigned int i, len = attr_len(a);
	const char *fmt = " %u";
	uint32_t rate;

	if (!d->o->json && !d->details)
		return;
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->key);
	out_array(d->o, desc->key);
	for (i = 0; i + sizeof(rate) <= len; i += sizeof(rate)) {
		memcpy(&rate, attr_data(a) + i, sizeof(rate));
		out_u64(d->o, NULL, fmt, rate);
		fmt = ",%u";
	}
	out_array_end(d->o);
}

static void print_can_timing(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	struct can_bittiming t;
	char point[16];

	memcpy(&t, attr_data(a), sizeof(t));
	snprintf(point, sizeof(point), "%u.%03u", t.sample_point / 1000,
		 t.sample_point % 1000);
	out_object(d->o, desc->key);
	out_str(d->o, OUT_PLAIN, NULL, " %s", desc->label);
	out_u64(d->o, "bitrate", " %u", t.bitrate);
	out_str(d->o, OUT_PLAIN, "sample_point", " sample-point %s", point);
	out_u64(d->o, "tq", NULL, t.tq);
	out_u64(d->o, "prop_seg", NULL, t.prop_seg);
	out_u64(d->o, "phase_seg1", NULL, t.phase_seg1);
	out_u64(d->o, "phase_seg2", NULL, t.phase_seg2);
	out_u64(d->o, "sjw", NULL, t.sjw);
	out_u64(d->o, "brp", NULL, t.brp);
	out_object_end(d->o);
}

static void print_can_errors(struct decode *d, const struct attr_desc *desc,
			     const uint8_t *a)
{
	struct can_berr_counter c;

	memcpy(&c, attr_data(a), sizeof(c));
	out_object(d->o, desc->key);
	out_text(d->o, OUT_PLAIN, " berr-counter");
	out_u64(d->o, "tx", " tx %u", c.txerr);
	out_u64(d->o, "rx", " rx %u", c.rxerr);
	out_object_end(d->o);
}

static const struct attr_desc can_desc[] = {
	ATTR(IFLA_CAN_BITTIMING, FN, .key = "bittiming", .label = "bitrate",
	     .min = sizeof(struct can_bittiming), .print = print_can_timing),
	ATTR(IFLA_CAN_BITTIMING_CONST, BIN),
	ATTR(IFLA_CAN_CLOCK, UINT, .key = "clock", DETAIL),
	ATTR(IFLA_CAN_STATE, ENUM, .key = "state", WORDS(can_states)),
	ATTR(IFLA_CAN_CTRLMODE, FN, .key = "ctrlmode",
	     .min = sizeof(struct can_ctrlmode), .print = print_can_mode),
	ATTR(IFLA_CAN_RESTART_MS, UINT, .key = "restart_ms",
	     .label = "restart-ms", QUIET0),
	ATTR(IFLA_CAN_RESTART, FLAG),
	ATTR(IFLA_CAN_BERR_COUNTER, FN, .key = "berr_counter",
	     .min = sizeof(struct can_berr_counter), .print = print_can_errors),
	ATTR(IFLA_CAN_DATA_BITTIMING, FN, .key = "data_bittiming",
	     .label = "dbitrate", .min = sizeof(struct can_bittiming),
	     .print = print_can_timing),
	ATTR(IFLA_CAN_DATA_BITTIMING_CONST, BIN),
	ATTR(IFLA_CAN_TERMINATION, UINT, .key = "termination"),
	ATTR(IFLA_CAN_TERMINATION_CONST, BIN),
	ATTR(IFLA_CAN_BITRATE_CONST, FN, .key = "bitrate_const",
	     .print = print_can_bitrates),
	ATTR(IFLA_CAN_DATA_BITRATE_CONST, FN, .key = "data_bitrate_const",
	     .print = print_can_bitrates),
	ATTR(IFLA_CAN_BITRATE_MAX, UINT),
	ATTR(IFLA_CAN_TDC, BIN),
	ATTR(IFLA_CAN_CTRLMODE_EXT, NEST, .key = "ctrlmode_ext",
	     .flags = ATTR_FLAT, .nest = &can_mode_table),
};

const struct attr_table can_table = ATTR_TABLE(can_desc);
