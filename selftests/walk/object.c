// SPDX-License-Identifier: GPL-2.0
/*
 * Reads objects from messages of rtnetlink. See object.h.
 */
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netjournal.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "attrs.h"
#include "build.h"
#include "netlink.h"

/* Flags of a link that runs. <net/if.h> lacks them. */
#define WALK_IFF_LOWER_UP	(1 << 16)
#define WALK_IFF_DORMANT	(1 << 17)

/* Flags that the kernel sets and clears by itself in a leg, in a link and in a rule. */
#define LEG_STATES	(RTNH_F_DEAD | RTNH_F_LINKDOWN)
#define LINK_STATES	(IFF_RUNNING | WALK_IFF_LOWER_UP | WALK_IFF_DORMANT)
#define RULE_STATES	(FIB_RULE_IIF_DETACHED | FIB_RULE_OIF_DETACHED)

/*
 * A flag of a rule: the target of its goto does not exist. The kernel announces the target
 * itself.
 */
#define RULE_SKIPPED	FIB_RULE_UNRESOLVED

/*
 * For a route with one leg, these flags only say whether there is a carrier, and the link says the
 * same.
 */
#define SINGLE_STATES	LEG_STATES

/* Flags that user space can set in a leg. */
#define LEG_CONFIG	RTNH_F_ONLINK

const char *const object_kind_names[OBJECT_KINDS] = {
	[OBJECT_LINK] = "link",
	[OBJECT_ADDR4] = "address4",
	[OBJECT_ADDR6] = "address6",
	[OBJECT_ROUTE4] = "route4",
	[OBJECT_ROUTE6] = "route6",
	[OBJECT_RULE] = "rule",
	[OBJECT_NEIGH] = "neighbour",
	[OBJECT_NEXTHOP] = "nexthop",
	[OBJECT_FDB] = "fdb",
	[OBJECT_VLAN] = "vlan",
	[OBJECT_MDB] = "mdb",
	[OBJECT_MPLS] = "mpls",
	[OBJECT_MROUTE] = "mroute",
	[OBJECT_POLICY] = "policy",
	[OBJECT_SYSCTL] = "sysctl",
	[OBJECT_NFT] = "nft",
};

/* How the options of a port begin: IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA. */
#define OPTION_WORD	"18.5."

/* The texts of an object. */
#define TEXTS	5

struct built built;

void build_begin(enum object_kind kind)
{
	memset(&built.object, 0, sizeof(built.object));
	built.object.kind = kind;
	built.object.weight = -1;
	built.type[0] = 0;
	built.oif = 0;
	built.legs = NULL;
	text_clear(&built.slot);
	text_clear(&built.core);
	text_clear(&built.via);
	text_clear(&built.state);
	text_clear(&built.maybe);
}

struct object *object_copy(const struct object *object)
{
	const char *from[TEXTS] = {
		object->slot, object->core, object->via, object->state, object->maybe,
	};
	struct object *copy;
	size_t len[TEXTS], sum = 0;
	char *to;

	for (int i = 0; i < TEXTS; i++) {
		len[i] = strlen(from[i]) + 1;
		sum += len[i];
	}
	copy = malloc(sizeof(*copy) + sum);
	if (!copy)
		abort();
	*copy = *object;
	to = (char *)(copy + 1);
	for (int i = 0; i < TEXTS; i++) {
		memcpy(to, from[i], len[i]);
		*(&copy->slot + i) = to;
		to += len[i];
	}
	return copy;
}

void object_free(struct object *object)
{
	free(object);
}

void build_end(struct objects *list)
{
	built.object.slot = built.slot.s;
	built.object.core = built.core.s;
	built.object.via = built.via.s;
	built.object.state = built.state.s;
	built.object.maybe = built.maybe.s;
	objects_add(list, object_copy(&built.object));
}

static void begin_word(struct text *text, const char *name)
{
	if (text->len)
		text_add(text, " ", 1);
	text_str(text, name);
	text_add(text, "=", 1);
}

void build_field(struct text *text, const char *name, uint32_t value)
{
	begin_word(text, name);
	text_number(text, value);
}

void build_bytes(struct text *text, const char *name, const void *data, size_t len)
{
	begin_word(text, name);
	text_hex(text, data, len);
}

static bool is_word(const char *data, size_t len)
{
	if (len < 2 || data[len - 1])
		return false;
	for (size_t i = 0; i < len - 1; i++)
		if (data[i] <= ' ' || data[i] > '~')
			return false;
	return true;
}

