// SPDX-License-Identifier: GPL-2.0
/*
 * The hooks of the module as text, for `netjournal status`.
 */
#include <linux/netjournal.h>
#include <netlink/attr.h>
#include <stdio.h>

#include "journal/domain.h"
#include "nl/genl.h"
#include "nl/spec.h"
#include "nl/spec_tables.h"

/* A text that the kernel has ended with NUL; "" if it has not. */
static const char *text_of(const struct nlattr *nest, int type)
{
	const struct nlattr *nla = nla_find(nla_data(nest), nla_len(nest), type);
	int len = nla ? nla_len(nla) : 0;

	return len && !((const char *)nla_data(nla))[len - 1] ? nla_data(nla) : "";
}

uint32_t domain_unseen(const struct nlattr *nla, char *text, size_t size)
{
	if (nla_type(nla) != NETJOURNAL_A_STATUS_HOOK)
		return 0;
	switch (genl_nest_number(nla, NETJOURNAL_A_HOOK_STATE)) {
	case NETJOURNAL_HOOK_STATE_ON:
	case NETJOURNAL_HOOK_STATE_UNNEEDED:
	/* What the module would change cannot be changed. */
	case NETJOURNAL_HOOK_STATE_UNLOADED:
		return 0;
	default:
		snprintf(text, size, "%s", text_of(nla, NETJOURNAL_A_HOOK_UNSEEN));
		return genl_nest_number(nla, NETJOURNAL_A_HOOK_KINDS);
	}
}

/* One hook of the module: its state, and what is not recorded without it. */
static void print_hook(struct out *o, const struct nlattr *hook)
{
	uint32_t state = genl_nest_number(hook, NETJOURNAL_A_HOOK_STATE);

	if (state == NETJOURNAL_HOOK_STATE_UNNEEDED)
		return;
	out_text(o, OUT_PLAIN, "%-28s %s", text_of(hook, NETJOURNAL_A_HOOK_FUNCTION),
		 spec_name(&spec_hook_states, state));
	if (state != NETJOURNAL_HOOK_STATE_ON)
		out_text(o, OUT_PLAIN, "  not recorded: %s", text_of(hook, NETJOURNAL_A_HOOK_UNSEEN));
	out_text(o, OUT_PLAIN, "\n");
}

void domain_print_status(struct out *o, const struct nlattr *attrs, int len)
{
	const struct nlattr *nla = attrs;
	int rem = len;
	bool any = false;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		if (nla_type(nla) != NETJOURNAL_A_STATUS_HOOK)
			continue;
		if (!any)
			out_text(o, OUT_DIM, "\n%-28s %s\n", "hook", "state");
		any = true;
		print_hook(o, nla);
	}
}
