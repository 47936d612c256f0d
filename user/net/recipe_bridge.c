// SPDX-License-Identifier: GPL-2.0
/* The commands of `bridge` that make objects of bridges. See recipe_kind.h. */
#include <errno.h>
#include <linux/neighbour.h>
#include <stdio.h>
#include <string.h>

#include "decode/attr.h"
#include "decode/mdb.h"
#include "decode/neigh.h"
#include "decode/vlan.h"
#include "net/recipe_kind.h"

/* The spanning tree sets the state. */
static const struct known_word vlan_words[] = {
	{ "dev", 1 }, { "PVID", 0, MORE, .as = "pvid" }, { "Egress", 0, DROP },
	{ "Untagged", 0, MORE, .as = "untagged" }, { "state", 1, DROP }, { "mcast_router", 1, DROP },
	{ "mcast_n_groups", 1, DROP },
	{ NULL }
};

static const struct known_word fdb_words[] = {
	{ "dst", 1 }, { "dev", 1 }, { "self", 0 }, { "master", 1, .bare = true }, { "vlan", 1 },
	{ "port", 1 }, { "vni", 1 }, { "src_vni", 1 }, { "via", 1 }, { "nhid", 1 },
	{ "router", 0, MORE }, { "extern_learn", 0, MORE }, { "sticky", 0, MORE },
	{ "permanent", 0, MORE }, { "static", 0, MORE }, { "stale", 0, DROP }, { "learned", 0, DROP },
	{ "used", 1, DROP }, { "ref", 1, DROP }, { "offload", 0, DROP }, { "proto", 1, DROP },
	{ NULL }
};

static const struct known_word mdb_words[] = {
	{ "dev", 1 }, { "port", 1 }, { "permanent", 0, MORE }, { "vid", 1 }, { "src", 1 },
	{ "dst", 1 }, { "dst_port", 1 }, { "vni", 1 }, { "src_vni", 1 }, { "via", 1 },
	{ "offload", 0, DROP }, { "filter_mode", 1, DROP }, { "proto", 1, DROP }, { "timer", 1, DROP },
	{ NULL }
};

static int add_vlan_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *vid = recipe_next_word(t);

	if (vlan_is_global(ev))
		return recipe_give_up(r, "undo leaves the options of a VLAN of the whole bridge alone", "");
	recipe_add(r, "vid");
	if (vid)
		recipe_add(r, vid);
	return 0;
}

/* Removes a word, which has a blank on both sides, and the one after it. */
static void cut_word(char *text, const char *word)
{
	char *at = strstr(text, word), *end;

	if (!at)
		return;
	end = at + strlen(word);
	end += strcspn(end, " ");
	memmove(at, end, strlen(end) + 1);
}

static int add_fdb_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *address = recipe_next_word(t);

	if (fdb_is_learned(ev))
		return recipe_give_up(r, "the kernel has learned this entry, or it ages", "");
	if (address)
		recipe_add(r, address);
	/* An entry of the bridge itself. */
	if (ev->attr[NDA_MASTER] && attr_u32(ev->attr[NDA_MASTER]) == ev->ifindex) {
		recipe_add(r, "self");
		cut_word(t->next, " master ");
	}
	return 0;
}

static int add_mdb_head(struct recipe *r, struct object_text *t, const struct event *ev)
{
	const char *group = recipe_next_word(t);

	if (mdb_is_learned(ev))
		return recipe_give_up(r, "the kernel has learned this group", "");
	recipe_add(r, "grp");
	if (group)
		recipe_add(r, group);
	return 0;
}

const struct recipe_kind recipe_vlan = {
	"bridge", "vlan", { "add", "add", "add", "del" }, add_vlan_head, vlan_words, .any_family = true,
};

/* VXLAN devices have several entries with one address. */
const struct recipe_kind recipe_fdb = {
	"bridge", "fdb", { "add", "replace", "append", "del" }, add_fdb_head, fdb_words, .any_family = true,
};

const struct recipe_kind recipe_mdb = {
	"bridge", "mdb", { "add", "replace", "add", "del" }, add_mdb_head, mdb_words, .any_family = true,
};
