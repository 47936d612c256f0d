// SPDX-License-Identifier: GPL-2.0
/*
 * Finds the details of a process that need sleep: the path of the executable, and
 * the command lines and executables of the ancestors.
 *
 * The process itself does this, when it leaves the system call that made its first
 * record. It then holds no locks. The ancestors are those of the first record, even
 * if the process has got another parent since.
 */
#include <linux/dcache.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/path.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "compat.h"
#include "leave.h"
#include "nlbuf.h"
#include "process.h"
#include "process_facts.h"
#include "process_later.h"
#include "view.h"

/**
 * struct later - details that are still to be found
 * @work: calls later_leave()
 * @node: in the store's list
 * @store: where the details go; NULL: nowhere any more; written under the lock of
 *	the store, which exists as long as an RCU reader can find it here
 * @id: the process
 * @host: the journal may show everything
 * @paths: the journal may show paths that are under the root of the process
 * @cmdlines: the journal shows command lines
 * @own_cmdline: and that of the process is still to be found
 * @n: number of @ancestors
 * @ancestors: with a reference to each task
 */
struct later {
	struct callback_head work;
	struct list_head node;
	struct nj_process_store *store;
	u64 id;
	bool host;
	bool paths;
	bool cmdlines;
	bool own_cmdline;
	unsigned int n;
	struct nj_ancestor ancestors[NETJOURNAL_ANCESTORS_MAX];
};

/* Buffers in which the details are put together. */
struct room {
	char path[PATH_MAX];
	char cmdline[NETJOURNAL_CMDLINE_LEN_MAX];
	u8 attrs[8192] __aligned(NLA_ALIGNTO);
};

static_assert(NETJOURNAL_ANCESTOR_CMDLINE_LEN_MAX <= NETJOURNAL_CMDLINE_LEN_MAX);

static struct file *exe_get(struct mm_struct *mm)
{
	struct file *file;

	rcu_read_lock();
	file = nj_get_file_rcu(&mm->exe_file);
	rcu_read_unlock();
	return file;
}

/* Whether the journal may show the path of @file. */
static bool path_is_shown(const struct later *later, const struct file *file)
{
	struct path root;
	bool under;

	if (later->host)
		return true;
	get_fs_root(current->fs, &root);
	under = path_is_under(&file->f_path, &root);
	path_put(&root);
	return under;
}

static void put_exe(struct nj_attrs *attrs, u16 type, const struct later *later,
		    struct room *room, struct mm_struct *mm)
{
	struct file *file;
	char *path;

	/*
	 * d_path() needs the root of the running process, and a process that ends
	 * may have none.
	 */
	if (!later->paths || !current->fs)
		return;
	file = exe_get(mm);
	if (!file)
		return;
	if (path_is_shown(later, file)) {
		path = d_path(&file->f_path, room->path, sizeof(room->path));
		if (!IS_ERR(path) && strlen(path) < NJ_PATH_LEN)
			nj_attrs_put_string(attrs, type, path);
	}
	fput(file);
}

/*
 * Copies only pages that are in memory. Otherwise an ancestor could make its
 * descendants wait for its memory. @type_cut: the flag that says that the command line
 * is longer.
 */
static void put_cmdline(struct nj_attrs *attrs, u16 type, u16 type_cut, size_t max,
			struct room *room, struct task_struct *task,
			const struct mm_struct *mm)
{
	unsigned long start = READ_ONCE(mm->arg_start);
	unsigned long end = READ_ONCE(mm->arg_end);
	int len;

	if (end <= start)
		return;
	len = access_process_vm(task, start, room->cmdline,
				min_t(unsigned long, end - start, max),
				FOLL_NOFAULT);
	if (len <= 0)
		return;
	nj_cmdline_mask(room->cmdline, len, len < end - start);
	nj_attrs_put(attrs, type, room->cmdline, len);
	if (len < end - start)
		nj_attrs_put_flag(attrs, type_cut);
}

