// SPDX-License-Identifier: GPL-2.0
/*
 * Records the commits of nftables.
 *
 * When a commit has been made, nf_tables calls a function for each change, which
 * announces the change if anybody listens. The hooks are on these functions. So
 * nobody needs to listen, and the kernel does not build announcements, which take
 * 4 KiB for each element of a set until the commit ends.
 *
 * One task makes the whole commit, and holds a lock of the network namespace. So the
 * running task shows which commit a change belongs to. The kernel does not call these
 * functions for a commit that it refuses.
 *
 * The structures of nf_tables are those of the kernel that the module was built for.
 * The code still checks every pointer before it reads through it.
 */
#include <linux/hash.h>
#include <linux/list.h>
#include <linux/log2.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <net/net_namespace.h>
#include <net/netfilter/nf_tables.h>

#include "journal.h"
#include "netns.h"
#include "nft.h"
#include "nft_draft.h"
#include "nofault.h"

/* Commits seldom change more tables. If they do, a table can have several records. */
#define TABLES_MAX	8

/* The longest text with names of expressions, and the longest name, with the NUL. */
#define EXPRESSIONS_LEN	160
#define EXPRESSION_LEN	32

/**
 * struct commit - a commit that is being made
 * @node: in its bucket
 * @task: the task that makes it
 * @journal: the journal of its network namespace
 * @port_id: netlink port of the request
 * @n: number of @drafts in use
 * @drafts: the records of its tables
 * @name: the name of the object of a change
 * @comment: the comment of a rule
 * @expressions: names of a rule's expressions
 */
struct commit {
	struct hlist_node node;
	const struct task_struct *task;
	struct nj_journal *journal;
	u32 port_id;
	unsigned int n;
	struct nj_nft_draft drafts[TABLES_MAX];
	char name[NFT_NAME_MAXLEN];
	u8 comment[NFT_USERDATA_MAXLEN];
	char expressions[EXPRESSIONS_LEN];
};

/* Any user can make many commits at once, in network namespaces of its own. */
#define BUCKETS	64

/* The commits that are being made, by task. Only its task uses a commit that is in the table. */
static struct bucket {
	spinlock_t lock;	/* protects the list */
	struct hlist_head commits;
} buckets[BUCKETS] = {
	[0 ... BUCKETS - 1] = { .lock = __SPIN_LOCK_UNLOCKED(buckets.lock) },
};

static struct bucket *bucket_of(const struct task_struct *task)
{
	return &buckets[hash_ptr((void *)task, ilog2(BUCKETS))];
}

static struct commit *commit_of_task(void)
{
	struct bucket *bucket = bucket_of(current);
	struct commit *commit, *found = NULL;

	spin_lock(&bucket->lock);
	hlist_for_each_entry(commit, &bucket->commits, node)
		if (commit->task == current) {
			found = commit;
			break;
		}
	spin_unlock(&bucket->lock);
	return found;
}

static struct commit *commit_new(struct nj_journal *journal, u32 port_id)
{
	struct commit *commit = kzalloc(sizeof(*commit), GFP_NOWAIT | __GFP_NOWARN |
					__GFP_ACCOUNT);
	struct bucket *bucket = bucket_of(current);

	if (!commit)
		return NULL;
	commit->task = current;
	commit->journal = journal;
	commit->port_id = port_id;
	spin_lock(&bucket->lock);
	hlist_add_head(&commit->node, &bucket->commits);
	spin_unlock(&bucket->lock);
	return commit;
}

static void commit_free(struct commit *commit)
{
	struct bucket *bucket = bucket_of(commit->task);
	unsigned int i;

	spin_lock(&bucket->lock);
	hlist_del(&commit->node);
	spin_unlock(&bucket->lock);
	for (i = 0; i < commit->n; i++)
		nj_nft_draft_drop(&commit->drafts[i]);
	kfree(commit);
}