static void build_attr(struct text *text, const uint16_t *path, unsigned int depth,
		       const struct nlattr *nla)
{
	if (text->len)
		text_add(text, " ", 1);
	for (unsigned int i = 0; i < depth; i++) {
		if (i)
			text_add(text, ".", 1);
		text_number(text, path[i]);
	}
	text_add(text, "=", 1);
	if (is_word(nl_data(nla), nl_len(nla)))
		text_add(text, nl_data(nla), nl_len(nla) - 1);
	else
		text_hex(text, nl_data(nla), nl_len(nla));
}

static void put_by_role(const struct nlattr *nla, uint16_t *path, unsigned int depth)
{
	switch (attr_role(built.object.kind, built.type, path, depth)) {
	case ATTR_CORE:
		build_attr(&built.core, path, depth, nla);
		break;
	case ATTR_SLOT:
		build_attr(&built.slot, path, depth, nla);
		break;
	case ATTR_STATE:
		build_attr(&built.state, path, depth, nla);
		break;
	case ATTR_MAYBE:
		build_attr(&built.maybe, path, depth, nla);
		break;
	case ATTR_VIA:
		/*
		 * The device of the only leg. If there are several legs, the header of
		 * each leg contains it.
		 */
		if (path[0] == RTA_OIF)
			built.oif = nl_u32(nla);
		else
			build_attr(&built.via, path, depth, nla);
		break;
	case ATTR_LEGS:
		built.legs = nla;
		break;
	case ATTR_NEST:
		build_attrs(nl_data(nla), nl_len(nla), path, depth);
		break;
	case ATTR_SKIP:
		break;
	}
}

void build_attrs(const void *begin, size_t len, uint16_t *path, unsigned int depth)
{
	nl_for_each(nla, begin, len) {
		if (nla->nla_len < NLA_HDRLEN ||
		    (const char *)nla + nla->nla_len > (const char *)begin + len)
			break;
		path[depth] = nla->nla_type & NLA_TYPE_MASK;
		/* The attributes that follow describe the link as a port of its master. */
		if (built.object.kind == OBJECT_LINK && depth == 1 && path[0] == IFLA_LINKINFO &&
		    path[1] == IFLA_INFO_SLAVE_KIND)
			nl_str(built.type, sizeof(built.type), nla);
		put_by_role(nla, path, depth + 1);
	}
}

void build_message(const struct nlmsghdr *nlh, size_t hdrlen)
{
	size_t skip = NLMSG_HDRLEN + NLMSG_ALIGN(hdrlen);
	uint16_t path[ATTR_DEPTH];

	if (nlh->nlmsg_len > skip)
		build_attrs((const char *)nlh + skip, nlh->nlmsg_len - skip, path, 0);
}

const struct nlattr *message_attr(const struct nlmsghdr *nlh, size_t hdrlen, int type)
{
	const struct nlattr *tb[64];
	size_t skip = NLMSG_HDRLEN + NLMSG_ALIGN(hdrlen);

	nl_parse(tb, 63, (const char *)nlh + skip, nlh->nlmsg_len - skip);
	return tb[type];
}

/*
 * Finds the type of a link first, because some attributes before it depend on it. A macvlan or macvtap in the mode passthru
 * counts as a type of its own.
 */
static void find_link_type(const struct nlmsghdr *nlh)
{
	const struct nlattr *info = message_attr(nlh, sizeof(struct ifinfomsg), IFLA_LINKINFO);
	const struct nlattr *tb[IFLA_INFO_DATA + 1], *data[IFLA_MACVLAN_MODE + 1];

	if (!info)
		return;
	nl_parse(tb, IFLA_INFO_DATA, nl_data(info), nl_len(info));
	nl_str(built.type, sizeof(built.type), tb[IFLA_INFO_KIND]);
	if (strncmp(built.type, "macv", 4) || !tb[IFLA_INFO_DATA])
		return;
	nl_parse(data, IFLA_MACVLAN_MODE, nl_data(tb[IFLA_INFO_DATA]), nl_len(tb[IFLA_INFO_DATA]));
	if (nl_u32(data[IFLA_MACVLAN_MODE]) == MACVLAN_MODE_PASSTHRU)
		strcpy(built.type, "passthru");
}

