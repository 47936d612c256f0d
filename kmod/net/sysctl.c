// SPDX-License-Identifier: GPL-2.0
/*
 * Records writes to the sysctls of networking.
 *
 * The hook comes before the write, in the task that writes. It may not sleep, so it
 * only remembers the file and the memory that has the value. When the task leaves
 * the system call, it reads the file, and records the write if the write has succeeded
 * and has changed the value, or can have changed other sysctls. So the record comes
 * after the records of the consequences of the write, in the same act.
 *
 * A value is recorded only if everybody may read the sysctl. Some are secret keys.
 */
#include <asm/syscall.h>
#include <linux/dcache.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/inetdevice.h>
#include <linux/list.h>
#include <linux/netjournal.h>
#include <linux/nsproxy.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/uio.h>
#include <net/net_namespace.h>

#include "../compat.h"
#include "act.h"
#include "compat.h"
#include "journal.h"
#include "late.h"
#include "leave.h"
#include "netns.h"
#include "origin.h"
#include "sysctl.h"
#include "sysctl_entry.h"

/* The longest path that is recorded, with the NUL. */
#define PATH_SIZE	128

/**
 * struct sysctl_write - a write that has begun
 * @work: calls write_leave() when the task leaves the system call
 * @node: in its bucket
 * @task: who writes
 * @net: whose sysctl it is, with a reference
 * @file: the sysctl, with a reference
 * @entry: the kernel's description of the sysctl
 * @old: the value before the write
 * @redirects: whether all devices accepted redirects before the write
 * @path: where the sysctl is in /proc/sys; in @path_buf
 * @path_buf: room for the path
 */
struct sysctl_write {
	struct callback_head work;
	struct hlist_node node;
	const struct task_struct *task;
	struct net *net;
	struct file *file;
	struct nj_sysctl_entry entry;
	struct nj_sysctl_raw old;
	int redirects;
	const char *path;
	char path_buf[PATH_SIZE];
};

/* The writes that have begun, by task. */
#define WRITE_BITS	6

static struct bucket {
	spinlock_t lock;	/* protects the list */
	struct hlist_head writes;
} buckets[1 << WRITE_BITS];

static struct bucket *bucket_of(const struct task_struct *task)
{
	return &buckets[hash_ptr((void *)task, WRITE_BITS)];
}

/*
 * Whether @file is /proc/sys/net/... The names and parents of dentries of procfs do
 * not change while a file is open.
 */
static bool file_is_net(const struct file *file)
{
	const struct dentry *dentry = file->f_path.dentry, *top, *below = NULL;

	for (top = NULL; !IS_ROOT(dentry); dentry = dentry->d_parent) {
		below = top;
		top = dentry;
	}
	return below && !strcmp(below->d_name.name, "net");
}

/* Writes the path of the file to the end of @buf, without "sys/"; NULL: no room. */
static const char *path_of(const struct file *file, char *buf)
{
	const struct dentry *dentry = file->f_path.dentry;
	char *at = buf + PATH_SIZE - 1;

	*at = '\0';
	for (; !IS_ROOT(dentry->d_parent); dentry = dentry->d_parent) {
		if (dentry->d_name.len + 1 > at - buf)
			return NULL;
		if (*at)
			*--at = '/';
		at -= dentry->d_name.len;
		memcpy(at, dentry->d_name.name, dentry->d_name.len);
	}
	return at;
}

/*
 * Returns the namespace with the tables @set, with a reference. A task can write to
 * a file that was opened in another namespace than its own.
 */
static struct net *net_of(const struct ctl_table_set *set)
{
	struct net *own = current->nsproxy->net_ns, *net;

	if (!set || set == &own->sysctls)
		return get_net(own);
	rcu_read_lock();
	for_each_net_rcu(net)
		if (set == &net->sysctls)
			break;
	if (&net->list != &net_namespace_list)
		net = maybe_get_net(net);
	else
		net = NULL;
	rcu_read_unlock();
	return net;
}

static ssize_t file_read(struct file *file, char *buf, size_t size)
{
	struct kvec vec = { .iov_base = buf, .iov_len = size };
	struct iov_iter iter;
	struct kiocb kiocb;

	init_sync_kiocb(&kiocb, file);
	kiocb.ki_pos = 0;
	iov_iter_kvec(&iter, READ, &vec, 1, vec.iov_len);
	return file->f_op->read_iter(&kiocb, &iter);
}

/* How often a value is read that cannot be read while somebody changes links. */
#define READ_TRIES	10

