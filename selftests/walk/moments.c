// SPDX-License-Identifier: GPL-2.0
/* Compares earlier moments with `netjournal list --at`. See moments.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "moments.h"

/*
 * Prints the lists at a moment, sorted. Left out is what the kernel changes by itself, without always
 * announcing it:
 * - of links: flags and states, the peer or lower link, which can be in another namespace, the MTU and the
 *   permanent address of an ipvlan, the address of a macvlan in the mode passthru;
 * - of routes: whether they are dead, what a nexthop object decides for them, what only one leg of an IPv6 route
 *   has, and the order of its legs;
 * - rules whose target has come, the scope of a nexthop, remaining life times, whether an address is known to
 *   be unique, and the labels of addresses, which change with the name of the link and do not come back with it;
 * - the interfaces of multicast routes, which come and go with those of the daemon.
 * Only permanent neighbours are configuration. The addresses of devices are no entries of a bridge, and the own
 * entry of a bridge can be that of a port. Other names of a link come last, because kernels do not agree on their
 * place. (The option is empty for the present.)
 */
#define LISTS	"for list in link addr 'route table all' rule 'neigh state permanent' nexthop vlan 'fdb static' " \
		"'mdb permanent' mpls xfrm 'sysctl net.ipv4.ip_forward' 'sysctl net.ipv4.conf.default.rp_filter' " \
		"'sysctl net.ipv4.conf.all.accept_redirects' " \
		"'sysctl net.ipv6.conf.default.accept_ra' 'sysctl net.ipv4.tcp_syn_retries' 'sysctl net.core.somaxconn' %s; do " \
		"netjournal list $list %s || echo \"# list $list %s: status $?\"; done 2>&1 | " \
		"sed -e '/not announced yet$/d; /: there was no such object; /d; s/ tentative//; s/<[^>]*>//; s/ state [A-Z]*//; s/ qdisc [a-z_]*//' " \
		"-e '/^id /s/ scope [a-z]*//; s/ label [^ ]*//' " \
		"-e ':a; s/ altname \\([^ ]*\\)\\(.*\\)/\\2 other \\1/; ta' " \
		"-e 's/@[^ ]*  *mtu/ mtu/; / ipvlan /s/ mtu [0-9]*//; / mode passthru/s/ether [^ ]*//; s/ permaddr [^ ]*//; s/ link-netnsid [0-9]*//; s/ \\(linkdown\\|dead\\|offload\\|trap\\)//g' " \
		"-e '/ nhid /{s/ \\(via inet6\\|via\\|dev\\|weight\\) [^ ]*//g; s/ nexthop//g; s/ onlink//g}' " \
		"-e '/ nexthop via [0-9a-f]*:/s/ \\(mtu\\|proto\\|src\\|pref\\) [^ ]*//g' " \
		"-e '/^[0-9a-f:]* *dev [^ ]* self permanent$/d' " \
		"-e 's/ dev [^ ]* permanent master/ permanent master/; /^(/s/) .*/)/' " \
		"-e 's/ allmulti [0-9]*//; s/ promiscuity [0-9]*//' " \
		"-e 's/ valid_lft.*//; s/ expires [0-9a-z]*//; s/ \\[unresolved\\]//; s/  */ /g' | " \
		"awk '/ nexthop via [0-9a-f]*:/{ n = split($0, leg, / nexthop /); " \
		"for (i = 2; i <= n; i++) print leg[1] \" nexthop \" leg[i]; next } 1' | LC_ALL=C sort"

/* The kernel's own routes and entries of bridges, which it makes with an address or a link. */
#define OWN_ROUTE	" proto kernel "
#define OWN_ENTRY	" permanent master "

/* @also: more lists */
static void print_lists(const struct space *space, const char *also, const char *option, struct text *text)
{
	char command[4096];

	text_clear(text);
	snprintf(command, sizeof(command), LISTS, also, option, option);
	if (!space_print(space, command, text))
		text_str(text, "# the lists cannot be printed\n");
}

void moments_add(struct moments *moments, struct space *space)
{
	struct moment *moment;
	uint64_t seq = space->cursor;

	moments->moment = realloc(moments->moment, (moments->n + 1) * sizeof(*moment));
	if (!moments->moment)
		abort();
	moment = &moments->moment[moments->n];
	*moment = (struct moment){ .seq = seq };
	print_lists(space, moments->also, "", &moment->lists);
	free(space_read(space, &(struct drop){}));
	if (space->cursor == seq)
		moments->n++;
	else
		text_free(&moment->lists);
}

