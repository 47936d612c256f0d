// SPDX-License-Identifier: GPL-2.0
/*
 * The ear: starts and stops the hooks, and says which are in force.
 *
 * The hook on announcements is required. Every other hook is optional. If the
 * kernel lacks the function, or the administrator has switched the hook off,
 * some changes are not recorded. status-get reports which.
 *
 * unregister_ftrace_function() waits until no task is inside a hook.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <net/netlink.h>

#include "announced.h"
#include "ear.h"
#include "silent_legs.h"
#include "silent_nexthop.h"
#include "silent_route4.h"
#include "silent_route6.h"
#include "silent_rule.h"

static char *hooks_off;
module_param(hooks_off, charp, 0444);
MODULE_PARM_DESC(hooks_off, "Kernel functions, separated by commas, that the module must not hook (default none)");

/* Started in this order, stopped in the reverse. */
static struct nj_hook *const hooks[] = {
	&nj_hook_broadcast,
	&nj_hook_set_err,
	&nj_hook_route4,
	&nj_hook_fib,
#if IS_BUILTIN(CONFIG_IPV6)
	&nj_hook_route6,
	&nj_hook_legs6_carrier,
	&nj_hook_legs6_down,
	&nj_hook_legs6_up,
#endif
	&nj_hook_legs4_down,
	&nj_hook_legs4_up,
	&nj_hook_nexthop,
	&nj_hook_rule,
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

static int hook_register(struct nj_hook *hook)
{
	int err;

	err = ftrace_set_filter(&hook->ops, (unsigned char *)hook->function,
				strlen(hook->function), 1);
	if (err) {
		hook->state = err == -EINVAL ? NETJOURNAL_HOOK_STATE_ABSENT :
					       NETJOURNAL_HOOK_STATE_REFUSED;
		ftrace_free_filter(&hook->ops);
		return err;
	}
	err = register_ftrace_function(&hook->ops);
	if (err) {
		ftrace_free_filter(&hook->ops);
		hook->state = NETJOURNAL_HOOK_STATE_REFUSED;
		return err;
	}
	return 0;
}

/* A hook that does not start is an error only if the hook is required. */
static int hook_start(struct nj_hook *hook)
{
	int err;

	if (hook->state == NETJOURNAL_HOOK_STATE_OFF)
		return 0;
	if (hook->instead_of &&
	    hook->instead_of->state == NETJOURNAL_HOOK_STATE_ON) {
		hook->state = NETJOURNAL_HOOK_STATE_UNNEEDED;
		return 0;
	}
	/* The hook can run before ftrace has returned. */
	hook->state = NETJOURNAL_HOOK_STATE_ON;
	err = hook_register(hook);
	if (!err)
		return 0;
	if (hook->required) {
		pr_err("cannot hook %s, without which nothing is recorded (error %d%s)\n",
		       hook->function, err,
		       err == -EBUSY ? ": is kernel.ftrace_enabled 0?" : "");
		return err;
	}
	pr_notice("cannot hook %s (error %d). Not recorded: %s\n",
		  hook->function, err, hook->unseen);
	return 0;
}

static bool hook_is_registered(const struct nj_hook *hook)
{
	return hook->state == NETJOURNAL_HOOK_STATE_ON ||
	       hook->state == NETJOURNAL_HOOK_STATE_DISTRUSTED;
}

static void hook_stop(struct nj_hook *hook)
{
	if (!hook_is_registered(hook))
		return;
	unregister_ftrace_function(&hook->ops);
	ftrace_free_filter(&hook->ops);
}

static void hooks_stop(unsigned int n)
{
	while (n--)
		hook_stop(hooks[n]);
}

static int ear_init(void)
{
	unsigned int n;
	int err;

	err = hooks_switch_off();
	if (err)
		return err;
	for (n = 0; n < ARRAY_SIZE(hooks); n++) {
		err = hook_start(hooks[n]);
		if (err)
			goto err_hooks;
	}
	err = nj_announced_check();
	if (err)
		goto err_hooks;
	return 0;

err_hooks:
	hooks_stop(n);
	return err;
}

static void ear_exit(void)
{
	hooks_stop(ARRAY_SIZE(hooks));
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
