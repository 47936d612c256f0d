// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the kernel's own description of a sysctl, with checks.
 *
 * An inode of /proc/sys points to the description. The pointers are before the
 * inode, in a structure that is private to procfs. They are believed only if they
 * lead to a description with the name of the file. All reads can fail without harm.
 *
 * The open file keeps the header of the table. Only the table and the value can go,
 * when a device goes. The kernel then marks the header first. So what was read is
 * right if the mark is still missing after the reading.
 */
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/uaccess.h>
#include <net/neighbour.h>

#include "sysctl_entry.h"

/* The end of the kernel's struct proc_inode. */
struct proc_inode_end {
	const struct ctl_table_header *header;
	const struct ctl_table *table;
	struct hlist_node siblings;
	const void *ns_ops;
	struct inode inode;
};

/* The longest name of a file that is compared, with the NUL. */
#define NAME_SIZE	64

static bool header_is_live(const struct ctl_table_header *header)
{
	struct ctl_table_header copy;

	/* The value was read before. */
	smp_rmb();
	return !copy_from_kernel_nofault(&copy, header, sizeof(copy)) &&
	       !copy.unregistering;
}

/* Whether @name, a string of the kernel's, is the name of @file. */
static bool name_is(const char *name, const struct file *file)
{
	const struct qstr *own = &file->f_path.dentry->d_name;
	char copy[NAME_SIZE];

	return own->len < sizeof(copy) &&
	       !copy_from_kernel_nofault(copy, name, own->len + 1) &&
	       !memcmp(copy, own->name, own->len) && !copy[own->len];
}

void nj_sysctl_entry_find(struct nj_sysctl_entry *entry,
			  const struct file *file)
{
	const struct proc_inode_end *end;
	struct ctl_table_header header;
	const char *name;

	entry->header = NULL;
	entry->set = NULL;
	end = container_of(file_inode(file), struct proc_inode_end, inode);
	if (copy_from_kernel_nofault(&entry->header, &end->header,
				     sizeof(entry->header)) ||
	    copy_from_kernel_nofault(&entry->table, &end->table,
				     sizeof(entry->table)) ||
	    copy_from_kernel_nofault(&header, entry->header, sizeof(header)) ||
	    get_kernel_nofault(name, &entry->table->procname) ||
	    header.ctl_table > entry->table || !name_is(name, file) ||
	    !header_is_live(entry->header))
		entry->header = NULL;
	else
		entry->set = header.set;
}

void nj_sysctl_raw_read(struct nj_sysctl_raw *raw,
			const struct nj_sysctl_entry *entry)
{
	void *data;
	int len;

	raw->len = 0;
	if (!entry->header ||
	    get_kernel_nofault(len, &entry->table->maxlen) ||
	    get_kernel_nofault(data, &entry->table->data) ||
	    len <= 0 || len > sizeof(raw->data) ||
	    copy_from_kernel_nofault(raw->data, data, len))
		return;
	if (header_is_live(entry->header))
		raw->len = len;
}

/* A rule that turns memory into text. */
struct rule {
	/* Returns the length of the text of the number at @data. */
	int (*put)(char *to, size_t size, const void *data);
	u8 size;	/* of a number; 0: the memory is a string */
};

static int put_int(char *to, size_t size, const void *data)
{
	return scnprintf(to, size, "%d", *(const int *)data);
}

static int put_uint(char *to, size_t size, const void *data)
{
	return scnprintf(to, size, "%u", *(const unsigned int *)data);
}

static int put_u8(char *to, size_t size, const void *data)
{
	return scnprintf(to, size, "%u", *(const u8 *)data);
}

static int put_ulong(char *to, size_t size, const void *data)
{
	return scnprintf(to, size, "%lu", *(const unsigned long *)data);
}

static int put_signed(char *to, size_t size, int value, unsigned long shown)
{
	return scnprintf(to, size, "%s%lu", value < 0 ? "-" : "", shown);
}

static int put_seconds(char *to, size_t size, const void *data)
{
	int value = *(const int *)data;

	return put_signed(to, size, value, abs(value) / HZ);
}

static int put_clock(char *to, size_t size, const void *data)
{
	int value = *(const int *)data;

	return put_signed(to, size, value, jiffies_to_clock_t(abs(value)));
}

static int put_ms(char *to, size_t size, const void *data)
{
	int value = *(const int *)data;

	return put_signed(to, size, value, jiffies_to_msecs(abs(value)));
}

static int put_ulong_ms(char *to, size_t size, const void *data)
{
	return scnprintf(to, size, "%lu",
			 *(const unsigned long *)data * MSEC_PER_SEC / HZ);
}

static const struct rule rule_string = { .size = 0 };
static const struct rule rule_int = { put_int, sizeof(int) };
static const struct rule rule_uint = { put_uint, sizeof(int) };
static const struct rule rule_u8 = { put_u8, sizeof(u8) };
static const struct rule rule_ulong = { put_ulong, sizeof(long) };
static const struct rule rule_seconds = { put_seconds, sizeof(int) };
static const struct rule rule_clock = { put_clock, sizeof(int) };
static const struct rule rule_ms = { put_ms, sizeof(int) };
static const struct rule rule_ulong_ms = { put_ulong_ms, sizeof(long) };

