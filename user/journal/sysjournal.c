// SPDX-License-Identifier: GPL-2.0
/* Writes records into the system journal of systemd. */
#include <errno.h>
#include <inttypes.h>
#include <netlink/attr.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <syslog.h>
#include <unistd.h>
/* The place in this file says nothing about a record. */
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>

#include "journal/cursor.h"
#include "journal/sysjournal.h"
#include "nl/spec_tables.h"

#define SOCKET_PATH	"/run/systemd/journal/socket"
#define FIELDS_MAX	32

/* The fields of an entry. Each is allocated. */
struct fields {
	struct iovec iov[FIELDS_MAX];
	int n;
	int err;
};

static void __attribute__((format(printf, 2, 3))) add_field(struct fields *f, const char *fmt, ...)
{
	char *text;
	va_list args;
	int len;

	va_start(args, fmt);
	len = vasprintf(&text, fmt, args);
	va_end(args);
	if (len < 0)
		f->err = -ENOMEM;
	else
		f->iov[f->n++] = (struct iovec){ text, len };
}

/* What is not known has no field. */
static void add_text(struct fields *f, const char *name, const char *value)
{
	if (value && *value)
		add_field(f, "%s=%s", name, value);
}

static void add_command(struct fields *f, const struct cmdline *c)
{
	char text[NETJOURNAL_CMDLINE_LEN_MAX + 1];
	size_t len = c->len < sizeof(text) ? c->len : sizeof(text) - 1, i;

	if (!c->text)
		return;
	for (i = 0; i < len; i++)
		text[i] = c->text[i] ? c->text[i] : ' ';
	while (len && text[len - 1] == ' ')
		len--;
	add_field(f, "NETJOURNAL_CMDLINE=%.*s", (int)len, text);
}

static void add_origin(struct fields *f, const struct origin *origin, const struct process *process)
{
	if (origin && origin->pid)
		add_field(f, "NETJOURNAL_PID=%u", origin->pid);
	if (origin)
		add_text(f, "NETJOURNAL_COMM", origin->leader_comm ? origin->leader_comm : origin->comm);
	if (origin)
		add_text(f, "NETJOURNAL_WORK", origin->work);
	if (origin && origin->has_uid)
		add_field(f, "NETJOURNAL_UID=%u", origin->uid);
	if (origin && origin->has_loginuid)
		add_field(f, "NETJOURNAL_LOGINUID=%u", origin->loginuid);
	if (!process)
		return;
	add_command(f, &process->cmdline);
	add_text(f, "NETJOURNAL_EXE", process->exe);
	add_text(f, "NETJOURNAL_UNIT", process->names.unit);
	add_text(f, "NETJOURNAL_CONTAINER", process->names.container_id);
	add_text(f, "NETJOURNAL_SESSION", process->names.session);
}

static void add_record(struct fields *f, const struct sysjournal_entry *e, uint64_t instance)
{
	const struct record *rec = e->rec;
	const char action[2] = { e->index->action };
	char cursor[CURSOR_TEXT_MAX];

	cursor_text(&(struct cursor){ true, instance, rec->seq }, cursor);
	add_field(f, "NETJOURNAL_SEQ=%" PRIu64, rec->seq);
	add_field(f, "NETJOURNAL_CURSOR=%s", cursor);
	add_field(f, "NETJOURNAL_TIME_USEC=%" PRIu64, rec->time / 1000);
	if (rec->act)
		add_field(f, "NETJOURNAL_ACT=%" PRIu64, rec->act);
	add_text(f, "NETJOURNAL_ACTION", action);
	add_text(f, "NETJOURNAL_OBJECT", e->index->object);
	add_text(f, "NETJOURNAL_DEV", e->index->device);
	add_text(f, "NETJOURNAL_NOTE", rec->note);
	add_origin(f, record_origin(rec), e->process);
}

static void add_gap(struct fields *f, const struct record *rec)
{
	add_field(f, "NETJOURNAL_GAP_FIRST=%" PRIu64, rec->gap.first);
	/* Nobody knows where a journal that has ended would have ended. */
	if (rec->gap.reason)
		add_field(f, "NETJOURNAL_GAP_LAST=%" PRIu64, rec->gap.last);
}

bool sysjournal_exists(void)
{
	return true;
}

int sysjournal_send(const struct sysjournal_entry *e)
{
	uint64_t instance = e->rec->instance ? e->rec->instance : e->instance;
	struct fields f = { .n = 0 };
	int err, i;

	add_field(&f, "MESSAGE=%s", e->message);
	add_field(&f, "PRIORITY=%d", e->rec->is_gap ? LOG_WARNING : LOG_INFO);
	add_field(&f, "SYSLOG_IDENTIFIER=" TOOL_NAME);
	if (e->rec->kind)
		add_text(&f, "NETJOURNAL_KIND", spec_name(&spec_kinds, e->rec->kind));
	add_field(&f, "NETJOURNAL_INSTANCE=%016" PRIx64, instance);
	if (e->rec->is_gap)
		add_gap(&f, e->rec);
	else
		add_record(&f, e, instance);
	err = f.err;
	/* Without systemd, sd_journal_sendv() drops the entry and returns 0. */
	if (!err && access(SOCKET_PATH, F_OK))
		err = -errno;
	if (!err)
		err = sd_journal_sendv(f.iov, f.n);
	for (i = 0; i < f.n; i++)
		free(f.iov[i].iov_base);
	return err;
}
