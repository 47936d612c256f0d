// SPDX-License-Identifier: GPL-2.0
/*
 * A generic netlink family, as nlctrl describes it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "nl/family.h"
#include "nl/genl.h"
#include "nl/missing.h"

static void read_group(struct family *family, const struct nlattr *group)
{
	const struct nlattr *nla;
	const char *name = NULL;
	uint32_t id = 0;
	int rem;

	nla_for_each_nested(nla, (struct nlattr *)group, rem) {
		if (nla_type(nla) == CTRL_ATTR_MCAST_GRP_NAME &&
		    memchr(nla_data(nla), '\0', nla_len(nla)))
			name = nla_data(nla);
		if (nla_type(nla) == CTRL_ATTR_MCAST_GRP_ID && nla_len(nla) == sizeof(id))
			id = nla_get_u32(nla);
	}
	if (!name || !id || family->n_groups == FAMILY_GROUPS)
		return;
	family->groups[family->n_groups].id = id;
	snprintf(family->groups[family->n_groups++].name, GENL_NAMSIZ, "%s", name);
}

static int read_family(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *attrs = genl_attrs(nlh);
	int len = genl_attrs_len(nlh), rem;
	const struct nlattr *groups = nla_find(attrs, len, CTRL_ATTR_MCAST_GROUPS);
	const struct nlattr *id = nla_find(attrs, len, CTRL_ATTR_FAMILY_ID);
	struct family *family = arg;
	const struct nlattr *nla;

	if (id && nla_len(id) >= (int)sizeof(uint16_t))
		family->id = nla_get_u16(id);
	if (groups)
		nla_for_each_nested(nla, (struct nlattr *)groups, rem)
			read_group(family, nla);
	return 0;
}

int family_find(struct netlink *n, const char *name, struct family *family)
{
	const struct netlink_handler h = { .message = read_family, .arg = family };
	struct nl_msg *msg = genl_request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 1, 0);
	int err;

	memset(family, 0, sizeof(*family));
	family->name = name;
	if (msg)
		nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, name);
	err = netlink_call(n, msg, &spec_ctrl, &h);
	if (!err && !family->id) {
		snprintf(n->error, sizeof(n->error), "nlctrl's answer has no family id");
		err = -EBADMSG;
	}
	if (err == -ENOENT)
		module_missing(n->error, sizeof(n->error), name);
	return err;
}

uint32_t family_group(const struct family *family, const char *name)
{
	unsigned int i;

	for (i = 0; i < family->n_groups; i++)
		if (!strcmp(family->groups[i].name, name))
			return family->groups[i].id;
	return 0;
}