/* Reads the value, if everybody may read it. Returns the length of the text, or less than 0. */
static ssize_t value_read(struct file *file, char *buf, bool *cut)
{
	unsigned int tries;
	ssize_t len;

	/* Some sysctls are read in the namespaces of the task, and a task that ends has none. */
	if (!(file_inode(file)->i_mode & 0004) || !file->f_op->read_iter ||
	    !current->nsproxy)
		return -EACCES;
	len = file_read(file, buf, NJ_SYSCTL_TEXT_LEN - 1);
	/*
	 * Some functions restart the system call if they do not get the RTNL
	 * at once: addrconf_sysctl_addr_gen_mode(). The write has waited for
	 * it in that way, too.
	 */
	for (tries = 1; len == -ERESTARTNOINTR && tries < READ_TRIES; tries++) {
		rtnl_lock();
		rtnl_unlock();
		len = file_read(file, buf, NJ_SYSCTL_TEXT_LEN - 1);
	}
	if (len < 0)
		return len;
	*cut = len == NJ_SYSCTL_TEXT_LEN - 1;
	if (len && buf[len - 1] == '\n')
		len--;
	buf[len] = '\0';
	return len;
}

static bool file_is_neigh(const struct file *file)
{
	const struct dentry *dir = file->f_path.dentry->d_parent->d_parent;

	return !strcmp(dir->d_name.name, "neigh");
}

/* Buffers for the texts of one write. */
struct room {
	struct nj_sysctl_raw now;
	char value[NJ_SYSCTL_TEXT_LEN];
	char old[NJ_SYSCTL_TEXT_LEN];
};

static bool room_read(struct room *room, const struct sysctl_write *write,
		      struct nj_sysctl_change *change)
{
	if (value_read(write->file, room->value, &change->cut) < 0)
		return true;
	change->value = room->value;
	nj_sysctl_raw_read(&room->now, &write->entry);
	if (!change->cut &&
	    nj_sysctl_old_text(room->old, &write->entry,
			       file_is_neigh(write->file), &write->old,
			       &room->now, room->value))
		change->old = room->old;
	return !change->old || strcmp(change->old, change->value) ||
	       nj_sysctl_sets_others(&write->entry, write->file);
}

/* @change: NULL if there was no memory to read it */
static void change_record(struct nj_journal *journal, const void *change)
{
	if (change)
		nj_sysctl_record(journal, change);
	else
		nj_journal_lose(journal, NETJOURNAL_KIND_SYSCTL, 1);
}

/* The sysctl of which net.ipv4.ip_forward is another name. */
#define FORWARDING	"net/ipv4/conf/all/forwarding"

static bool path_is(const char *written, const char *announced)
{
	return !strcmp(written, announced) ||
	       (!strcmp(written, "net/ipv4/ip_forward") &&
		!strcmp(announced, FORWARDING));
}

static int redirects_of(struct net *net)
{
	return IPV4_DEVCONF_ALL(net, ACCEPT_REDIRECTS);
}

/*
 * If the task has switched forwarding of all devices, the kernel has also switched
 * whether they accept redirects, in silence: inet_forward_change().
 */
static void redirects_record(const struct sysctl_write *write)
{
	static const char *const values[] = { "0", "1" };
	int now = redirects_of(write->net);
	struct nj_sysctl_change change = {
		.path = "net/ipv4/conf/all/accept_redirects",
		.value = values[!!now], .old = values[!now],
		.consequence = true,
	};

	if (path_is(write->path, FORWARDING) && !now != !write->redirects)
		nj_late_record(write->net, change_record, &change);
}

/* Records the write @write, unless it has changed nothing. */
static void write_record(const struct sysctl_write *write)
{
	struct nj_sysctl_change change = { .path = write->path };
	struct room *room = kmalloc(sizeof(*room), GFP_KERNEL);

	redirects_record(write);
	if (!room || room_read(room, write, &change))
		nj_late_record(write->net, change_record, room ? &change : NULL);
	kfree(room);
}

static void write_free(struct sysctl_write *write)
{
	fput(write->file);
	put_net(write->net);
	kfree(write);
}

/* The kernel calls this when the task leaves the system call. */
static void write_leave(struct callback_head *work)
{
	struct sysctl_write *write = container_of(work, struct sysctl_write,
						  work);
	struct bucket *bucket = bucket_of(current);
	struct pt_regs *regs = current_pt_regs();

	spin_lock_bh(&bucket->lock);
	hlist_del(&write->node);
	spin_unlock_bh(&bucket->lock);
	if (!syscall_get_error(current, regs) &&
	    syscall_get_return_value(current, regs) > 0)
		write_record(write);
	write_free(write);
	nj_leave_done();
}