/* Ends the draft that was begun first, to make room for another one. */
static void commit_end_first(struct commit *commit, u32 generation)
{
	nj_nft_draft_end(&commit->drafts[0], commit->journal, commit->port_id,
			 generation);
	commit->n--;
	memmove(&commit->drafts[0], &commit->drafts[1],
		commit->n * sizeof(commit->drafts[0]));
}

/* What a hook finds about a change. */
struct found {
	struct commit *commit;
	struct nj_nft_draft *draft;
	struct nft_ctx ctx;
};

static struct nj_nft_draft *draft_of_table(struct commit *commit,
					   const struct nft_table *table)
{
	unsigned int i;

	for (i = 0; i < commit->n; i++)
		if (commit->drafts[i].table == table)
			return &commit->drafts[i];
	return NULL;
}

/* Returns the draft of a table with this name, or a new one; NULL without memory. */
static struct nj_nft_draft *draft_of_name(struct commit *commit, u8 family,
					  const char *name)
{
	struct nj_nft_draft *draft;
	unsigned int i;

	for (i = 0; i < commit->n; i++)
		if (nj_nft_draft_is(&commit->drafts[i], family, name))
			return &commit->drafts[i];
	if (commit->n == TABLES_MAX)
		commit_end_first(commit, 0);
	draft = &commit->drafts[commit->n];
	if (!nj_nft_draft_begin(draft, family, name))
		return NULL;
	commit->n++;
	return draft;
}

/*
 * Finds the draft for a change in the table of the context. A table that is deleted
 * and made again in one commit is another structure with the same name.
 */
static bool find_draft(struct found *f)
{
	const struct nft_table *table = f->ctx.table;
	char *name;

	f->draft = draft_of_table(f->commit, table);
	if (f->draft)
		return true;
	if (get_kernel_nofault(name, &table->name) ||
	    !nj_nofault_string(f->commit->name, name, sizeof(f->commit->name)))
		return false;
	f->draft = draft_of_name(f->commit, f->ctx.family, f->commit->name);
	if (f->draft)
		f->draft->table = table;
	else
		nj_journal_lose(f->commit->journal, NETJOURNAL_KIND_NFT, 1);
	return true;
}

static bool ctx_is_valid(const struct nft_ctx *ctx)
{
	return ctx->family < NFPROTO_NUMPROTO && nj_nofault_is_net(ctx->net);
}

/*
 * Begins with a change. Returns false if there is nothing to do: it is not recorded,
 * or no memory was left for it. Distrusts @hook if the context has an unknown form.
 */
static bool change_begin(struct nj_hook *hook, struct found *f, const struct nft_ctx *ctx)
{
	struct nj_journal *journal;

	/* Packets can change objects, but they make no commit. */
	if (in_softirq() || READ_ONCE(hook->state) != NETJOURNAL_HOOK_STATE_ON ||
	    READ_ONCE(nj_hook_nft_end.state) != NETJOURNAL_HOOK_STATE_ON)
		return false;
	if (copy_from_kernel_nofault(&f->ctx, ctx, sizeof(f->ctx)) ||
	    !ctx_is_valid(&f->ctx))
		goto distrust;
	journal = nj_netns_hear(f->ctx.net);
	if (!journal || !nj_journal_keeps(journal, NETJOURNAL_KIND_NFT))
		return false;
	f->commit = commit_of_task();
	if (!f->commit)
		f->commit = commit_new(journal, f->ctx.portid);
	if (!f->commit) {
		nj_journal_lose(journal, NETJOURNAL_KIND_NFT, 1);
		return false;
	}
	if (find_draft(f))
		return f->draft;
distrust:
	nj_hook_distrust(hook);
	return false;
}

/* Sets the action if @event is @set or @deleted. */
static bool action_of(int event, int set, int deleted, u32 *action)
{
	*action = event == set ? NETJOURNAL_NFT_ACTION_SET : NETJOURNAL_NFT_ACTION_DELETED;
	return event == set || event == deleted;
}

