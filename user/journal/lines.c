// SPDX-License-Identifier: GPL-2.0
/* Reads JSON lines of `log -j`. See lines.h. */
#include <errno.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_read.h"
#include "base/tool.h"
#include "journal/import.h"
#include "journal/lines.h"
#include "journal/reader.h"
#include "nl/nla.h"
#include "nl/spec_build.h"
#include "nl/spec_tables.h"

/*
 * Returns a message with room for all that a line of @len bytes can say: its members as attributes, which take
 * up to 12 bytes where the line has 5 (a number), once in the record and once in its payload, and the line itself.
 */
static struct nl_msg *message_for_line(size_t len)
{
	struct nl_msg *msg = nlmsg_alloc_size(4096 + 8 * len);

	if (msg)
		nlmsg_put(msg, 0, 0, 0, 0, 0);
	return msg;
}

const char *lines_text(const struct record *rec, size_t *len)
{
	const struct nlattr *nla = record_attr(rec, LINES_TEXT);

	*len = nla ? nla_size(nla) : 0;
	return nla ? nla_bytes(nla) : NULL;
}

static uint64_t number_of(const struct values *v, size_t object, const char *name)
{
	size_t at = value_member(v, object, name);

	return at && v->list[at].type == VALUE_NUMBER ? v->list[at].number : 0;
}

static const char *text_of(const struct values *v, size_t object, const char *name)
{
	size_t at = object != SIZE_MAX ? value_member(v, object, name) : 0;

	return at && v->list[at].type == VALUE_STRING ? value_string(v, at) : "";
}

/* Adds a command line, which is an array of arguments. */
static void put_cmdline(struct nl_msg *msg, int type, const struct values *v, size_t object)
{
	size_t at = value_member(v, object, "cmdline"), i, len = 0, n;
	char text[4096];

	for (i = at + 1; at && i < value_next(v, at); i = value_next(v, i)) {
		n = v->list[i].type == VALUE_STRING ? v->list[i].len : 0;
		if (len + n + 1 > sizeof(text))
			break;
		memcpy(text + len, value_string(v, i), n);
		text[len + n] = '\0';
		len += n + 1;
	}
	if (len)
		nla_put(msg, type, len, text);
}

/* The details of a process are in the origin of each of its records. @len: that of the line */
static int add_process(struct import *im, const struct values *v, size_t origin, size_t len)
{
	size_t ancestors = value_member(v, origin, "ancestors"), at;
	uint64_t id = number_of(v, origin, "process");
	struct nl_msg *msg;
	struct nlattr *nest;
	struct process *process;
	int err;

	if (!id || (!value_member(v, origin, "exe") && !value_member(v, origin, "cmdline")))
		return 0;
	msg = message_for_line(len);
	if (!msg)
		return -ENOMEM;
	nla_put(msg, NETJOURNAL_A_PROCESS_ID, sizeof(id), &id);
	err = spec_build(msg, &spec_process, v, origin);
	put_cmdline(msg, NETJOURNAL_A_PROCESS_CMDLINE, v, origin);
	for (at = ancestors + 1; ancestors && at < value_next(v, ancestors); at = value_next(v, at)) {
		nest = nla_nest_start(msg, NETJOURNAL_A_PROCESS_ANCESTOR | NLA_F_NESTED);
		if (!nest || spec_build(msg, &spec_ancestor, v, at))
			break;
		put_cmdline(msg, NETJOURNAL_A_ANCESTOR_CMDLINE, v, at);
		nla_nest_end(msg, nest);
	}
	process = process_new(nlmsg_attrdata(nlmsg_hdr(msg), 0), nlmsg_attrlen(nlmsg_hdr(msg), 0));
	if (process && !err)
		err = archive_add_process(im->archive, &im->journal, process);
	free(process);
	nlmsg_free(msg);
	return err;
}

