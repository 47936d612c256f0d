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
 * A livepatch or another module can have a function with the name of a hooked
 * function, and with other arguments. No hook is put on the function of a module for
 * which it is not.
 *
 * Some hooks are on functions of a module of the kernel. They come and go with the
 * module, which netjournal neither loads nor pins. They share one struct ftrace_ops
 * for each module: when the module goes, nothing of it must be left, because another
 * module can get its addresses.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/hash.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <net/netlink.h>

#include "announced.h"
#include "cause_events.h"
#include "ear.h"
#include "genl.h"
#include "locate.h"
#include "moves.h"
#include "nft.h"
#include "qdisc.h"
#include "request.h"
#include "silent_legs.h"
#include "silent_link.h"
#include "silent_nexthop.h"
#include "silent_route4.h"
#include "silent_route6.h"
#include "silent_rule.h"
#include "silent_source6.h"
#include "silent_type.h"
#include "spaces.h"
#include "xtables.h"
#include "sysctl.h"

static char *hooks_off;
module_param(hooks_off, charp, 0444);
MODULE_PARM_DESC(hooks_off, "Kernel functions, separated by commas, that the module must not hook (default none)");

/* A hook comes after the hook that it replaces. */
static struct nj_hook *const hooks[] = {
	&nj_hook_broadcast,
	&nj_hook_request,
	&nj_hook_ack,
	&nj_hook_genl,
	&nj_hook_set_err,
	&nj_hook_route4,
	&nj_hook_fib,
#if IS_ENABLED(CONFIG_IPV6)
	&nj_hook_route6,
	&nj_hook_legs6_carrier,
	&nj_hook_legs6_down,
	&nj_hook_legs6_up,
	&nj_hook_source6,
#endif
	&nj_hook_legs4_down,
	&nj_hook_legs4_up,
	&nj_hook_nexthop,
	&nj_hook_rule,
	&nj_hook_link,
	&nj_hook_type,
	&nj_hook_delete_link,
	&nj_hook_delete_addr,
	&nj_hook_carrier,
	&nj_hook_move,
	&nj_hook_put_net,
	&nj_hook_netns_put,
#if IS_ENABLED(CONFIG_NF_TABLES)
	&nj_hook_nft_element,
	&nj_hook_nft_rule,
	&nj_hook_nft_chain,
	&nj_hook_nft_set,
	&nj_hook_nft_object,
	&nj_hook_nft_flowtable,
	&nj_hook_nft_table,
	&nj_hook_nft_end,
#endif
#if IS_ENABLED(CONFIG_NETFILTER_XTABLES)
	&nj_hook_xtables,
#endif
	&nj_hook_sysctl,
#ifdef CONFIG_NET_SCHED
	&nj_hook_qdisc_change,
	&nj_hook_qdisc_graft,
	&nj_hook_qdisc_add,
	&nj_hook_qdisc_del,
#ifdef NJ_HAVE_BROADCAST_FILTERED
	&nj_hook_qdisc_done,
#endif
#endif
};

static_assert(ARRAY_SIZE(hooks) <= NJ_LOCATE_MAX);

/* Whether @name, @len bytes long, is the function of @hook. */
static bool name_is(const char *name, size_t len, const struct nj_hook *hook)
{
	return (strlen(hook->function) == len &&
		!strncmp(hook->function, name, len)) ||
	       (hook->clone && strlen(hook->clone) == len &&
		!strncmp(hook->clone, name, len));
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

/*
 * The hooks that have been called, by the hash of the address at which their function
 * calls them; NULL ends a search.
 */
#define FOUND_BITS	8
static struct nj_hook *found[1 << FOUND_BITS];

static unsigned int found_next(unsigned int i)
{
	return (i + 1) % ARRAY_SIZE(found);
}

/*
 * Without this, the table would be full of old addresses when modules have come and gone
 * often enough. A search meanwhile may find nothing, and calls hook_resolve().
 */
static void found_clear(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(found); i++)
		WRITE_ONCE(found[i], NULL);
}