static void put_ancestor_more(struct nj_attrs *attrs, const struct later *later,
			      struct room *room,
			      const struct nj_ancestor *ancestor)
{
	struct task_struct *task = ancestor->task;
	struct mm_struct *mm = get_task_mm(task);
	u32 before = attrs->len;

	if (!mm)
		return;
	put_exe(attrs, NETJOURNAL_A_ANCESTOR_EXE, later, room, mm);
	if (later->cmdlines)
		put_cmdline(attrs, NETJOURNAL_A_ANCESTOR_CMDLINE,
			    NETJOURNAL_A_ANCESTOR_CMDLINE_CUT,
			    NETJOURNAL_ANCESTOR_CMDLINE_LEN_MAX, room, task, mm);
	/*
	 * Since the record was made, the ancestor may have executed another program.
	 * In execve() a task gets the other memory first, and the other exec id some
	 * time later. While there is a reference to @mm, no other memory has its address.
	 */
	if (mm != ancestor->mm || READ_ONCE(task->mm) != mm ||
	    READ_ONCE(task->self_exec_id) != ancestor->exec_id)
		attrs->len = before;
	mmput(mm);
}

static void put_ancestor(struct nj_attrs *attrs, const struct later *later,
			 struct room *room, const struct nj_ancestor *ancestor)
{
	struct nlattr *nest;

	nest = nj_attrs_nest(attrs, NETJOURNAL_A_PROCESS_ANCESTOR);
	if (!nest)
		return;
	nj_ancestor_put(attrs, ancestor);
	put_ancestor_more(attrs, later, room, ancestor);
	nj_attrs_nest_end(attrs, nest);
}

static void put_all(struct nj_attrs *attrs, const struct later *later,
		    struct room *room)
{
	unsigned int i;

	if (current->mm) {
		put_exe(attrs, NETJOURNAL_A_PROCESS_EXE, later, room,
			current->mm);
		if (later->own_cmdline)
			put_cmdline(attrs, NETJOURNAL_A_PROCESS_CMDLINE,
				    NETJOURNAL_A_PROCESS_CMDLINE_CUT,
				    NETJOURNAL_CMDLINE_LEN_MAX, room, current,
				    current->mm);
	}
	for (i = 0; i < later->n; i++)
		put_ancestor(attrs, later, room, &later->ancestors[i]);
}

static void later_complete(struct later *later, const struct nj_attrs *attrs)
{
	struct nj_process_store *store;
	bool complete = false;

	/* Keeps the store in memory, see nj_process_later_detach(). */
	rcu_read_lock_bh();
	store = READ_ONCE(later->store);
	if (store) {
		spin_lock(&store->lock);
		if (later->store) {
			list_del(&later->node);
			complete = nj_process_complete(store, later->id,
						       attrs->buf, attrs->len);
		}
		spin_unlock(&store->lock);
	}
	if (complete)
		nj_process_tell(store, later->id);
	rcu_read_unlock_bh();
}

static void later_free(struct later *later)
{
	unsigned int i;

	for (i = 0; i < later->n; i++)
		put_task_struct(later->ancestors[i].task);
	kfree(later);
}

static void later_leave(struct callback_head *work)
{
	struct later *later = container_of(work, struct later, work);
	struct room *room = kmalloc(sizeof(*room), GFP_KERNEL);
	struct nj_attrs attrs = {};

	if (room) {
		attrs.buf = room->attrs;
		attrs.size = sizeof(room->attrs);
		put_all(&attrs, later, room);
	}
	later_complete(later, &attrs);
	later_free(later);
	kfree(room);
	nj_leave_done();
}

bool nj_process_later(struct nj_process_store *store,
		      const struct nj_process *process)
{
	struct later *later;
	unsigned int i;

	if (current->flags & NJ_PF_WORKER)
		return false;
	later = kmalloc(sizeof(*later), GFP_ATOMIC | __GFP_NOWARN);
	if (!later)
		return false;
	later->store = store;
	later->id = process->id;
	later->host = nj_view_is_host(store->net);
	later->paths = nj_view_sees_process(store->net);
	later->cmdlines = nj_cmdline_is_shown(store->net);
	later->own_cmdline = later->cmdlines && process->cmdline_later;
	later->n = nj_ancestors_get(store->net, later->ancestors);
	for (i = 0; i < later->n; i++)
		get_task_struct(later->ancestors[i].task);
	if (!nj_leave_add(&later->work, later_leave)) {
		later_free(later);
		return false;
	}
	list_add(&later->node, &store->later);
	return true;
}

void nj_process_later_detach(struct nj_process_store *store)
{
	struct later *later, *next;

	list_for_each_entry_safe(later, next, &store->later, node) {
		list_del(&later->node);
		WRITE_ONCE(later->store, NULL);
	}
}
