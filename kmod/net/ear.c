// SPDX-License-Identifier: GPL-2.0
/*
 * The ear: starts and stops the hooks, and says which are in force.
 *
 * The hook on announcements is required. Every other hook is optional. If the
 * kernel lacks the function, or the administrator has switched the hook off,
 * some changes are not recorded. status-get reports which.
 *
 * ftrace takes its time for each struct ftrace_ops that comes or goes, so all
 * optional hooks share one. unregister_ftrace_function() waits until no task is
 * inside a hook.
 *
 * ftrace finds a function by its name, and also finds functions of modules. A
 * livepatch or another module can have a function with the name of a hooked
 * function, and with other arguments. The hooks ignore all functions of modules.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kallsyms.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <net/netlink.h>

#include "announced.h"
#include "ear.h"
#include "request.h"
#include "silent_legs.h"
#include "silent_link.h"
#include "silent_nexthop.h"
#include "silent_route4.h"
#include "silent_route6.h"
#include "silent_rule.h"

static char *hooks_off;
module_param(hooks_off, charp, 0444);
MODULE_PARM_DESC(hooks_off, "Kernel functions, separated by commas, that the module must not hook (default none)");

/*
 * A hook comes after the hook that it replaces. Otherwise the functions that the
 * kernel calls most come first.
 */
static struct nj_hook *const hooks[] = {
	&nj_hook_broadcast,
	&nj_hook_request,
	&nj_hook_set_err,
	&nj_hook_route4,
	&nj_hook_fib,
#if IS_ENABLED(CONFIG_IPV6)
	&nj_hook_route6,
	&nj_hook_legs6_carrier,
	&nj_hook_legs6_down,
	&nj_hook_legs6_up,
#endif
	&nj_hook_legs4_down,
	&nj_hook_legs4_up,
	&nj_hook_nexthop,
	&nj_hook_rule,
	&nj_hook_link,
};

/* Whether @name, @len bytes long, is the function of @hook. */
static bool name_is(const char *name, size_t len, const struct nj_hook *hook)
{
	return strlen(hook->function) == len &&
	       !strncmp(hook->function, name, len);
}

static struct nj_hook *hook_find(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		if (name_is(name, len, hooks[i]))
			return hooks[i];
	return NULL;
}

/* Switches off the hooks that the parameter hooks_off names. */
static int hooks_switch_off(void)
{
	const char *name = hooks_off;
	struct nj_hook *hook;
	size_t len;

	while (name && *name) {
		len = strcspn(name, ",");
		hook = hook_find(name, len);
		if (!hook || hook->required) {
			pr_err("hooks_off: %.*s is %s\n", (int)len, name,
			       hook ? "required" : "no function that the module hooks");
			return -EINVAL;
		}
		hook->state = NETJOURNAL_HOOK_STATE_OFF;
		name += len + (name[len] == ',');
	}
	return 0;
}

/* Under names_lock: the name of a function, while hook_at() looks for it. */
static char names_buffer[KSYM_SYMBOL_LEN];
static DEFINE_RAW_SPINLOCK(names_lock);

/*
 * Returns the hook on the function at @ip, which is called for the first time.
 * Returns NULL if a module has the function: its name then ends with " [MODULE]".
 */
static noinline struct nj_hook *hook_resolve(unsigned long ip)
{
	struct nj_hook *hook;
	unsigned long flags;
	bool foreign;
	size_t len;

	raw_spin_lock_irqsave(&names_lock, flags);
	sprint_symbol_no_offset(names_buffer, ip);
	len = strcspn(names_buffer, " ");
	foreign = names_buffer[len];
	hook = hook_find(names_buffer, len);
	raw_spin_unlock_irqrestore(&names_lock, flags);
	if (!hook)
		return NULL;
	WRITE_ONCE(*(foreign ? &hook->foreign_ip : &hook->ip), ip);
	return foreign ? NULL : hook;
}

static struct nj_hook *hook_at(unsigned long ip)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (READ_ONCE(hooks[i]->ip) == ip)
			return hooks[i];
		if (READ_ONCE(hooks[i]->foreign_ip) == ip)
			return NULL;
	}
	return hook_resolve(ip);
}

static void notrace hear_optional(unsigned long ip, unsigned long parent_ip,
				  struct ftrace_ops *ops,
				  struct ftrace_regs *fregs)
{
	struct nj_hook *hook = hook_at(ip);

	if (hook && hook->hear)
		hook->hear(fregs);
}

static struct ftrace_ops optional_ops = NJ_HOOK_OPS(hear_optional);

/* How many kernel functions call hear_optional(). */
static unsigned int n_optional;

static int function_filter(const struct nj_hook *hook, struct ftrace_ops *ops,
			   bool first)
{
	if (hook->address)
		return ftrace_set_filter_ip(ops, (unsigned long)hook->address,
					    0, first);
	return ftrace_set_filter(ops, (unsigned char *)hook->function,
				 strlen(hook->function), first);
}

/* Has a filter without a function, and is never registered. */
static struct ftrace_ops no_function;

static const struct ftrace_hash *functions_of(const struct ftrace_ops *ops)
{
	return rcu_access_pointer(ops->func_hash->filter_hash);
}

/*
 * Adds the function of @hook to the functions of @ops. ftrace may report success
 * although it had no memory for the function. The filter is then empty, and an empty
 * filter lets all functions pass.
 */
