// SPDX-License-Identifier: GPL-2.0
/*
 * Makes records of one kind. See domain.h.
 */
#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "domain.h"

static void cause_parse(struct domain_cause *cause, const struct nlattr *nest)
{
	const struct nlattr *tb[NETJOURNAL_A_CAUSE_MAX + 1], *address;

	nl_parse(tb, NETJOURNAL_A_CAUSE_MAX, nl_data(nest), nl_len(nest));
	cause->event = nl_u32(tb[NETJOURNAL_A_CAUSE_EVENT]);
	cause->ifindex = nl_u32(tb[NETJOURNAL_A_CAUSE_IFINDEX]);
	cause->netns = nl_u32(tb[NETJOURNAL_A_CAUSE_NETNS]);
	cause->nexthop = nl_u32(tb[NETJOURNAL_A_CAUSE_NEXTHOP]);
	cause->seq = nl_u64(tb[NETJOURNAL_A_CAUSE_SEQ]);
	cause->act = nl_u64(tb[NETJOURNAL_A_CAUSE_ACT]);
	cause->guess = tb[NETJOURNAL_A_CAUSE_GUESS];
	address = tb[NETJOURNAL_A_CAUSE_ADDRESS];
	if (address && nl_len(address) <= sizeof(cause->address)) {
		cause->address_len = nl_len(address);
		memcpy(cause->address, nl_data(address), cause->address_len);
	}
}

void domain_record_parse(struct domain_record *rec, const struct nlattr **tb)
{
	rec->silent = tb[NETJOURNAL_A_RECORD_SILENT];
	if (tb[NETJOURNAL_A_RECORD_CAUSE])
		cause_parse(&rec->cause, tb[NETJOURNAL_A_RECORD_CAUSE]);
	if (tb[NETJOURNAL_A_RECORD_MESSAGE]) {
		rec->msg_len = nl_len(tb[NETJOURNAL_A_RECORD_MESSAGE]);
		if (rec->msg_len > sizeof(rec->msg_buf))
			rec->msg_len = sizeof(rec->msg_buf);
		memcpy(rec->msg_buf, nl_data(tb[NETJOURNAL_A_RECORD_MESSAGE]), rec->msg_len);
	}
}

void quiet(void)
{
	run("echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6 && "
	    "printf 'link add d0 type dummy\\nlink set d0 up\\n' | ip -batch -");
}

void new_netns_quiet(void)
{
	new_netns();
	quiet();
}

const struct nlattr *rec_attr(const struct rec *rec, size_t hdrlen, int type)
{
	size_t skip = NLMSG_HDRLEN + NLMSG_ALIGN(hdrlen);
	const struct nlattr *found = NULL;

	if (rec->domain.msg_len < skip)
		return NULL;
	nl_for_each(nla, (void *)(rec->domain.msg_buf + skip), rec->domain.msg_len - skip) {
		if (nla->nla_len < NLA_HDRLEN)
			break;
		if ((nla->nla_type & NLA_TYPE_MASK) == type)
			found = nla;
	}
	return found;
}

static void route4(struct nl_req *req, int type, uint32_t table, uint32_t dst, uint32_t oif)
{
	struct rtmsg rtm = {
		.rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_LINK, .rtm_type = RTN_UNICAST,
	};

	nl_begin(req, type, type == RTM_NEWROUTE ? NLM_F_CREATE | NLM_F_EXCL : 0);
	nl_append(req, &rtm, sizeof(rtm));
	nl_put(req, RTA_DST, &dst, sizeof(dst));
	nl_put_u32(req, RTA_TABLE, table);
	nl_put_u32(req, RTA_OIF, oif);
}

void churn_open(struct churn *c)
{
	c->oif = if_nametoindex("d0");
	if (!c->oif || nl_open(&c->nl, NETLINK_ROUTE))
		abort();
}

void churn_close(struct churn *c)
{
	nl_close(&c->nl);
}

void churn_over(struct churn *c, uint32_t who, uint32_t times)
{
	struct nl_req *req = malloc(sizeof(*req));

	for (uint32_t i = 0; i < times; i++) {
		uint32_t dst = htonl(0x0b000000 + i);

		route4(req, RTM_NEWROUTE, who, dst, c->oif);
		if (nl_talk(&c->nl, req, NULL, NULL))
			abort();
		route4(req, RTM_DELROUTE, who, dst, c->oif);
		if (nl_talk(&c->nl, req, NULL, NULL))
			abort();
	}
	free(req);
}

void churn(uint32_t who, uint32_t times)
{
	struct churn c;

	churn_open(&c);
	churn_over(&c, who, times);
	churn_close(&c);
}

int leg_flags(struct recs *recs, uint64_t after, const char *dev, int *n)
{
	int flags = -1, rem;

	*n = 0;
	recs_free(recs);
	if (recs_read(recs, after, KINDS(ROUTE)))
		return -1;
	for (size_t i = 0; i < recs->n; i++) {
		const struct nlattr *mp = rec_attr(&recs->rec[i], sizeof(struct rtmsg), RTA_MULTIPATH);
		const struct rtnexthop *rtnh;

		if (recs->rec[i].domain.msg.nlmsg_type != RTM_NEWROUTE || !mp)
			continue;
		++*n;
		rtnh = nl_data(mp);
		for (rem = nl_len(mp); RTNH_OK(rtnh, rem); rtnh = RTNH_NEXT(rtnh)) {
			if (rtnh->rtnh_ifindex == if_nametoindex(dev))
				flags = rtnh->rtnh_flags;
			rem -= RTNH_ALIGN(rtnh->rtnh_len);
		}
	}
	return flags;
}
