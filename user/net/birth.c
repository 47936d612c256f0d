// SPDX-License-Identifier: GPL-2.0
/* Tells new objects from changed ones. */
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/attr.h"
#include "decode/decode.h"
#include "decode/mdb.h"
#include "decode/mroute.h"
#include "decode/neigh.h"
#include "decode/tc.h"
#include "net/birth.h"
#include "net/domain_net.h"
#include "net/multipath.h"

/* The kernel's stamps of an address count hundredths of a second. */
#define STAMP_NS	10000000ULL
/* The kernel announces an IPv6 address at most this long after it was made. */
#define ANNOUNCED_NS	5000000000ULL

static enum birth birth_by_sign(char sign)
{
	return sign == '+' ? BIRTH_NOW : BIRTH_BEFORE;
}

/* The message says when the address was made, and when it was last changed. */
static enum birth addr_birth(const struct event *ev, char sign, uint64_t boot_time)
{
	const uint8_t *a = ev->attr[IFA_CACHEINFO];
	struct ifa_cacheinfo info;
	uint64_t made;
	bool young;

	(void)sign;
	if (!a || !boot_time)
		return BIRTH_UNKNOWN;
	memcpy(&info, attr_data(a), sizeof(info));
	/* The stamps do not count while the machine sleeps. After that no address is young. */
	made = info.cstamp * STAMP_NS;
	young = made + ANNOUNCED_NS > boot_time;
	if (young)
		return info.cstamp == info.tstamp ? BIRTH_NOW : BIRTH_UNKNOWN;
	return info.cstamp == info.tstamp ? BIRTH_UNKNOWN : BIRTH_BEFORE;
}

static enum birth route_birth(const struct event *ev, char sign, uint64_t boot_time)
{
	(void)boot_time;
	if (sign != '+')
		return BIRTH_BEFORE;
	/* An IPv6 route may have gained a nexthop. */
	return multipath_joins(ev) && ev->nlh->nlmsg_flags & NLM_F_APPEND ?
	       BIRTH_UNKNOWN : BIRTH_NOW;
}

/* `ip nexthop replace` asks to replace or create. */
static enum birth nexthop_birth(const struct event *ev, char sign, uint64_t boot_time)
{
	(void)boot_time;
	if (sign != '+')
		return BIRTH_BEFORE;
	return ev->nlh->nlmsg_flags & NLM_F_REPLACE ? BIRTH_UNKNOWN : BIRTH_NOW;
}

enum birth event_birth(const struct event *ev, char sign, uint64_t boot_time)
{
	static enum birth (*const births[])(const struct event *ev, char sign,
					    uint64_t boot_time) = {
		[NETJOURNAL_KIND_ADDR] = addr_birth,
		[NETJOURNAL_KIND_ROUTE] = route_birth,
		[NETJOURNAL_KIND_NEXTHOP] = nexthop_birth,
	};

	if (kind_row(ev->kind)->flags & KIND_ALIKE)
		return BIRTH_UNKNOWN;
	if ((size_t)ev->kind >= ARRAY_SIZE(births) || !births[ev->kind])
		return birth_by_sign(sign);
	return births[ev->kind](ev, sign, boot_time);
}

bool event_is_part(const struct event *ev)
{
	return ev->kind == NETJOURNAL_KIND_LINK &&
	       (ev->family == AF_BRIDGE || ev->attr[IFLA_WIRELESS]);
}

bool event_is_learned(const struct event *ev)
{
	switch (ev->kind) {
	case NETJOURNAL_KIND_FDB:
		return fdb_is_learned(ev);
	case NETJOURNAL_KIND_MDB:
		return mdb_is_learned(ev);
	case NETJOURNAL_KIND_MROUTE:
		return mroute_is_unresolved(ev);
	case NETJOURNAL_KIND_TC:
		return tc_is_unrecorded(ev);
	default:
		return false;
	}
}

bool event_unannounced(const struct event *ev)
{
	const uint8_t *flags = ev->attr[IFA_FLAGS];
	struct ifaddrmsg ifa;
	struct ndmsg ndm;

	if (ev->kind == NETJOURNAL_KIND_ADDR) {
		memcpy(&ifa, ev->hdr, sizeof(ifa));
		return (flags ? attr_u32(flags) : ifa.ifa_flags) & IFA_F_TENTATIVE;
	}
	if (event_is_learned(ev))
		return true;
	if (ev->kind != NETJOURNAL_KIND_NEIGH)
		return false;
	memcpy(&ndm, ev->hdr, sizeof(ndm));
	return !(ndm.ndm_flags & NTF_PROXY) &&
	       (!ndm.ndm_state || ndm.ndm_state & (NUD_INCOMPLETE | NUD_NOARP));
}