/*
 * Returns the hook on the function that has @ip, and remembers it. Of the functions that
 * begin before @ip, it is the last one. How far behind its beginning a function calls the
 * hook depends on the architecture.
 */
static noinline struct nj_hook *hook_resolve(unsigned long ip)
{
	unsigned int i = hash_long(ip, FOUND_BITS), j;
	struct nj_hook *hook = NULL, *other;
	unsigned long begin = 0, address;

	for (j = 0; j < ARRAY_SIZE(hooks); j++) {
		address = (unsigned long)READ_ONCE(hooks[j]->address);
		if (address > begin && address <= ip) {
			begin = address;
			hook = hooks[j];
		}
	}
	if (!hook)
		return NULL;
	WRITE_ONCE(hook->ip, ip);
	while ((other = cmpxchg(&found[i], NULL, hook)) && other != hook)
		i = found_next(i);
	return hook;
}

static struct nj_hook *hook_at(unsigned long ip)
{
	unsigned int i = hash_long(ip, FOUND_BITS);
	struct nj_hook *hook;

	for (; (hook = READ_ONCE(found[i])); i = found_next(i))
		if (READ_ONCE(hook->ip) == ip)
			return hook;
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

static int hook_locate(struct nj_hook *hook, struct nj_locator *locator)
{
	int err = nj_locate(locator, hook->module, hook->function, &hook->address);

	if (err == -ENOENT && hook->clone)
		err = nj_locate(locator, hook->module, hook->clone, &hook->address);
	return err;
}

/* Adds the function of @hook to the functions of @ops. */
static int hook_filter(struct nj_hook *hook, struct ftrace_ops *ops,
		       struct nj_locator *locator)
{
	int err = hook->address ? 0 : hook_locate(hook, locator);