static void parse_link(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct ifinfomsg *ifi = NLMSG_DATA(nlh);

	/*
	 * A message of another family is about a port of a bridge, or about the state of
	 * IPv6.
	 */
	if (ifi->ifi_family != AF_UNSPEC)
		return;
	build_begin(OBJECT_LINK);
	find_link_type(nlh);
	build_field(&built.slot, "index", ifi->ifi_index);
	nl_str(built.object.name, sizeof(built.object.name), message_attr(nlh, sizeof(*ifi), IFLA_IFNAME));
	built.object.mtu = nl_u32(message_attr(nlh, sizeof(*ifi), IFLA_MTU));
	built.object.down = !(ifi->ifi_flags & IFF_UP);
	built.object.index = ifi->ifi_index;
	built.object.lower = nl_u32(message_attr(nlh, sizeof(*ifi), IFLA_LINK));
	build_field(&built.core, "type", ifi->ifi_type);
	build_field(&built.core, "flags", ifi->ifi_flags & ~LINK_STATES);
	build_field(&built.state, "flags", ifi->ifi_flags & LINK_STATES);
	build_message(nlh, sizeof(*ifi));
	build_end(list);
}

void object_parse_port(struct objects *list, const struct nlmsghdr *nlh)
{
	uint16_t path[ATTR_DEPTH] = { IFLA_LINKINFO, IFLA_INFO_SLAVE_DATA };
	const struct ifinfomsg *ifi = NLMSG_DATA(nlh);
	const struct nlattr *options;

	if (nlh->nlmsg_type != RTM_NEWLINK || ifi->ifi_family != AF_BRIDGE)
		return;
	options = message_attr(nlh, sizeof(*ifi), IFLA_PROTINFO);
	if (!options)
		return;
	build_begin(OBJECT_LINK);
	strcpy(built.type, "bridge");
	build_field(&built.slot, "index", ifi->ifi_index);
	build_attrs(nl_data(options), nl_len(options), path, 2);
	build_end(list);
}

struct object *object_with_options(const struct object *link, const struct object *port)
{
	struct object with = *link;
	const char *words = link->core;
	struct text core = {};
	bool done = false;

	text_clear(&core);
	while (*words) {
		size_t len = strcspn(words, " ");
		bool option = !strncmp(words, OPTION_WORD, strlen(OPTION_WORD));

		if (core.len && (!option || !done))
			text_add(&core, " ", 1);
		if (!option)
			text_add(&core, words, len);
		else if (!done)
			text_str(&core, port->core);
		done |= option;
		words += len + strspn(words + len, " ");
	}
	with.core = core.s;
	link = object_copy(&with);
	text_free(&core);
	return (struct object *)link;
}

/*
 * Leaves out whether duplicate address detection is done. An address that is kept while
 * its link is down must go through it again, and the kernel announces only the end of
 * that.
 */
static void put_addr6(const struct nlmsghdr *nlh, const struct ifaddrmsg *ifa)
{
	const struct nlattr *local = message_attr(nlh, sizeof(*ifa), IFA_LOCAL);
	uint32_t flags = nl_u32(message_attr(nlh, sizeof(*ifa), IFA_FLAGS));
	uint16_t path = IFA_LOCAL;

	if (!local)
		local = message_attr(nlh, sizeof(*ifa), IFA_ADDRESS);
	if (local)
		build_attr(&built.slot, &path, 1, local);
	built.object.tentative = flags & IFA_F_TENTATIVE;
	build_field(&built.core, "len", ifa->ifa_prefixlen);
	build_field(&built.core, "flags", flags & ~IFA_F_TENTATIVE);
}

static void parse_addr(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct ifaddrmsg *ifa = NLMSG_DATA(nlh);

	if (ifa->ifa_family != AF_INET && ifa->ifa_family != AF_INET6)
		return;
	build_begin(ifa->ifa_family == AF_INET ? OBJECT_ADDR4 : OBJECT_ADDR6);
	build_field(&built.slot, "dev", ifa->ifa_index);
	if (ifa->ifa_family == AF_INET)
		build_field(&built.slot, "len", ifa->ifa_prefixlen);
	else
		put_addr6(nlh, ifa);
	build_field(&built.core, "scope", ifa->ifa_scope);
	build_message(nlh, sizeof(*ifa));
	build_end(list);
}

/* Divides the @flags of a leg into configuration and state. */
static void put_leg_flags(uint32_t flags)
{
	if (flags & LEG_CONFIG)
		build_field(&built.via, "flags", flags & LEG_CONFIG);
	build_field(&built.state, "flags", flags & LEG_STATES);
}

