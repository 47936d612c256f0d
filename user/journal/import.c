// SPDX-License-Identifier: GPL-2.0
/* Puts records into a store in memory. See import.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/util.h"
#include "journal/import.h"
#include "journal/lines.h"

#define NAMES	(1u << 14)
/* The kernel gives no device such a number. */
#define MADE_UP	0x40000000u

int import_fail(struct import *im, int err, const char *fmt, ...)
{
	int len = snprintf(im->error, im->size, "%s: ", im->path);
	va_list ap;

	va_start(ap, fmt);
	if (len > 0 && (size_t)len < im->size)
		vsnprintf(im->error + len, im->size - len, fmt, ap);
	va_end(ap);
	return err;
}

int import_fail_store(struct import *im, int err)
{
	return err ? import_fail(im, err, "%s", archive_error(im->archive)) : 0;
}

static bool name_of(void *arg, uint32_t number, char *text, size_t size)
{
	struct import *im = arg;

	return im->journal.id && archive_device(im->archive, &im->journal, number, text, size);
}

int import_begin(struct import *im)
{
	int err = archive_open(&im->archive, ":memory:", ARCHIVE_WRITE);

	if (!err)
		err = archive_begin(im->archive);
	if (err)
		return import_fail_store(im, err);
	im->domain = domain_new();
	if (!im->domain || memo_init(&im->names, NAMES))
		return import_fail(im, -ENOMEM, "%s", strerror(ENOMEM));
	domain_elsewhere(im->domain, name_of, im);
	return 0;
}

void import_end(struct import *im)
{
	domain_free(im->domain);
	memo_free(&im->names);
}

int import_journal(struct import *im, uint64_t instance, int64_t boot)
{
	int err;

	if (im->journal.id && im->journal.instance == instance)
		return 0;
	if (im->journal.id)
		archive_move_journal(im->archive, &im->journal);
	im->journal = (struct archive_journal){
		.instance = instance, .boot_time = boot, .netns = im->netns, .host = !im->elsewhere,
	};
	/* Nothing says which journals are of one boot. */
	snprintf(im->journal.boot, sizeof(im->journal.boot), "%016llx", (unsigned long long)instance);
	err = archive_add_journal(im->archive, &im->journal);
	domain_forget(im->domain);
	memo_clear(&im->names);
	return import_fail_store(im, err);
}

int import_record(struct import *im, struct nl_msg *msg)
{
	const struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct domain_index index = { 0 };
	struct record rec;
	int err = record_parse(&rec, nlmsg_attrdata(nlh, 0), nlmsg_attrlen(nlh, 0));

	if (err || !rec.kind || rec.kind > NETJOURNAL_KIND_MAX || (!rec.seq && !rec.is_gap))
		return import_fail(im, -EINVAL, "%s %llu is no record", im->unit, (unsigned long long)im->line);
	if (rec.message) {
		domain_learn(im->domain, &rec);
		domain_index(im->domain, &rec, &index);
	}
	err = archive_add_record(im->archive, &im->journal, &rec, &index);
	return import_fail_store(im, err);
}

void import_name(struct import *im, const char *name, uint32_t number)
{
	if ((uint32_t)memo_find(&im->names, name, strlen(name)) == number)
		return;
	memo_add(&im->names, name, strlen(name), number);
	archive_add_device(im->archive, &im->journal, number, name);
}

uint32_t import_number(void *arg, const char *name)
{
	struct import *im = arg;
	uint32_t number = memo_find(&im->names, name, strlen(name));

	if (number)
		return number;
	number = MADE_UP + ++im->made;
	import_name(im, name, number);
	return number;
}

int import_bytes(struct import *im, FILE *file, void *to, size_t len, bool may_end)
{
	size_t n = fread(to, 1, len, file);

	if (n == len)
		return 1;
	if (may_end && !n && !ferror(file))
		return 0;
	return import_fail(im, -EINVAL, "the file ends inside a message");
}

int import_message(struct import *im, FILE *file, struct nlmsghdr *nlh)
{
	int err = import_bytes(im, file, nlh, sizeof(*nlh), true);

	if (err != 1)
		return err;
	if (nlh->nlmsg_len < sizeof(*nlh) || nlh->nlmsg_len > IMPORT_MESSAGE_MAX - NLMSG_ALIGNTO)
		return -EUCLEAN;
	return import_bytes(im, file, nlh + 1, NLMSG_ALIGN(nlh->nlmsg_len) - sizeof(*nlh), false);
}

static int import_all(struct import *im, FILE *file, bool *from_lines)
{
	static int (*const formats[])(struct import *, FILE *) = { import_lines, import_dumped, import_capture };
	int err = import_begin(im);
	size_t i;

	if (err)
		return err;
	err = -EUCLEAN;
	for (i = 0; err == -EUCLEAN && i < ARRAY_SIZE(formats); i++) {
		rewind(file);
		err = formats[i](im, file);
		*from_lines = formats[i] == import_lines;
	}
	if (!err && im->journal.id)
		err = import_fail_store(im, archive_move_journal(im->archive, &im->journal));
	if (!err)
		err = import_fail_store(im, archive_commit(im->archive));
	return err;
}

int lines_open(struct archive **a, const char *path, bool *from_lines, char *error, size_t size)
{
	struct import im = { .path = path, .unit = "line", .netns = 1, .error = error, .size = size };
	FILE *file = fopen(path, "re");
	struct stat st;
	int err;

	*a = NULL;
	if (!file)
		return import_fail(&im, -errno, "%s", strerror(errno));
	if (fstat(fileno(file), &st) || S_ISDIR(st.st_mode))
		err = -EUCLEAN;
	else
		err = import_all(&im, file, from_lines);
	import_end(&im);
	fclose(file);
	if (err)
		archive_close(im.archive);
	else
		*a = im.archive;
	return err;
}