	if (!err)
		err = ftrace_set_filter_ip(ops, (unsigned long)hook->address, 0, 0);
	if (!err)
		hook->state = NETJOURNAL_HOOK_STATE_ON;
	else if (err == -ENOENT || err == -EINVAL)
		hook->state = NETJOURNAL_HOOK_STATE_ABSENT;
	else
		hook->state = NETJOURNAL_HOOK_STATE_REFUSED;
	return err;
}

/* Without a hook that is required, the module must not load. */
static int required_start(struct nj_hook *hook)
{
	int err;

	err = hook_filter(hook, &hook->ops, NULL);
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

static void optional_filter(struct nj_hook *hook, struct nj_locator *locator)
{
	if (hook->required || hook->module ||
	    hook->state == NETJOURNAL_HOOK_STATE_OFF)
		return;
	if (hook->instead_of &&
	    hook->instead_of->state == NETJOURNAL_HOOK_STATE_ON) {
		hook->state = NETJOURNAL_HOOK_STATE_UNNEEDED;
		return;
	}
	if (!hook_filter(hook, &optional_ops, locator))
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
		if (!hooks[i]->required && !hooks[i]->module &&
		    hooks[i]->state == NETJOURNAL_HOOK_STATE_ON)
			hooks[i]->state = NETJOURNAL_HOOK_STATE_REFUSED;
	n_optional = 0;
}

static void optional_start(void)
{
	struct nj_locator *locator = nj_locator_new();
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		optional_filter(hooks[i], locator);
	nj_locator_free(locator);
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

/**
 * struct ear_module - a module of the kernel with functions to hook
 * @name: its name
 * @gone: called after its hooks have stopped; NULL: nothing is to be done
 * @ops: of its hooks
 * @n: how many of its functions call hear_optional(); 0: @ops is not registered
 */
struct ear_module {
	const char *name;
	void (*gone)(void);
	struct ftrace_ops ops;
	unsigned int n;
};

static struct ear_module modules[] = {
#if IS_MODULE(CONFIG_NF_TABLES)
	{ .name = "nf_tables", .gone = nj_nft_forget },
#endif
#if IS_MODULE(CONFIG_NETFILTER_XTABLES)
	{ .name = "x_tables" },
#endif
};

/* Held while the hooks of a module start or stop. */
static DEFINE_MUTEX(modules_lock);

static bool hook_is_of(const struct nj_hook *hook, const struct ear_module *module)
{
	return hook->module && !strcmp(hook->module, module->name) &&
	       hook->state != NETJOURNAL_HOOK_STATE_OFF;
}

/* Sets the state of all hooks of the module that are not switched off. Nothing calls them. */
static void module_set_state(const struct ear_module *module, u32 state)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (!hook_is_of(hooks[i], module))
			continue;
		WRITE_ONCE(hooks[i]->state, state);
		WRITE_ONCE(hooks[i]->address, NULL);
	}
	found_clear();
}

/*
 * Starts the hooks on a module that is loaded or being loaded. If none of its functions
 * is found, the module is not loaded.
 */
static void module_start(struct ear_module *module)
{
	struct nj_locator *locator;
	unsigned int i;

	if (module->n)
		return;
	module->ops = (struct ftrace_ops)NJ_HOOK_OPS(hear_optional);
	locator = nj_locator_new();
	for (i = 0; i < ARRAY_SIZE(hooks); i++)
		if (hook_is_of(hooks[i], module) &&
		    !hook_filter(hooks[i], &module->ops, locator))
			module->n++;
	nj_locator_free(locator);
	if (module->n && !register_ftrace_function(&module->ops))
		return;
	ftrace_free_filter(&module->ops);
	module_set_state(module, module->n ? NETJOURNAL_HOOK_STATE_REFUSED :
			 NETJOURNAL_HOOK_STATE_UNLOADED);
	module->n = 0;
}

static void module_stop(struct ear_module *module)
{
	if (!module->n)
		return;
	ops_stop(&module->ops);
	module->n = 0;
	module_set_state(module, NETJOURNAL_HOOK_STATE_UNLOADED);
	if (module->gone)
		module->gone();
}

static int on_module(struct notifier_block *nb, unsigned long state, void *arg)
{
	const struct module *loaded = arg;
	unsigned int i;

	mutex_lock(&modules_lock);
	for (i = 0; i < ARRAY_SIZE(modules); i++) {
		if (strcmp(loaded->name, modules[i].name))
			continue;
		if (state == MODULE_STATE_COMING)
			module_start(&modules[i]);
		else if (state == MODULE_STATE_GOING)
			module_stop(&modules[i]);
	}
	mutex_unlock(&modules_lock);
	return NOTIFY_DONE;
}

static struct notifier_block modules_nb = {
	.notifier_call = on_module,
};

/* A module that comes while this runs is either found here or announced. */
static int modules_start(void)
{
	int err = register_module_notifier(&modules_nb);
	unsigned int i;

	mutex_lock(&modules_lock);
	for (i = 0; !err && i < ARRAY_SIZE(modules); i++)
		module_start(&modules[i]);
	mutex_unlock(&modules_lock);
	return err;
}

static void modules_stop(void)
{
	unsigned int i;

	unregister_module_notifier(&modules_nb);
	for (i = 0; i < ARRAY_SIZE(modules); i++)
		module_stop(&modules[i]);
}

static int ear_init(void)
{
	int err;

	err = hooks_switch_off();
	if (err)
		return err;
	err = required_start(&nj_hook_broadcast);
	if (err)
		return err;
	err = nj_announced_check();
	if (!err)
		err = modules_start();
	if (err) {
		required_stop(&nj_hook_broadcast);
		return err;
	}
	optional_start();
	return 0;
}

static void ear_exit(void)
{
	modules_stop();
	optional_stop();
#if IS_BUILTIN(CONFIG_NF_TABLES)
	nj_nft_forget();
#endif
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
				       nla_total_size(sizeof(u32)) +
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
	    nla_put_string(skb, NETJOURNAL_A_HOOK_UNSEEN, hook->unseen) ||
	    nla_put_u32(skb, NETJOURNAL_A_HOOK_KINDS, hook->kinds))
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