static void put_leg(const struct rtnexthop *leg)
{
	uint16_t path[ATTR_DEPTH];

	build_attrs(RTNH_DATA(leg), leg->rtnh_len - sizeof(*leg), path, 0);
	build_field(&built.via, "oif", leg->rtnh_ifindex);
	put_leg_flags(leg->rtnh_flags);
}

#define for_each_leg(leg, legs, rest)						\
	for (const struct rtnexthop *leg = nl_data(legs);			\
	     RTNH_OK(leg, rest);						\
	     rest -= RTNH_ALIGN(leg->rtnh_len), leg = RTNH_NEXT(leg))

/*
 * Adds the legs in their order, which belongs to the identity of an IPv4 route or a
 * nexthop object.
 */
void build_legs(void)
{
	int rest = nl_len(built.legs);

	for_each_leg(leg, built.legs, rest) {
		put_leg(leg);
		build_field(&built.via, "weight", leg->rtnh_hops);
	}
}

/*
 * The kernel keeps each leg of an IPv6 route as a route of its own, and announces when one
 * of them goes. It gives weights only if the route has several legs.
 */
static void end_legs(struct objects *list, const struct nlattr *legs)
{
	int rest = nl_len(legs);

	built.object.ecmp = true;
	for_each_leg(leg, legs, rest) {
		text_clear(&built.via);
		text_clear(&built.state);
		put_leg(leg);
		built.object.weight = leg->rtnh_hops;
		build_end(list);
	}
}

static void parse_route(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct rtmsg *rtm = NLMSG_DATA(nlh);
	const struct nlattr *nh_id = message_attr(nlh, sizeof(*rtm), RTA_NH_ID);

	if ((rtm->rtm_family != AF_INET && rtm->rtm_family != AF_INET6) ||
	    rtm->rtm_flags & RTM_F_CLONED)
		return;
	build_begin(rtm->rtm_family == AF_INET ? OBJECT_ROUTE4 : OBJECT_ROUTE6);
	built.object.nh_id = nl_u32(nh_id);
	build_field(&built.slot, "len", rtm->rtm_dst_len);
	build_field(&built.slot, "srclen", rtm->rtm_src_len);
	build_field(&built.slot, "tos", rtm->rtm_tos);
	build_field(rtm->rtm_family == AF_INET ? &built.core : &built.maybe, "proto", rtm->rtm_protocol);
	build_field(&built.core, "scope", rtm->rtm_scope);
	build_field(nh_id ? &built.via : &built.core, "type", rtm->rtm_type);
	build_message(nlh, sizeof(*rtm));
	if (built.legs && rtm->rtm_family == AF_INET6 && !nh_id) {
		end_legs(list, built.legs);
		return;
	}
	if (built.legs) {
		build_legs();
	} else {
		built.object.ecmp = message_attr(nlh, sizeof(*rtm), RTA_GATEWAY) && !nh_id;
		build_field(&built.via, "oif", built.oif);
		put_leg_flags(rtm->rtm_flags & ~SINGLE_STATES);
	}
	build_end(list);
}

static void parse_rule(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct fib_rule_hdr *frh = NLMSG_DATA(nlh);

	if (frh->family != AF_INET && frh->family != AF_INET6)
		return;
	build_begin(OBJECT_RULE);
	build_field(&built.slot, "family", frh->family);
	build_field(&built.core, "srclen", frh->src_len);
	build_field(&built.core, "dstlen", frh->dst_len);
	build_field(&built.core, "tos", frh->tos);
	build_field(&built.core, "action", frh->action);
	build_field(&built.core, "flags", frh->flags & ~(RULE_STATES | RULE_SKIPPED));
	build_field(&built.state, "flags", frh->flags & RULE_STATES);
	build_message(nlh, sizeof(*frh));
	build_end(list);
}

static void parse_neigh(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct ndmsg *ndm = NLMSG_DATA(nlh);

	if (ndm->ndm_family != AF_INET && ndm->ndm_family != AF_INET6)
		return;
	build_begin(OBJECT_NEIGH);
	built.object.absent = !(ndm->ndm_state & NUD_PERMANENT);
	build_field(&built.slot, "family", ndm->ndm_family);
	build_field(&built.slot, "dev", ndm->ndm_ifindex);
	build_field(&built.core, "state", ndm->ndm_state);
	build_field(&built.core, "flags", ndm->ndm_flags);
	build_field(&built.core, "type", ndm->ndm_type);
	build_message(nlh, sizeof(*ndm));
	build_end(list);
}