/* Adds the message of the record, as far as the line has it. */
static int put_message(struct import *im, struct nl_msg *msg, const struct values *v)
{
	const struct domain_event event = {
		.kind = spec_value(&spec_kinds, text_of(v, 0, "kind")), .values = v, .at = value_member(v, 0, "event"),
		.del = !strcmp(text_of(v, 0, "action"), "del"), .changed = value_member(v, 0, "changes"),
		.number = import_number, .arg = im,
	};
	const char *name = event.at ? text_of(v, event.at, "ifname") : "";
	uint64_t number = event.at ? number_of(v, event.at, "ifindex") : 0;
	struct nl_msg *message;
	int err;

	if (*name && number && number <= INT32_MAX)
		import_name(im, name, number);
	message = event.at ? domain_rebuild(&event) : NULL;
	if (!message)
		return 0;
	err = nla_put(msg, RECORD_PAYLOAD, nlmsg_hdr(message)->nlmsg_len, nlmsg_hdr(message));
	nlmsg_free(message);
	return err ? -ENOMEM : 0;
}

/* Another journal begins. The lines after it have another instance, if they have one at all. */
static bool is_reload(const struct values *v)
{
	size_t gap = value_member(v, 0, "gap");

	return gap && !strcmp(text_of(v, gap, "reason"), "reloaded");
}

static int take_values(struct import *im, const struct values *v, const char *line, size_t len)
{
	uint64_t instance = number_of(v, 0, "instance"), time = number_of(v, 0, "time");
	size_t origin = value_member(v, 0, "origin");
	struct nl_msg *msg;
	int err;

	if (is_reload(v))
		return import_journal(im, im->journal.instance + 1, im->journal.last_time);
	if (!instance)
		instance = im->journal.id ? im->journal.instance : 1;
	err = import_journal(im, instance, time - number_of(v, 0, "boot-time"));
	msg = err ? NULL : message_for_line(len);
	if (!msg)
		return err ? err : -ENOMEM;
	err = spec_build(msg, &spec_record, v, 0);
	if (!err)
		err = put_message(im, msg, v);
	if (!err && origin)
		err = add_process(im, v, origin, len);
	if (!err && len < UINT16_MAX - NLA_HDRLEN)
		err = nla_put(msg, LINES_TEXT, len, line);
	err = err ? -ENOMEM : import_record(im, msg);
	nlmsg_free(msg);
	return err;
}

/* @ended: the line has its newline. The last line of a file can be cut off. */
static int take_line(struct import *im, struct values *v, const char *line, size_t len, bool ended)
{
	size_t mistake;
	int err = json_read(v, line, len, &mistake);

	if (err == -EINVAL && !ended) {
		complain("%s: the last line is cut off, and left out", im->path);
		return 0;
	}
	if (err == -EINVAL)
		return import_fail(im, err, "line %llu is no JSON", (unsigned long long)im->line);
	if (err)
		return err;
	/* The last line can be a cursor. */
	if (value_member(v, 0, "cursor"))
		return 0;
	if (v->list[0].type != VALUE_OBJECT || (!value_member(v, 0, "seq") && !value_member(v, 0, "gap")))
		return import_fail(im, -EINVAL, "line %llu is no record; these are the lines of `" TOOL_NAME " log -j`",
				   (unsigned long long)im->line);
	return take_values(im, v, line, len);
}

int import_lines(struct import *im, FILE *file)
{
	struct values v = { 0 };
	char *line = NULL;
	size_t max = 0;
	ssize_t len;
	bool ended;
	int c = getc(file), err = 0;

	if (c != '{')
		return -EUCLEAN;
	ungetc(c, file);
	while (!err && (len = getline(&line, &max, file)) > 0) {
		im->line++;
		ended = line[len - 1] == '\n';
		len -= ended;
		if (len)
			err = take_line(im, &v, line, len, ended);
	}
	if (!err && ferror(file))
		err = import_fail(im, -EIO, "%s", strerror(EIO));
	if (err == -ENOMEM)
		import_fail(im, err, "%s", strerror(ENOMEM));
	values_free(&v);
	free(line);
	return err;
}
