// SPDX-License-Identifier: GPL-2.0
/*
 * receive route|neigh|link: receives the dump for `list OBJECT`, and does nothing with
 * it. No program that lists objects can be faster.
 */
#include <errno.h>
#include <error.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
	static const struct { const char *name; int type, len, family; } kinds[] = {
		{ "route", RTM_GETROUTE, sizeof(struct rtmsg), AF_INET },
		{ "neigh", RTM_GETNEIGH, sizeof(struct ndmsg), AF_INET },
		{ "link", RTM_GETLINK, sizeof(struct ifinfomsg), AF_UNSPEC },
	};
	struct {
		struct nlmsghdr nlh;
		char body[64];
	} req = { 0 };
	const uint32_t mask = RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS;
	const int on = 1;
	static char buf[32768];
	unsigned long n = 0;
	struct nlmsghdr *h;
	struct rtattr *a;
	int fd, len;
	size_t k = 0;

	while (k < 3 && (argc != 2 || strcmp(argv[1], kinds[k].name)))
		k++;
	if (k == 3)
		error(1, 0, "receive route|neigh|link");
	fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof(on));
	req.nlh.nlmsg_len = NLMSG_LENGTH(kinds[k].len);
	req.nlh.nlmsg_type = kinds[k].type;
	req.nlh.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	req.body[0] = kinds[k].family;
	if (kinds[k].type == RTM_GETLINK) {
		a = (void *)((char *)&req + NLMSG_ALIGN(req.nlh.nlmsg_len));
		a->rta_type = IFLA_EXT_MASK;
		a->rta_len = RTA_LENGTH(sizeof(mask));
		memcpy(RTA_DATA(a), &mask, sizeof(mask));
		req.nlh.nlmsg_len += RTA_LENGTH(sizeof(mask));
	}
	if (send(fd, &req, req.nlh.nlmsg_len, 0) < 0)
		error(2, errno, "send");
	while ((len = recv(fd, buf, sizeof(buf), 0)) > 0) {
		for (h = (void *)buf; NLMSG_OK(h, (unsigned int)len); h = NLMSG_NEXT(h, len)) {
			if (h->nlmsg_type == NLMSG_ERROR)
				error(2, 0, "the kernel refused");
			if (h->nlmsg_type == NLMSG_DONE) {
				printf("%lu\n", n);
				return 0;
			}
			n++;
		}
	}
	error(2, errno, "receive");
}
