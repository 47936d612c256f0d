// SPDX-License-Identifier: GPL-2.0
/* Selects links. */
#include <linux/if.h>
#include <linux/if_link.h>

#include "decode/decode.h"
#include "decode/select.h"

/* These functions read the name of an object, which has no word before it. */
static int select_link_name(const struct selector_input *in, const char *word)
{
	in->sel->own_dev = true;
	return select_ifname(in, word);
}

static int select_group(const struct selector_input *in, const char *word)
{
	in->sel->has_group = true;
	return select_name(in, word, RT_GROUPS, "group of interfaces",
			   &in->sel->group);
}

static int select_oper_state(const struct selector_input *in, const char *word)
{
	in->sel->oper_state = link_oper_state(word);
	if (!in->sel->oper_state)
		return selector_bad(in, "\"%s\" is not a state of an interface", word);
	return 0;
}

static const struct selector_word link_words[] = {
	{ "dev", "DEV", select_link_name, SELECTOR_MEMBER(dev), .alias = true },
	{ "up", NULL, select_true, SELECTOR_MEMBER(up) },
	{ "master", "DEV", select_ifname, SELECTOR_MEMBER(master) },
	{ "nomaster", NULL, select_true, SELECTOR_MEMBER(no_master) },
	{ "type", "TYPE", select_link_type },
	{ "group", "GROUP", select_group },
	{ "state", "STATE", select_oper_state },
	{ "address", "LLADDR", select_lladdr },
	{ NULL }
};

static bool is_link_dev(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	const uint8_t *props = ev->attr[IFLA_PROP_LIST], *a;
	struct attr_iter it;

	if (ev->attr[IFLA_IFNAME] ? selector_is_name(sel->dev, ev->attr[IFLA_IFNAME]) :
	    selector_is_dev(sel->dev, ev->ifindex, names))
		return true;
	if (props) {
		it = attr_iter_nested(props);
		while ((a = attr_next(&it)))
			if (attr_type(a) == IFLA_ALT_IFNAME &&
			    selector_is_name(sel->dev, a))
				return true;
	}
	if (sel->own_dev)
		return false;
	return selector_is_dev_attr(sel->dev, ev->attr[IFLA_MASTER], names) ||
	       (!ev->attr[IFLA_LINK_NETNSID] &&
		selector_is_dev_attr(sel->dev, ev->attr[IFLA_LINK], names));
}

static bool is_link_type(const struct selector *sel, const uint8_t *info)
{
	size_t len = strlen(sel->link_type);
	char master[sizeof(sel->link_type)];
	struct attr_iter it;

	if (!info)
		return false;
	it = attr_iter_nested(info);
	if (selector_is_name(sel->link_type, attr_find(it, IFLA_INFO_KIND)))
		return true;
	if (len <= 6 || strcmp(sel->link_type + len - 6, "_slave"))
		return false;
	memcpy(master, sel->link_type, len - 6);
	master[len - 6] = '\0';
	return selector_is_name(master, attr_find(it, IFLA_INFO_SLAVE_KIND));
}

static bool is_own_link(const struct selector *sel, const struct event *ev,
			const struct event_names *names)
{
	const uint8_t *const *tb = ev->attr;
	struct ifinfomsg ifi;

	memcpy(&ifi, ev->hdr, sizeof(ifi));
	if (sel->up && !(ifi.ifi_flags & IFF_UP))
		return false;
	if (sel->no_master && tb[IFLA_MASTER])
		return false;
	if (sel->master[0] && !selector_is_dev_attr(sel->master, tb[IFLA_MASTER], names))
		return false;
	if (sel->has_group && (tb[IFLA_GROUP] ? attr_uint(tb[IFLA_GROUP]) : 0) !=
	    sel->group)
		return false;
	if (sel->oper_state && strcmp(sel->oper_state, link_oper_state_of(ev)))
		return false;
	return !sel->link_type[0] ||
	       is_link_type(sel, tb[IFLA_LINKINFO]);
}

const struct kind_selector select_links = {
	.name = "DEV",
	.parse = select_link_name,
	.missing = "the name of an interface",
	.words = link_words,
	.is_dev = is_link_dev,
	.lladdr = IFLA_ADDRESS,
	.is_own = is_own_link,
};