/* Prints the lines of one sorted text that the other one does not have, each after @sign. */
static void print_only(struct text *text, const char *sign, const char *in, const char *other)
{
	size_t len;
	int order;

	while (*in) {
		len = strcspn(in, "\n") + 1;
		order = *other ? strncmp(in, other, len) : -1;
		if (order < 0) {
			text_str(text, sign);
			text_add(text, in, len);
		}
		if (order <= 0)
			in += len;
		if (order >= 0)
			other += strcspn(other, "\n") + 1;
	}
}

bool moments_agree(const struct moments *moments, const struct space *space, unsigned int shift,
		   struct text *text)
{
	struct text past = {};
	char option[48];

	text_clear(text);
	for (size_t i = 0; i < moments->n && !text->len; i++) {
		const struct moment *moment = &moments->moment[i];

		if (moment->seq + shift > space->cursor)
			continue;
		snprintf(option, sizeof(option), "--at %llu",
			 (unsigned long long)moment->seq + shift);
		print_lists(space, moments->also, option, &past);
		if (!strcmp(past.s, moment->lists.s))
			continue;
		text_str(text, "# list ");
		text_str(text, option);
		text_str(text, " (-) and what the kernel had (+):\n");
		print_only(text, "#  -", past.s, moment->lists.s);
		print_only(text, "#  +", moment->lists.s, past.s);
	}
	text_free(&past);
	return !text->len;
}

/* Removes the lines for which @drop returns true. Each has its newline. */
static void drop_lines(char *lines, bool (*drop)(const char *line, size_t len, const char *then), const char *then)
{
	char *to = lines;
	size_t len;

	for (; *lines; lines += len) {
		len = strcspn(lines, "\n");
		len += lines[len] == '\n';
		if (drop(lines, len, then))
			continue;
		memmove(to, lines, len);
		to += len;
	}
	*to = 0;
}

/*
 * Returns whether the line is about a link-local address, about multicast of IPv6, or about a route to one of the host's own
 * addresses. The kernel makes them by itself when a link goes up, but not while it has no carrier, and makes others if the
 * link has another address by then. Whether a link that is down has the routes of its addresses depends on how it came to be
 * down.
 */
static bool is_own_route(const char *line, size_t len, const char *then)
{
	static const char *const begins[] = {
		"fe80:", "local fe80:", "anycast ", "multicast ff00::/8 ", "local 2001:db8:", "local 10.",
	};

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (!strncmp(line, begins[i], strlen(begins[i])))
			return true;
	return false;
}

/*
 * Returns whether the line is about what the kernel has made and there was not @then: one of its own routes, or the entry of
 * a bridge for the address of a device. Somebody had deleted it, and undo brought back its address or its bridge. The walk
 * itself adds only entries whose address begins with 02:00.
 */
static bool is_new_own(const char *line, size_t len, const char *then)
{
	const char *route = strstr(line, OWN_ROUTE), *entry = strstr(line, OWN_ENTRY);

	if ((!route || route >= line + len) && (!entry || entry >= line + len || !strncmp(line, "02:00", 5)))
		return false;
	for (; *then; then += strcspn(then, "\n") + 1)
		if (!strncmp(then, line, len))
			return false;
	return true;
}

bool moments_undo(const struct moments *moments, const struct space *space, bool print, struct text *text)
{
	char command[128], line[4096];
	FILE *f;

	text_clear(text);
	snprintf(command, sizeof(command), "exec netjournal undo --since %llu %s 2>&1",
		 (unsigned long long)moments->moment[moments->n - 1].seq, print ? "" : "--apply");
	f = space_popen(space, command);
	while (f && fgets(line, sizeof(line), f)) {
		text_str(text, "#   ");
		text_str(text, line);
	}
	return f && !pclose(f);
}

bool moments_restored(const struct moments *moments, const struct space *space, struct text *text)
{
	char *then = moments->moment[moments->n - 1].lists.s;
	struct text now = {};
	bool same;

	print_lists(space, moments->also, "", &now);
	drop_lines(now.s, is_own_route, NULL);
	drop_lines(then, is_own_route, NULL);
	drop_lines(now.s, is_new_own, then);
	same = !strcmp(now.s, then);
	if (!same) {
		text_str(text, "# what the kernel has (-), and what it had (+):\n");
		print_only(text, "#  -", now.s, then);
		print_only(text, "#  +", then, now.s);
	}
	text_free(&now);
	return same;
}

void moments_free(struct moments *moments)
{
	for (size_t i = 0; i < moments->n; i++)
		text_free(&moments->moment[i].lists);
	free(moments->moment);
	moments->moment = NULL;
	moments->n = 0;
}