/* Adds a change whose object has its name at @name. */
static bool add_named(struct found *f, struct nj_nft_change *change, const char *name)
{
	if (!nj_nofault_string(f->commit->name, name, sizeof(f->commit->name)))
		return false;
	change->name = f->commit->name;
	nj_nft_draft_add(f->draft, change);
	return true;
}

/* nf_tables_table_notify(ctx, event) */
static void notrace hear_table(struct ftrace_regs *fregs)
{
	struct nj_nft_change change = { .object = NETJOURNAL_NFT_OBJECT_TABLE };
	struct nj_hook *hook = &nj_hook_nft_table;
	struct found f;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, 1), NFT_MSG_NEWTABLE, NFT_MSG_DELTABLE,
		       &change.action) ||
	    get_kernel_nofault(change.handle, &f.ctx.table->handle))
		nj_hook_distrust(hook);
	else
		nj_nft_draft_add(f.draft, &change);
}

/* Reads the members of a base chain, which contains @chain. */
static bool read_base(struct nj_nft_change *change, const struct nft_chain *chain)
{
	const struct nft_base_chain *base = nft_base_chain(chain);
	u8 policy;

	if (get_kernel_nofault(policy, &base->policy) ||
	    get_kernel_nofault(change->hook, &base->ops.hooknum) ||
	    get_kernel_nofault(change->priority, &base->ops.priority))
		return false;
	change->base = true;
	change->policy = policy;
	return true;
}

/* The members of a chain up to its name. */
#define CHAIN_LEN	offsetofend(struct nft_chain, name)

static bool add_chain(struct found *f, struct nj_nft_change *change)
{
	struct nft_chain chain;

	if (copy_from_kernel_nofault(&chain, f->ctx.chain, CHAIN_LEN))
		return false;
	change->handle = chain.handle;
	if (nft_is_base_chain(&chain) && !read_base(change, f->ctx.chain))
		return false;
	return add_named(f, change, chain.name);
}

/* nf_tables_chain_notify(ctx, event) */
static void notrace hear_chain(struct ftrace_regs *fregs)
{
	struct nj_nft_change change = { .object = NETJOURNAL_NFT_OBJECT_CHAIN };
	struct nj_hook *hook = &nj_hook_nft_chain;
	struct found f;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, 1), NFT_MSG_NEWCHAIN, NFT_MSG_DELCHAIN,
		       &change.action) ||
	    !add_chain(&f, &change))
		nj_hook_distrust(hook);
}

/*
 * Writes the names of the expressions of a rule, which take @len bytes, as far as
 * there is room.
 */
static bool read_expressions(char text[EXPRESSIONS_LEN], const u8 *data, u32 len)
{
	const struct nft_expr_type *type;
	const struct nft_expr_ops *ops;
	unsigned int size, at, used = 0;
	const char *name;

	text[0] = '\0';
	for (at = 0; at + sizeof(struct nft_expr) <= len; at += size) {
		if (get_kernel_nofault(ops, &((struct nft_expr *)(data + at))->ops) ||
		    get_kernel_nofault(size, &ops->size) ||
		    get_kernel_nofault(type, &ops->type) ||
		    get_kernel_nofault(name, &type->name) ||
		    size < sizeof(struct nft_expr) || size > len - at)
			return false;
		if (EXPRESSIONS_LEN - used < EXPRESSION_LEN + 1)
			return true;
		if (used)
			text[used++] = ' ';
		if (!nj_nofault_string(text + used, name, EXPRESSION_LEN))
			return false;
		used += strlen(text + used);
	}
	return true;
}

/*
 * Finds the comment in what `nft` has stored with a rule: a type, a length and a
 * value for each item. Items of other forms belong to other programs.
 */
static void find_comment(struct nj_nft_change *change, const u8 *data, u32 len)
{
	u32 at, size;

	for (at = 0; len - at > 2; at += 2 + size) {
		size = data[at + 1];
		if (size > len - at - 2)
			return;
		if (!data[at] && size && !data[at + 1 + size]) {
			change->comment = data + at + 2;
			change->comment_len = size;
			return;
		}
	}
}

