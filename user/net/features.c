// SPDX-License-Identifier: GPL-2.0
/* Asks the kernel for the names of ethtool's bits. */
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <netlink/genl/ctrl.h>
#include <stdbool.h>
#include <string.h>

#include "base/util.h"
#include "net/features.h"
#include "net/socket.h"
#include "nl/genl.h"

#define BITS_MAX	256

/* The names of one set. @asked: they need not be asked for again */
struct names {
	unsigned int set;
	bool asked;
	char name[BITS_MAX][ETH_GSTRING_LEN];
};

static struct names all[] = {
	{ ETH_SS_FEATURES }, { ETH_SS_LINK_MODES }, { ETH_SS_MSG_CLASSES }, { ETH_SS_WOL_MODES },
};

static const struct nlattr *inside(const struct nlattr *nest, int type)
{
	return nest ? nla_find(nla_data(nest), nla_len(nest), type) : NULL;
}

static void take_string(struct names *names, const struct nlattr *string)
{
	const struct nlattr *index = inside(string, ETHTOOL_A_STRING_INDEX);
	const struct nlattr *value = inside(string, ETHTOOL_A_STRING_VALUE);

	if (index && value && nla_len(index) == sizeof(uint32_t) && nla_get_u32(index) < BITS_MAX)
		nla_strlcpy(names->name[nla_get_u32(index)], value, ETH_GSTRING_LEN);
}

static int take_strings(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *sets = nla_find(genl_attrs(nlh), genl_attrs_len(nlh), ETHTOOL_A_STRSET_STRINGSETS);
	const struct nlattr *strings = inside(inside(sets, ETHTOOL_A_STRINGSETS_STRINGSET), ETHTOOL_A_STRINGSET_STRINGS);
	struct nlattr *string;
	int rem;

	if (strings)
		nla_for_each_nested(string, (struct nlattr *)strings, rem)
			take_string(arg, string);
	return 0;
}

static struct nl_msg *question(int family, unsigned int set)
{
	struct nl_msg *msg = genl_request(family, ETHTOOL_MSG_STRSET_GET, ETHTOOL_GENL_VERSION, 0);
	struct nlattr *header, *sets, *one;

	if (!msg)
		return NULL;
	/* The kernel wants a header, even one that names no device. */
	header = nla_nest_start(msg, ETHTOOL_A_STRSET_HEADER);
	if (!header || nla_put_u32(msg, ETHTOOL_A_HEADER_FLAGS, 0)) {
		nlmsg_free(msg);
		return NULL;
	}
	nla_nest_end(msg, header);
	sets = nla_nest_start(msg, ETHTOOL_A_STRSET_STRINGSETS);
	one = sets ? nla_nest_start(msg, ETHTOOL_A_STRINGSETS_STRINGSET) : NULL;
	if (!one || nla_put_u32(msg, ETHTOOL_A_STRINGSET_ID, set)) {
		nlmsg_free(msg);
		return NULL;
	}
	nla_nest_end(msg, one);
	nla_nest_end(msg, sets);
	return msg;
}

/* Without an answer the bits have no names. */
static void ask(struct names *names)
{
	const struct netlink_handler h = { .message = take_strings, .arg = names };
	int family, err;
	struct netlink *genl = socket_new(NETLINK_GENERIC, &err);

	names->asked = true;
	if (err)
		return;
	family = genl_ctrl_resolve(genl->sock, ETHTOOL_GENL_NAME);
	if (family >= 0)
		netlink_call(genl, question(family, names->set), NULL, &h);
	socket_free(genl);
}

const char *features_name(unsigned int set, unsigned int bit)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(all) && all[i].set != set; i++)
		;
	if (i == ARRAY_SIZE(all) || bit >= BITS_MAX)
		return NULL;
	if (!all[i].asked)
		ask(&all[i]);
	return all[i].name[bit];
}
