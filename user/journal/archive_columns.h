/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A record as a row: its attributes, without the values that have a column. Of those, only the headers
 * are kept, so that unpacking gives back the same bytes. Does no I/O.
 */
#ifndef JOURNAL_ARCHIVE_COLUMNS_H
#define JOURNAL_ARCHIVE_COLUMNS_H

#include "journal/record.h"

/* Longer than any record: the kernel sends none of more than 64 KiB. */
#define ARCHIVE_DATA_MAX	(1u << 17)

/* The columns of a row. @origin: what is in the origin's attribute; NULL: there is none */
struct archive_columns {
	uint64_t instance;	/* put before the others; 0: none */
	uint32_t kind;
	uint64_t seq, time, act;
	const void *origin;
	size_t origin_len;
	const void *data;
	size_t data_len;
};

/* Packs the attributes of @rec into @data, which has ARCHIVE_DATA_MAX bytes. Returns the length. */
size_t archive_pack(char *data, const struct record *rec);
/* Writes the attributes into @attrs, which has @size bytes. Returns their length, or -EBADMSG. */
int archive_unpack(char *attrs, size_t size, const struct archive_columns *c);

#endif