static bool read_comment(struct found *f, struct nj_nft_change *change,
			 const struct nft_userdata *udata)
{
	u8 len;

	if (get_kernel_nofault(len, &udata->len) ||
	    copy_from_kernel_nofault(f->commit->comment, udata->data, len + 1))
		return false;
	find_comment(change, f->commit->comment, len + 1);
	return true;
}

static bool add_rule(struct found *f, struct nj_nft_change *change, const struct nft_rule *from)
{
	struct nft_rule rule;
	char *chain;

	if (copy_from_kernel_nofault(&rule, from, sizeof(rule)) ||
	    get_kernel_nofault(chain, &f->ctx.chain->name) ||
	    !read_expressions(f->commit->expressions, from->data, rule.dlen))
		return false;
	if (rule.udata &&
	    !read_comment(f, change, (const void *)&from->data[rule.dlen]))
		return false;
	change->handle = rule.handle;
	change->expressions = f->commit->expressions;
	return add_named(f, change, chain);
}

/* nf_tables_rule_notify(ctx, rule, event) */
static void notrace hear_rule(struct ftrace_regs *fregs)
{
	struct nj_nft_change change = { .object = NETJOURNAL_NFT_OBJECT_RULE };
	struct nj_hook *hook = &nj_hook_nft_rule;
	struct found f;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, 2), NFT_MSG_NEWRULE, NFT_MSG_DELRULE,
		       &change.action) ||
	    !add_rule(&f, &change, (void *)nj_ftrace_arg(fregs, 1)))
		nj_hook_distrust(hook);
}

static bool set_is_valid(const struct found *f, const struct nft_set *set)
{
	struct nft_table *table;

	return !get_kernel_nofault(table, &set->table) && table == f->ctx.table;
}

static bool add_set(struct found *f, struct nj_nft_change *change, const struct nft_set *set)
{
	char *name;

	return set_is_valid(f, set) && !get_kernel_nofault(name, &set->name) &&
	       !get_kernel_nofault(change->handle, &set->handle) &&
	       add_named(f, change, name);
}

/* nf_tables_set_notify(ctx, set, event, gfp) */
static void notrace hear_set(struct ftrace_regs *fregs)
{
	struct nj_nft_change change = { .object = NETJOURNAL_NFT_OBJECT_SET };
	struct nj_hook *hook = &nj_hook_nft_set;
	struct found f;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, 2), NFT_MSG_NEWSET, NFT_MSG_DELSET,
		       &change.action) ||
	    !add_set(&f, &change, (void *)nj_ftrace_arg(fregs, 1)))
		nj_hook_distrust(hook);
}

static bool add_element(struct found *f, u32 action, const struct nft_set *set)
{
	char *name;

	if (nj_nft_draft_element(f->draft, set, action))
		return true;
	if (!set_is_valid(f, set) || get_kernel_nofault(name, &set->name) ||
	    !nj_nofault_string(f->commit->name, name, sizeof(f->commit->name)))
		return false;
	nj_nft_draft_elements(f->draft, set, action, f->commit->name);
	return true;
}

/* nf_tables_setelem_notify(ctx, set, elem, event) */
static void notrace hear_element(struct ftrace_regs *fregs)
{
	struct nj_hook *hook = &nj_hook_nft_element;
	struct found f;
	u32 action;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, 3), NFT_MSG_NEWSETELEM,
		       NFT_MSG_DELSETELEM, &action) ||
	    !add_element(&f, action, (void *)nj_ftrace_arg(fregs, 1)))
		nj_hook_distrust(hook);
}

/* nf_tables_obj_notify(ctx, obj, event) */
static void notrace hear_object(struct ftrace_regs *fregs)
{
	struct nj_nft_change change = { .object = NETJOURNAL_NFT_OBJECT_OBJECT };
	const struct nft_object *obj = (void *)nj_ftrace_arg(fregs, 1);
	struct nj_hook *hook = &nj_hook_nft_object;
	const char *name;
	struct found f;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, 2), NFT_MSG_NEWOBJ, NFT_MSG_DELOBJ,
		       &change.action) ||
	    get_kernel_nofault(name, &obj->key.name) ||
	    get_kernel_nofault(change.handle, &obj->handle) ||
	    !add_named(&f, &change, name))
		nj_hook_distrust(hook);
}

