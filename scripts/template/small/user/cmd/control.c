// SPDX-License-Identifier: GPL-2.0
/*
 * The client of the example family.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/control.h"
#include "nl/spec.h"

int control_open(struct control *c)
{
	int err = netlink_open(&c->netlink, NETLINK_GENERIC);

	if (err)
		return err;
	err = family_find(&c->netlink, EXAMPLE_FAMILY_NAME, &c->family);
	if (err)
		control_close(c);
	return err;
}

void control_close(struct control *c)
{
	netlink_close(&c->netlink);
}

struct nl_msg *control_request(const struct control *c, int cmd, int flags)
{
	return genl_request(c->family.id, cmd, EXAMPLE_FAMILY_VERSION, flags);
}

int control_call(struct control *c, struct nl_msg *msg, const struct spec_set *set,
		 const struct netlink_handler *handler)
{
	int err = netlink_call(&c->netlink, msg, set, handler);
	char *error = c->netlink.error;
	size_t len = strlen(error);

	if (err == -EPERM)
		snprintf(error + len, sizeof(c->netlink.error) - len,
			 " (CAP_NET_ADMIN is needed)");
	return err;
}

int control_fail(const struct args *a, const struct control *c)
{
	complain("%s: %s", a->verb->name, c->netlink.error);
	return STATUS_SYSTEM;
}

/* Attributes that are absent, or not as long as they should be, are 0. */
static uint64_t find_number(const struct nlmsghdr *nlh, int type)
{
	const struct nlattr *nla = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), type);

	if (nla && nla_len(nla) == sizeof(uint32_t))
		return nla_get_u32(nla);
	return nla && nla_len(nla) == sizeof(uint64_t) ? nla_get_u64(nla) : 0;
}

void channel_print(struct out *o, const struct nlmsghdr *nlh)
{
	const struct nlattr *label = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
					      EXAMPLE_A_CHANNEL_LABEL);

	if (o->json) {
		/* The keys are the names of the spec. */
		out_object(o, NULL);
		spec_print(o, &spec_channel, genl_attrs(nlh), genl_attrs_len(nlh), 0, NULL,
			   NULL);
		out_object_end(o);
		return;
	}
	out_u64(o, NULL, "channel %u", find_number(nlh, EXAMPLE_A_CHANNEL_INDEX));
	if (label)
		out_strn(o, OUT_PLAIN, NULL, " (%s)", nla_data(label), nla_len(label));
	out_u64(o, NULL, ": level %u", find_number(nlh, EXAMPLE_A_CHANNEL_LEVEL));
	out_u64(o, NULL, ", set %u times\n", find_number(nlh, EXAMPLE_A_CHANNEL_CHANGES));
}
