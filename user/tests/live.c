// SPDX-License-Identifier: GPL-2.0
/*
 * Dumps live objects through the decoder, to compare with `ip` and to collect
 * messages for the corpus:
 *
 *	live [-j|-d|-t] [-4|-6] [-s DIR] KIND
 *
 * prints an array of JSON (-j), dumps (-d) or lines of text (-t); -s saves each
 * message in DIR instead, without the statistics of links, as the journal does.
 */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../attr.h"
#include "../event.h"
#include "../out.h"

static const struct {
	const char *kind;
	int type, hdr_len;
} kinds[] = {
	{ "link", RTM_GETLINK, sizeof(struct ifinfomsg) },
	{ "addr", RTM_GETADDR, 8 },
	{ "route", RTM_GETROUTE, sizeof(struct rtmsg) },
	{ "rule", RTM_GETRULE, 12 },
	{ "neigh", RTM_GETNEIGH, 12 },
	{ "nexthop", RTM_GETNEXTHOP, 8 },
};

static const char *ifname(void *arg, uint32_t ifindex)
{
	return if_indextoname(ifindex, arg);
}

static void put(uint8_t *buf, uint32_t *len, const uint8_t *a)
{
	memcpy(buf + *len, a, attr_raw_len(a));
	*len += NLA_ALIGN(attr_raw_len(a));
}

static void save(const char *dir, int n, const struct event *ev)
{
	static uint8_t buf[65536];
	struct attr_iter it = attr_iter(ev->attrs, ev->attrs_len);
	uint32_t len = ev->attrs - (ev->hdr - NLMSG_HDRLEN);
	char path[4096];
	const uint8_t *a;
	FILE *f;

	memset(buf, 0, sizeof(buf));
	memcpy(buf, ev->hdr - NLMSG_HDRLEN, len);
	while ((a = attr_next(&it))) {
		if (ev->kind == NETJOURNAL_KIND_LINK &&
		    (attr_type(a) == IFLA_STATS || attr_type(a) == IFLA_STATS64))
			continue;
		put(buf, &len, a);
	}
	memcpy(buf, &len, sizeof(len));
	snprintf(path, sizeof(path), "%s/%s-%d", dir, event_kind_name(ev->kind),
		 n);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(2);
	}
	fwrite(buf, 1, len, f);
	fclose(f);
}

int main(int argc, char **argv)
{
	static char buf[1 << 16], name[IF_NAMESIZE];
	const struct event_names names = { .ifname = ifname, .arg = name };
	struct {
		struct nlmsghdr h;
		uint8_t body[64];
	} req = { 0 };
	const char *dir = NULL;
	int fd, opt, n = 0, family = AF_UNSPEC;
	bool json = false, dump = false;
	struct nlmsghdr *h;
	struct event ev;
	struct out o;
	ssize_t len;
	size_t k;

	while ((opt = getopt(argc, argv, "jdt46bs:")) != -1) {
		json |= opt == 'j';
		dump |= opt == 'd';
		if (opt == '4')
			family = AF_INET;
		else if (opt == '6')
			family = AF_INET6;
		else if (opt == 'b')
			family = AF_BRIDGE;
		else if (opt == 's')
			dir = optarg;
		else if (opt == '?')
			return 1;
	}
	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		if (argv[optind] && !strcmp(kinds[k].kind, argv[optind]))
			break;
	if (k == ARRAY_SIZE(kinds))
		return 1;

	fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	req.h.nlmsg_len = NLMSG_LENGTH(kinds[k].hdr_len);
	req.h.nlmsg_type = kinds[k].type;
	req.h.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	req.body[0] = family;
	if (fd < 0 || send(fd, &req, req.h.nlmsg_len, 0) < 0) {
		perror("netlink");
		return 2;
	}

	out_init(&o, stdout, json, false);
	out_array(&o, NULL);
	while ((len = recv(fd, buf, sizeof(buf), 0)) > 0) {
		for (h = (struct nlmsghdr *)buf; NLMSG_OK(h, len);
		     h = NLMSG_NEXT(h, len)) {
			if (h->nlmsg_type == NLMSG_DONE)
				goto done;
			if (event_parse(&ev, h, h->nlmsg_len)) {
				fprintf(stderr, "message of type %d is malformed\n",
					h->nlmsg_type);
				continue;
			}
			if (dir) {
				save(dir, n++, &ev);
				continue;
			}
			out_object(&o, NULL);
			if (dump)
				event_dump(&o, &ev, &names);
			else
				event_print(&o, &ev, &names);
			out_object_end(&o);
			out_text(&o, OUT_PLAIN, "\n");
		}
	}
done:
	out_array_end(&o);
	out_line_end(&o);
	out_flush(&o);
	return 0;
}