static void parse_nexthop(struct objects *list, const struct nlmsghdr *nlh)
{
	const struct nhmsg *nhm = NLMSG_DATA(nlh);

	build_begin(OBJECT_NEXTHOP);
	build_field(&built.core, "family", nhm->nh_family);
	build_field(&built.core, "scope", nhm->nh_scope);
	build_field(&built.core, "proto", nhm->nh_protocol);
	build_field(&built.core, "flags", nhm->nh_flags & ~LEG_STATES);
	build_field(&built.state, "flags", nhm->nh_flags & LEG_STATES);
	build_message(nlh, sizeof(*nhm));
	build_end(list);
}

/*
 * The types of messages. Several kinds can share one.
 *
 * @also: another type, which is no deletion of the whole message
 */
static const struct {
	uint16_t add, del, also;
	size_t hdrlen;
	void (*parse)(struct objects *list, const struct nlmsghdr *nlh);
} shapes[] = {
	{ RTM_NEWLINK, RTM_DELLINK, 0, sizeof(struct ifinfomsg), parse_link },
	{ RTM_NEWADDR, RTM_DELADDR, 0, sizeof(struct ifaddrmsg), parse_addr },
	{ RTM_NEWROUTE, RTM_DELROUTE, 0, sizeof(struct rtmsg), parse_route },
	{ RTM_NEWROUTE, RTM_DELROUTE, 0, sizeof(struct rtmsg), parse_mpls },
	{ RTM_NEWROUTE, RTM_DELROUTE, 0, sizeof(struct rtmsg), parse_mroute },
	{ RTM_NEWRULE, RTM_DELRULE, 0, sizeof(struct fib_rule_hdr), parse_rule },
	{ RTM_NEWNEIGH, RTM_DELNEIGH, 0, sizeof(struct ndmsg), parse_neigh },
	{ RTM_NEWNEIGH, RTM_DELNEIGH, 0, sizeof(struct ndmsg), parse_fdb },
	{ RTM_NEWNEXTHOP, RTM_DELNEXTHOP, 0, sizeof(struct nhmsg), parse_nexthop },
	{ RTM_NEWVLAN, RTM_DELVLAN, 0, sizeof(struct br_vlan_msg), parse_vlan },
	{ RTM_NEWMDB, RTM_DELMDB, RTM_GETMDB, sizeof(struct br_port_msg), parse_mdb },
	{ XFRM_TYPE(NEWPOLICY), XFRM_TYPE(DELPOLICY), XFRM_TYPE(UPDPOLICY), 0, parse_policy },
	{ XFRM_TYPE(FLUSHPOLICY), 0, 0, 0, parse_policy },
	{ NETJOURNAL_MESSAGE_SYSCTL, 0, 0, 4, parse_sysctl },
	{ NFT_TYPE(NEWTABLE), 0, NFT_TYPE(DELTABLE), sizeof(struct nfgenmsg), parse_nft },
};

bool is_deletion(const struct nlmsghdr *nlh)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		if (shapes[i].del && nlh->nlmsg_type == shapes[i].del)
			return true;
	return false;
}

void objects_parse(struct objects *list, const struct nlmsghdr *nlh)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		if ((nlh->nlmsg_type == shapes[i].add || nlh->nlmsg_type == shapes[i].del ||
		     nlh->nlmsg_type == shapes[i].also) &&
		    nlh->nlmsg_len >= NLMSG_LENGTH(shapes[i].hdrlen))
			shapes[i].parse(list, nlh);
}

void objects_insert(struct objects *list, size_t at, struct object *object)
{
	if (list->n == list->room) {
		list->room = list->room ? 2 * list->room : 64;
		list->object = realloc(list->object, list->room * sizeof(*list->object));
		if (!list->object)
			abort();
	}
	memmove(&list->object[at + 1], &list->object[at], (list->n - at) * sizeof(*list->object));
	list->object[at] = object;
	list->n++;
}

void objects_add(struct objects *list, struct object *object)
{
	objects_insert(list, list->n, object);
}

void objects_remove(struct objects *list, size_t at)
{
	object_free(list->object[at]);
	list->n--;
	memmove(&list->object[at], &list->object[at + 1], (list->n - at) * sizeof(*list->object));
}

void objects_free(struct objects *list)
{
	for (size_t i = 0; i < list->n; i++)
		object_free(list->object[i]);
	free(list->object);
	memset(list, 0, sizeof(*list));
}
