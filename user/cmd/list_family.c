// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal list family`: lists the generic netlink families of this kernel, as nlctrl
 * describes them. With a name, also lists the policies of the family's operations. Needs
 * neither the module nor a privilege.
 */
#include <errno.h>
#include <linux/genetlink.h>
#include <string.h>

#include "base/complete.h"
#include "base/tool.h"
#include "cmd/list_family.h"
#include "journal/print.h"
#include "nl/families.h"

static int print_families(struct netlink *genl, bool json, const char *name)
{
	static struct printer printer;
	int err;

	printer_init(&printer, json, NULL);
	err = families_print(genl, name, &printer.out);
	if (err == -ENOENT && name)
		complain("list: there is no family %s, and no module that provides it", name);
	else if (err)
		complain("list: %s", genl->error);
	if (err)
		return STATUS_SYSTEM;

	out_line_end(&printer.out);
	if (printer_flush(&printer))
		return STATUS_SYSTEM;
	if (!genl->inconsistent)
		return STATUS_DONE;
	complain("list: families came or went during the list, so some may be missing");
	return STATUS_LOST;
}

int list_family(struct args *a, const char *name)
{
	static struct netlink genl;
	int status;

	if (name && strlen(name) >= GENL_NAMSIZ)
		return args_usage(a, "the name of the family is too long: %s", name);
	if (netlink_open(&genl, NETLINK_GENERIC)) {
		complain("list: %s", genl.error);
		return STATUS_SYSTEM;
	}
	status = print_families(&genl, a->json, name);
	netlink_close(&genl);
	return status;
}

void list_family_complete(void)
{
	struct netlink genl;

	if (netlink_open(&genl, NETLINK_GENERIC))
		return;
	families_names(&genl, complete_word);
	netlink_close(&genl);
}
