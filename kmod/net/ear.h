/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ear: hooks at the entry of functions of the kernel.
 *
 * A hook runs in the task that calls the function, before the function does
 * anything, with all the locks that the caller holds. It must not sleep.
 */
#ifndef NJ_EAR_H
#define NJ_EAR_H

#include <linux/ftrace.h>
#include <linux/netjournal.h>

#include "compat.h"
#include "part.h"

struct sk_buff;

/**
 * struct nj_hook - a hook at the entry of one function
 * @function: name of the function
 * @clone: another name, which the compiler gives to the function if it leaves out an
 *	argument that the hook does not read; NULL: none
 * @module: the module of the kernel that has the function; NULL: the kernel itself
 * @address: the function. If the kernel does not export it, NULL until the function is
 *	found by name, and when its module has gone
 * @unseen: what is not recorded without the hook, as text for people
 * @kinds: of the records that are missing then, as bits; 0: only properties are missing
 * @required: the module does not load without it
 * @instead_of: another hook, or NULL; this hook starts only if the other one did not
 * @hear: called at the entry of the function; NULL: the hook has @ops
 * @ops: the hook's own, for a function that is called often; see NJ_HOOK_OPS()
 * @ip: where the function calls @hear; 0: not yet known
 * @state: enum netjournal_hook_state
 */
struct nj_hook {
	const char *function;
	const char *clone;
	const char *module;
	void *address;
	const char *unseen;
	u32 kinds;
	bool required;
	const struct nj_hook *instead_of;
	void (*hear)(struct ftrace_regs *fregs);
	struct ftrace_ops ops;
	unsigned long ip;
	u32 state;
};

/*
 * PERMANENT: kernel.ftrace_enabled=0 is refused while the hook is in force.
 *
 * Without RECURSION, ftrace calls the function directly, with preemption as it
 * was. A hook needs no protection against recursion. A hook does not call a hooked
 * function, or it calls it with arguments for which the hook returns at once.
 */
#define NJ_HOOK_OPS(entry) \
	{ .func = (entry), .flags = FTRACE_OPS_FL_PERMANENT | NJ_FTRACE_OPS_FLAGS }

/* Starts all hooks, and stops them. */
extern const struct nj_part nj_ear_part;

/* Room that nj_ear_fill_status() needs, in bytes. */
size_t nj_ear_status_size(void);

/**
 * nj_ear_fill_status - report which hooks are in force
 * @skb: reply to status-get, or a copy for listeners
 *
 * Context: any. Return: 0 or -EMSGSIZE.
 */
int nj_ear_fill_status(struct sk_buff *skb);

/**
 * nj_hook_distrust - take a hook out of force
 * @hook: a hook that found arguments that it does not understand
 *
 * From now on the hook does nothing, and status-get reports that. Context: any.
 */
void nj_hook_distrust(struct nj_hook *hook);

#endif