/*
 * The task opens its act before it adds its work. The kernel runs the work that was
 * added last first, so the act is still open when the write is recorded.
 */
static bool write_add(struct sysctl_write *write)
{
	struct bucket *bucket = bucket_of(current);

	nj_act_now();
	if (!nj_leave_add(&write->work, write_leave))
		return false;
	spin_lock_bh(&bucket->lock);
	hlist_add_head(&write->node, &bucket->writes);
	spin_unlock_bh(&bucket->lock);
	return true;
}

static struct sysctl_write *write_alloc(void)
{
	/* These do not return to user mode after the write. */
	if (current->flags & (PF_KTHREAD | NJ_PF_WORKER))
		return NULL;
	return kmalloc(sizeof(struct sysctl_write),
		       GFP_ATOMIC | __GFP_NOWARN | __GFP_ACCOUNT);
}

/* Whether the task has already begun to write to @file in this system call. */
static bool write_has_begun(const struct file *file)
{
	struct bucket *bucket = bucket_of(current);
	struct sysctl_write *write;
	bool found = false;

	/* Only the running task adds its writes, so an empty list needs no lock. */
	if (hlist_empty(&bucket->writes))
		return false;
	spin_lock_bh(&bucket->lock);
	hlist_for_each_entry(write, &bucket->writes, node)
		if (write->task == current && write->file == file)
			found = true;
	spin_unlock_bh(&bucket->lock);
	return found;
}

/*
 * Returns false if the write cannot be recorded. One sendfile() can write any number of
 * times. Its writes are recorded as one, so that a user cannot make memory grow.
 */
static bool write_begin(struct net *net, struct file *file,
			const struct nj_sysctl_entry *entry)
{
	struct sysctl_write *write;

	if (write_has_begun(file))
		return true;
	write = write_alloc();
	if (!write)
		return false;
	write->task = current;
	write->net = get_net(net);
	write->file = get_file(file);
	write->entry = *entry;
	nj_sysctl_raw_read(&write->old, entry);
	write->redirects = redirects_of(net);
	write->path = path_of(file, write->path_buf);
	if (write->path && write_add(write))
		return true;
	write_free(write);
	return false;
}

/* proc_sys_call_handler(iocb, iter, write) */
static void notrace hear_sysctl(struct ftrace_regs *fregs)
{
	const struct kiocb *iocb = (void *)nj_ftrace_arg(fregs, 0);
	struct nj_sysctl_entry entry;
	struct nj_journal *journal;
	struct net *net;

	if (!(int)nj_ftrace_arg(fregs, 2) || !file_is_net(iocb->ki_filp) ||
	    !current->nsproxy)
		return;
	nj_sysctl_entry_find(&entry, iocb->ki_filp);
	net = net_of(entry.set);
	if (!net)
		return;
	journal = nj_netns_hear(net);
	if (journal && nj_journal_keeps(journal, NETJOURNAL_KIND_SYSCTL) &&
	    !write_begin(net, iocb->ki_filp, &entry))
		nj_journal_lose(journal, NETJOURNAL_KIND_SYSCTL, 1);
	put_net(net);
}

struct nj_hook nj_hook_sysctl = {
	.function = "proc_sys_call_handler",
	.unseen = "writes to sysctls, except the values that the kernel announces",
	.kinds = BIT(NETJOURNAL_KIND_SYSCTL),
	.hear = hear_sysctl,
};

enum nj_sysctl_writing nj_sysctl_writing(const char *path)
{
	enum nj_sysctl_writing writing = NJ_SYSCTL_NOTHING;
	struct bucket *bucket = bucket_of(current);
	struct sysctl_write *write;

	/* Only the running task adds its writes, so an empty list needs no lock. */
	if (hlist_empty(&bucket->writes))
		return writing;
	spin_lock_bh(&bucket->lock);
	hlist_for_each_entry(write, &bucket->writes, node) {
		if (write->task != current)
			continue;
		writing = path_is(write->path, path) ? NJ_SYSCTL_THIS :
			  max(writing, NJ_SYSCTL_ANOTHER);
		if (writing == NJ_SYSCTL_THIS)
			break;
	}
	spin_unlock_bh(&bucket->lock);
	return writing;
}

static int sysctl_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(buckets); i++)
		spin_lock_init(&buckets[i].lock);
	return 0;
}

const struct nj_part nj_sysctl_part = {
	.init = sysctl_init,
};
