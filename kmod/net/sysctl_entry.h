/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads the kernel's own description of a sysctl, with checks.
 */
#ifndef NJ_SYSCTL_ENTRY_H
#define NJ_SYSCTL_ENTRY_H

#include <linux/types.h>

struct ctl_table;
struct ctl_table_header;
struct ctl_table_set;
struct file;

/* Longer values are not read. */
#define NJ_SYSCTL_RAW_MAX	128

/* Room for the text of a value, with the NUL. */
#define NJ_SYSCTL_TEXT_LEN	256

/**
 * struct nj_sysctl_entry - what the kernel knows of a sysctl
 * @header: the table that the sysctl is in; NULL: the file was not understood, and
 *	the other members say nothing
 * @set: the tables of the network namespace
 * @table: the sysctl
 */
struct nj_sysctl_entry {
	const struct ctl_table_header *header;
	const struct ctl_table_set *set;
	const struct ctl_table *table;
};

/**
 * struct nj_sysctl_raw - the memory that has the value of a sysctl
 * @len: bytes in @data; 0: it could not be read
 * @data: a copy
 */
struct nj_sysctl_raw {
	u32 len;
	u8 data[NJ_SYSCTL_RAW_MAX] __aligned(8);
};

/**
 * nj_sysctl_entry_find - find the sysctl behind a file
 * @entry: filled
 * @file: an open file of /proc/sys; @entry is valid as long as it is open
 *
 * Context: any; does not sleep.
 */
void nj_sysctl_entry_find(struct nj_sysctl_entry *entry,
			  const struct file *file);

/**
 * nj_sysctl_raw_read - copy the memory of a value
 * @raw: filled
 * @entry: from nj_sysctl_entry_find(), of a file that is still open
 *
 * Context: any; does not sleep.
 */
void nj_sysctl_raw_read(struct nj_sysctl_raw *raw,
			const struct nj_sysctl_entry *entry);

/**
 * nj_sysctl_old_text - find the text of a value that is gone
 * @to: the text; NJ_SYSCTL_TEXT_LEN bytes
 * @entry: the sysctl
 * @neigh: it is a sysctl of neighbours, many of which have a unit of their own
 * @old: the memory when the value was there
 * @now: the present memory
 * @value: the present text, as the kernel has it
 *
 * The kernel has many functions that turn memory into text. A rule is believed only
 * if it makes @value of @now.
 *
 * Return: false if no rule does.
 */
bool nj_sysctl_old_text(char *to, const struct nj_sysctl_entry *entry,
			bool neigh, const struct nj_sysctl_raw *old,
			const struct nj_sysctl_raw *now, const char *value);

/**
 * nj_sysctl_sets_others - tell whether a write sets other sysctls
 * @entry: the sysctl
 * @file: its file
 *
 * Such a write can have effects even if it keeps the value, because the others can
 * have another value.
 *
 * Context: any; does not sleep.
 */
bool nj_sysctl_sets_others(const struct nj_sysctl_entry *entry,
			   const struct file *file);

#endif