/* The functions of the kernel that have one rule. */
static const struct {
	proc_handler *handler;
	const struct rule *rule;
} known[] = {
	{ proc_dointvec, &rule_int },
	{ proc_dointvec_minmax, &rule_int },
	{ neigh_proc_dointvec, &rule_int },
	{ proc_dostring, &rule_string },
	{ proc_dointvec_jiffies, &rule_seconds },
	{ neigh_proc_dointvec_jiffies, &rule_seconds },
	{ proc_dointvec_userhz_jiffies, &rule_clock },
	{ proc_dointvec_ms_jiffies, &rule_ms },
	{ neigh_proc_dointvec_ms_jiffies, &rule_ms },
	{ proc_doulongvec_minmax, &rule_ulong },
	{ proc_doulongvec_ms_jiffies_minmax, &rule_ulong_ms },
};

/* What the other functions may do. Most of them call one of those above. */
static const struct rule *const likely_rules[] = {
	&rule_u8, &rule_int, &rule_uint, &rule_ulong, &rule_string,
};

static bool is_zero(const struct nj_sysctl_raw *raw)
{
	return !memchr_inv(raw->data, 0, raw->len);
}

/* Numbers have a tab between them. */
static bool put_numbers(char *to, const struct rule *rule,
			const struct nj_sysctl_raw *raw)
{
	size_t len = 0;
	u32 at;

	if (raw->len % rule->size || raw->len / rule->size > 16 ||
	    (rule->size == sizeof(u8) && raw->len > sizeof(u8)))
		return false;
	for (at = 0; at < raw->len; at += rule->size) {
		if (at)
			len += scnprintf(to + len, NJ_SYSCTL_TEXT_LEN - len,
					 "\t");
		len += rule->put(to + len, NJ_SYSCTL_TEXT_LEN - len,
				 raw->data + at);
	}
	return len < NJ_SYSCTL_TEXT_LEN - 1;
}

static bool put_text(char *to, const struct rule *rule,
		     const struct nj_sysctl_raw *raw)
{
	size_t len;

	if (rule->size)
		return put_numbers(to, rule, raw);
	len = strnlen(raw->data, raw->len);
	memcpy(to, raw->data, len);
	to[len] = '\0';
	return true;
}

static bool rule_fits(char *buf, const struct rule *rule,
		      const struct nj_sysctl_raw *now, const char *value)
{
	return put_text(buf, rule, now) && !strcmp(buf, value);
}

static const struct rule *rule_find(char *buf,
				    const struct nj_sysctl_entry *entry,
				    bool neigh, const struct nj_sysctl_raw *now,
				    const char *value)
{
	proc_handler *handler;
	unsigned int i;

	if (get_kernel_nofault(handler, &entry->table->proc_handler))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (handler == known[i].handler)
			return rule_fits(buf, known[i].rule, now, value) ?
			       known[i].rule : NULL;
	/* 0 is 0 in each unit. */
	if (neigh && is_zero(now))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(likely_rules); i++)
		if (rule_fits(buf, likely_rules[i], now, value))
			return likely_rules[i];
	return NULL;
}

bool nj_sysctl_old_text(char *to, const struct nj_sysctl_entry *entry,
			bool neigh, const struct nj_sysctl_raw *old,
			const struct nj_sysctl_raw *now, const char *value)
{
	const struct rule *rule;

	if (!old->len || old->len != now->len)
		return false;
	rule = rule_find(to, entry, neigh, now, value);
	return rule && put_text(to, rule, old);
}

/* Whether the kernel's function for the sysctl does nothing but set the value. */
static bool handler_is_plain(const struct nj_sysctl_entry *entry)
{
	proc_handler *handler;
	unsigned int i;

	if (!entry->header ||
	    get_kernel_nofault(handler, &entry->table->proc_handler))
		return false;
	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (handler == known[i].handler)
			return true;
	return false;
}

static bool dentry_is(const struct dentry *dentry, const char *name)
{
	return !strcmp(dentry->d_name.name, name);
}

/*
 * IPv6 gives a value of all devices to each device. Those of IPv4 are values of their
 * own. A value of neighbours for new devices goes to each device that nobody has given
 * a value, for it can have been set by other means than this file.
 */
bool nj_sysctl_sets_others(const struct nj_sysctl_entry *entry,
			   const struct file *file)
{
	const struct dentry *dir = file->f_path.dentry->d_parent;
	const struct dentry *above = dir->d_parent;

	if (dentry_is(dir, "default"))
		return dentry_is(above, "neigh");
	return dentry_is(dir, "all") && dentry_is(above, "conf") &&
	       dentry_is(above->d_parent, "ipv6") && !handler_is_plain(entry);
}
