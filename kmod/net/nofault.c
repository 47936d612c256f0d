// SPDX-License-Identifier: GPL-2.0
/*
 * Reads structures of the kernel whose pointers may lead anywhere.
 */
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <net/net_namespace.h>

#include "nofault.h"

/* Bytes that are copied at once. */
#define NOFAULT_PIECE	32

/* A piece does not reach into the next page, which may not exist. */
bool nj_nofault_string(char *to, const char *from, size_t size)
{
	size_t done, part;

	for (done = 0; done < size; done += part) {
		part = min3(size - done, (size_t)NOFAULT_PIECE,
			    PAGE_SIZE - offset_in_page(from + done));
		if (copy_from_kernel_nofault(to + done, from + done, part))
			return false;
		if (strnlen(to + done, part) < part)
			return true;
	}
	return false;
}

/* All network namespaces have the same operations. */
bool nj_nofault_is_net(const struct net *net)
{
	const struct proc_ns_operations *ops;

	return !get_kernel_nofault(ops, &net->ns.ops) && ops == init_net.ns.ops;
}