static int hook_filter(struct nj_hook *hook, struct ftrace_ops *ops, bool first)
{
	int err = function_filter(hook, ops, first);

	if (!err && functions_of(ops) == functions_of(&no_function))
		err = -ENOMEM;
	if (!err)
		hook->state = NETJOURNAL_HOOK_STATE_ON;
	else if (err == -EINVAL)
		hook->state = NETJOURNAL_HOOK_STATE_ABSENT;
	else
		hook->state = NETJOURNAL_HOOK_STATE_REFUSED;
	return err;
}

/* Without a hook that is required, the module must not load. */
static int required_start(struct nj_hook *hook)
{
	int err;

	err = hook_filter(hook, &hook->ops, true);
	if (!err)
		err = register_ftrace_function(&hook->ops);
	if (!err)
		return 0;
	ftrace_free_filter(&hook->ops);
	pr_err("cannot hook %s, without which nothing is recorded (error %d%s)\n",
	       hook->function, err,
	       err == -EBUSY ? ": is kernel.ftrace_enabled 0?" : "");
	return err;
}

/*
 * After ftrace has failed (ftrace_kill()), it refuses to unregister a function, and
 * the kernel still calls the hooks. At this point the module can no longer refuse to
 * be unloaded, but its code must stay in memory. So this function waits for ever.
 */
static void ops_stop(struct ftrace_ops *ops)
{
	int err = unregister_ftrace_function(ops);

	while (WARN_ONCE(err, "ftrace has failed (error %d), so the module stays in memory\n",
			 err))
		schedule_timeout_idle(MAX_SCHEDULE_TIMEOUT);
	ftrace_free_filter(ops);
}

static void required_stop(struct nj_hook *hook)
{
	ops_stop(&hook->ops);
}

static void optional_filter(struct nj_hook *hook)
{
	if (hook->required || hook->state == NETJOURNAL_HOOK_STATE_OFF)
		return;
	if (hook->instead_of &&
	    hook->instead_of->state == NETJOURNAL_HOOK_STATE_ON) {
		hook->state = NETJOURNAL_HOOK_STATE_UNNEEDED;
		return;
	}
	if (!hook_filter(hook, &optional_ops, !n_optional))
		n_optional++;
	else
		pr_notice("cannot hook %s. Not recorded: %s\n", hook->function,
			  hook->unseen);
}

static void optional_refused(int err)
{
	unsigned int i;

	pr_notice("cannot hook any function but that of announcements (error %d)\n",
		  err);
	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		if (!hooks[i]->required &&
		    hooks[i]->state == NETJOURNAL_HOOK_STATE_ON)
			hooks[i]->state = NETJOURNAL_HOOK_STATE_REFUSED;
	n_optional = 0;
}

static void optional_start(void)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		optional_filter(hooks[i]);
	err = n_optional ? register_ftrace_function(&optional_ops) : 0;
	if (err)
		optional_refused(err);
}

static void optional_stop(void)
{
	if (n_optional)
		ops_stop(&optional_ops);
	else
		ftrace_free_filter(&optional_ops);
}

static int ear_init(void)
{
	int err;

	err = hooks_switch_off();
	if (err)
		return err;
	err = ftrace_set_filter(&no_function, NULL, 0, true);
	if (err)
		return err;
	err = required_start(&nj_hook_broadcast);
	if (err)
		return err;
	err = nj_announced_check();
	if (err) {
		required_stop(&nj_hook_broadcast);
		return err;
	}
	optional_start();
	return 0;
}

static void ear_exit(void)
{
	optional_stop();
	required_stop(&nj_hook_broadcast);
}

const struct nj_part nj_ear_part = {
	.init = ear_init,
	.exit = ear_exit,
};

void nj_hook_distrust(struct nj_hook *hook)
{
	if (cmpxchg(&hook->state, NETJOURNAL_HOOK_STATE_ON,
		    NETJOURNAL_HOOK_STATE_DISTRUSTED) ==
	    NETJOURNAL_HOOK_STATE_ON)
		pr_warn("%s has arguments of an unknown form. No longer recorded: %s\n",
			hook->function, hook->unseen);
}

size_t nj_ear_status_size(void)
{
	size_t size = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		size += nla_total_size(nla_total_size(sizeof(u32)) +
				       nla_total_size(strlen(hooks[i]->function) + 1) +
				       nla_total_size(strlen(hooks[i]->unseen) + 1));
	return size;
}

static u32 state_told(const struct nj_hook *hook)
{
	u32 state = READ_ONCE(hook->state);

	/*
	 * The other hook was in force at load, but it has been distrusted
	 * since.
	 */
	if (state == NETJOURNAL_HOOK_STATE_UNNEEDED &&
	    READ_ONCE(hook->instead_of->state) != NETJOURNAL_HOOK_STATE_ON)
		state = NETJOURNAL_HOOK_STATE_OFF;
	return state;
}

static int fill_hook(struct sk_buff *skb, const struct nj_hook *hook)
{
	struct nlattr *nest = nla_nest_start(skb, NETJOURNAL_A_STATUS_HOOK);

	if (!nest ||
	    nla_put_string(skb, NETJOURNAL_A_HOOK_FUNCTION, hook->function) ||
	    nla_put_u32(skb, NETJOURNAL_A_HOOK_STATE, state_told(hook)) ||
	    nla_put_string(skb, NETJOURNAL_A_HOOK_UNSEEN, hook->unseen))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

int nj_ear_fill_status(struct sk_buff *skb)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		if (fill_hook(skb, hooks[i]))
			return -EMSGSIZE;
	return 0;
}