/* nf_tables_flowtable_notify(ctx, flowtable, hook_list, [deleted_hooks,] event) */
static void notrace hear_flowtable(struct ftrace_regs *fregs)
{
	struct nj_nft_change change = { .object = NETJOURNAL_NFT_OBJECT_FLOWTABLE };
	const struct nft_flowtable *flowtable = (void *)nj_ftrace_arg(fregs, 1);
	struct nj_hook *hook = &nj_hook_nft_flowtable;
	char *name;
	struct found f;

	if (!change_begin(hook, &f, (void *)nj_ftrace_arg(fregs, 0)))
		return;
	if (!action_of(nj_ftrace_arg(fregs, NJ_FLOWTABLE_EVENT_ARG),
		       NFT_MSG_NEWFLOWTABLE, NFT_MSG_DELFLOWTABLE, &change.action) ||
	    get_kernel_nofault(name, &flowtable->name) ||
	    get_kernel_nofault(change.handle, &flowtable->handle) ||
	    !add_named(&f, &change, name))
		nj_hook_distrust(hook);
}

/* nf_tables_commit_audit_log(list, generation) */
static void notrace hear_end(struct ftrace_regs *fregs)
{
	struct commit *commit = commit_of_task();
	u32 generation = nj_ftrace_arg(fregs, 1);

	if (!commit)
		return;
	while (commit->n)
		commit_end_first(commit, generation);
	commit_free(commit);
}

void nj_nft_forget(void)
{
	struct hlist_node *next;
	struct commit *commit;
	unsigned int i;

	for (i = 0; i < BUCKETS; i++)
		hlist_for_each_entry_safe(commit, next, &buckets[i].commits, node)
			commit_free(commit);
}

struct nj_hook nj_hook_nft_table = {
	.function = "nf_tables_table_notify",
	.module = NJ_NFT_MODULE,
	.unseen = "tables of nftables that are added, changed and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_table,
};

struct nj_hook nj_hook_nft_chain = {
	.function = "nf_tables_chain_notify",
	.module = NJ_NFT_MODULE,
	.unseen = "chains of nftables that are added, changed and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_chain,
};

struct nj_hook nj_hook_nft_rule = {
	.function = "nf_tables_rule_notify",
	.module = NJ_NFT_MODULE,
	.unseen = "rules of nftables that are added and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_rule,
};

/* The compiler leaves out the last argument, which is always the same. */
struct nj_hook nj_hook_nft_set = {
	.function = "nf_tables_set_notify",
	.clone = "nf_tables_set_notify.constprop.0",
	.module = NJ_NFT_MODULE,
	.unseen = "sets of nftables that are added, changed and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_set,
};

struct nj_hook nj_hook_nft_element = {
	.function = "nf_tables_setelem_notify",
	.module = NJ_NFT_MODULE,
	.unseen = "elements of sets of nftables that are added and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_element,
};

struct nj_hook nj_hook_nft_object = {
	.function = "nf_tables_obj_notify",
	.module = NJ_NFT_MODULE,
	.unseen = "objects of nftables, such as counters, that are added, changed and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_object,
};

struct nj_hook nj_hook_nft_flowtable = {
	.function = "nf_tables_flowtable_notify",
	.module = NJ_NFT_MODULE,
	.unseen = "flowtables of nftables that are added, changed and deleted",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_flowtable,
};

struct nj_hook nj_hook_nft_end = {
	.function = "nf_tables_commit_audit_log",
	.module = NJ_NFT_MODULE,
	.unseen = "any commit of nftables",
	.kinds = BIT(NETJOURNAL_KIND_NFT),
	.hear = hear_end,
};
