// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "cause.h"
#include "domain.h"

/* The second word of ifinfomsg and of ifaddrmsg is the index of the device. */
static uint32_t index_of(const struct rec *rec)
{
	return ((const uint32_t *)NLMSG_DATA(&rec->domain.msg))[1];
}

bool is_about_link(const struct rec *rec, int type, uint32_t ifindex)
{
	return rec->domain.msg_len && rec->domain.msg.nlmsg_type == type && index_of(rec) == ifindex;
}

const struct rec *link_record(const struct recs *recs, int type, uint32_t ifindex)
{
	for (size_t i = 0; i < recs->n; i++)
		if (is_about_link(&recs->rec[i], type, ifindex))
			return &recs->rec[i];
	return NULL;
}

bool is_about_addr(const struct rec *rec, int type, const char *address)
{
	const struct nlattr *nla = rec_attr(rec, sizeof(struct ifaddrmsg), IFA_ADDRESS);
	uint8_t bytes[16];
	int len = strchr(address, ':') ? 16 : 4;

	inet_pton(len == 4 ? AF_INET : AF_INET6, address, bytes);
	return rec->kind == NETJOURNAL_KIND_ADDR && rec->domain.msg.nlmsg_type == type && nla &&
	       nl_len(nla) == len && !memcmp(nl_data(nla), bytes, len);
}

const struct rec *addr_record(const struct recs *recs, int type, const char *address)
{
	for (size_t i = recs->n; i--;)
		if (is_about_addr(&recs->rec[i], type, address))
			return &recs->rec[i];
	return NULL;
}

bool cause_is(const struct rec *rec, uint32_t event, uint32_t ifindex, uint64_t seq)
{
	const struct domain_cause *cause = &rec->domain.cause;

	return cause->event == event && cause->ifindex == ifindex && cause->seq == seq && !cause->guess &&
	       !cause->act;
}

bool cause_names(const struct rec *rec, const char *address)
{
	const struct domain_cause *cause = &rec->domain.cause;
	uint8_t bytes[16];

	inet_pton(cause->address_len == 4 ? AF_INET : AF_INET6, address, bytes);
	return cause->address_len && !memcmp(bytes, cause->address, cause->address_len);
}
