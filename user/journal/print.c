// SPDX-License-Identifier: GPL-2.0
/*
 * Prints records. The domain prints the message of a record.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tool.h"
#include "base/util.h"
#include "base/words.h"
#include "journal/lines.h"
#include "journal/origin_print.h"
#include "journal/print.h"
#include "journal/reader.h"
#include "nl/spec_tables.h"

/* Columns of the name of a kind. */
#define KIND_WIDTH	7
/* Columns from the sign of an event to the process. */
#define EVENT_WIDTH	48
/* Columns before the kind, and before the sign. */
#define BEFORE_KIND	(12 + 2)
#define BEFORE_EVENT	(BEFORE_KIND + KIND_WIDTH + 1)

void printer_init(struct printer *p, bool json, struct domain *domain)
{
	static char buf[65536];
	int64_t now;
	struct timespec ts;

	memset(p, 0, sizeof(*p));
	setvbuf(stdout, buf, _IOFBF, sizeof(buf));
	out_init(&p->out, stdout, json, out_want_colour(stdout));
	p->domain = domain;
	p->width = json ? 0 : out_width(stdout);

	clock_gettime(CLOCK_REALTIME, &ts);
	now = ts.tv_sec * NS_PER_S;
	time_text_set(&p->time, now);
	p->day = p->time.day;
}

void print_past(struct printer *p, const struct reader *r)
{
	p->processes.past = &r->past;
	p->processes.live = r->live ? r->status.instance : 0;
}

int printer_flush(struct printer *p)
{
	out_flush(&p->out);
	return tool_flush();
}

void print_end_torn_line(void)
{
	int fd = open("/proc/self/fd/1", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	char last;

	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size &&
	    pread(fd, &last, 1, st.st_size - 1) == 1 && last != '\n')
		putchar('\n');
	close(fd);
}

/* Keeps the text since @mark, which is the origin @number. */
static void keep_printed(struct printer *p, struct out_mark mark, uint64_t number)
{
	struct printed *printed = &p->origin;
	const char *text = out_since(&p->out, mark, &printed->len);

	printed->number = 0;
	if (!text || printed->len > sizeof(printed->text))
		return;
	memcpy(printed->text, text, printed->len);
	printed->number = number;
}

/* The details of a process can come later than its first record, so they are asked for again. */
static bool is_final(const struct process *process)
{
	return !process || !process->partial;
}

void print_origin(struct printer *p, const struct record *rec)
{
	struct out *o = &p->out;
	struct out_mark mark = out_mark(o);
	const struct origin *origin = record_origin(rec);
	const struct process *process;

	if (!origin) {
		out_text(o, OUT_WHO, "unknown");
	} else if (origin->number == p->origin.number) {
		out_word(o, OUT_PLAIN, NULL, "%s", p->origin.text, p->origin.len);
	} else {
		process = processes_find(&p->processes, rec);
		origin_print_text(o, origin, process, false);
		if (is_final(process))
			keep_printed(p, mark, origin->number);
	}
}

/* Keeps the text from the value on, because the text before it differs from record to record. */
void print_origin_json(struct printer *p, const struct record *rec,
		       const struct nlattr *nest)
{
	const struct origin *origin = record_origin(rec);
	struct out *o = &p->out;
	const struct process *process;
	struct out_mark mark;

	if (origin->number == p->origin.number) {
		out_json(o, "origin", p->origin.text, p->origin.len);
		return;
	}
	process = processes_find(&p->processes, rec);
	out_object(o, "origin");
	mark = out_mark(o);
	mark.len--;
	spec_print(o, &spec_origin, nla_data(nest), nla_len(nest), 0, NULL, NULL);
	if (process)
		process_print_json(o, process);
	out_object_end(o);
	if (is_final(process))
		keep_printed(p, mark, origin->number);
}

void print_seq(struct out *o, const struct record *rec)
{
	out_u64(o, NULL, "  #%u", rec->seq);
}

static void print_clock(struct printer *p, uint64_t time)
{
	unsigned int ms = time % NS_PER_S / 1000000;
	const char text[] = {
		'.', '0' + ms / 100, '0' + ms / 10 % 10, '0' + ms % 10,
	};

	time_text_set(&p->time, time);
	out_word(&p->out, OUT_DIM, NULL, "%s", p->time.clock,
		 strlen(p->time.clock));
	out_word(&p->out, OUT_PLAIN, NULL, "%s", text, sizeof(text));
}

void print_time(struct printer *p, const struct record *rec, bool date)
{
	time_text_set(&p->time, rec->time);
	if (date)
		out_str(&p->out, OUT_DIM, NULL, "%s ", p->time.date);
	print_clock(p, rec->time);
}

void print_line_start(struct printer *p, uint64_t time)
{
	time_text_set(&p->time, time);
	if (p->time.day != p->day) {
		p->day = p->time.day;
		out_text(&p->out, OUT_DIM, "-- %s --\n", p->time.date);
	}
	print_clock(p, time);
}

static void print_config(struct out *o, const struct nlattr *config)
{
	char size[24];
	const struct nlattr *nla;
	int rem;

	nla_for_each_nested(nla, (struct nlattr *)config, rem) {
		int type = nla_type(nla);

		if (type == NETJOURNAL_A_RING_SIZE &&
		    nla_len(nla) == sizeof(uint64_t)) {
			size_text(nla_get_u64(nla), size, sizeof(size));
			out_str(o, OUT_PLAIN, NULL, " size %s", size);
		} else if (nla_len(nla) != sizeof(uint32_t)) {
			continue;
		} else if (type == NETJOURNAL_A_RING_KIND) {
			out_str(o, OUT_PLAIN, NULL, "%s",
				spec_name(&spec_kinds, nla_get_u32(nla)));
		} else if (type == NETJOURNAL_A_RING_ENABLED) {
			out_text(o, OUT_PLAIN, nla_get_u32(nla) > 1 ? " full" :
				 nla_get_u32(nla) ? " on" : " off");
		}
	}
}

static void print_cleared(struct out *o, uint32_t kinds)
{
	uint32_t kind;

	out_text(o, OUT_PLAIN, "cleared");
	for (kind = 1; kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kinds & 1u << kind)
			out_str(o, OUT_PLAIN, NULL, " %s",
				spec_name(&spec_kinds, kind));
}

/* Prints the part of a line that is about the object, because no message could be made of it. */
static void print_line_event(struct out *o, const struct record *rec)
{
	static const char key[] = "\"event\":{";
	size_t len, depth = 0, i;
	const char *line = lines_text(rec, &len);
	const char *event = line ? memmem(line, len, key, sizeof(key) - 1) : NULL;
	bool quoted = false;

	if (!event)
		return;
	event += sizeof(key) - 2;
	len -= event - line;
	for (i = 0; i < len; i++) {
		if (quoted && event[i] == '\\')
			i++;
		else if (event[i] == '"')
			quoted = !quoted;
		else if (!quoted && event[i] == '{')
			depth++;
		else if (!quoted && event[i] == '}' && !--depth)
			break;
	}
	out_strn(o, OUT_PLAIN, NULL, "%s", event, i < len ? i + 1 : len);
}

void print_payload(struct printer *p, const struct record *rec)
{
	struct out *o = &p->out;

	if (rec->note)
		out_str(o, OUT_PLAIN, NULL, "%s", rec->note);
	if (rec->config)
		print_config(o, rec->config);
	if (rec->cleared)
		print_cleared(o, rec->cleared);
	if (rec->message)
		domain_print(p->domain, o, rec);
	else if (rec->types & 1ull << LINES_TEXT)
		print_line_event(o, rec);
}

/* Returns how many columns it takes. */
static size_t print_label(struct printer *p)
{
	struct out_mark mark = out_mark(&p->out);

	if (p->label)
		out_str(&p->out, OUT_ID, NULL, "%s ", p->label);
	return out_columns(&p->out, mark);
}

static void print_gap_text(struct printer *p, const struct record *rec)
{
	struct out *o = &p->out;
	static const char *const reasons[] = {
		[NETJOURNAL_GAP_REASON_OVERWRITTEN] = "overwritten by newer records",
		[NETJOURNAL_GAP_REASON_CLEARED] = "cleared",
		[NETJOURNAL_GAP_REASON_LOST] = "lost, because they could not be stored",
	};
	const char *reason = "?";

	if (rec->gap.reason == READER_RELOADED) {
		out_text(o, OUT_WARN, "------------  ");
		out_str(o, OUT_WARN, NULL, "%s", rec->note ? rec->note : "another journal");
		out_text(o, OUT_WARN, " begins: the records after #%llu of the old one are gone",
			 (unsigned long long)rec->gap.first - 1);
		out_text(o, OUT_PLAIN, "\n");
		return;
	}
	if (rec->gap.reason < ARRAY_SIZE(reasons) &&
	    reasons[rec->gap.reason])
		reason = reasons[rec->gap.reason];
	out_text(o, OUT_WARN, "------------  ");
	print_label(p);
	out_text(o, OUT_WARN, "%-7s ! records missing from #%" PRIu64,
		 spec_name(&spec_kinds, rec->kind), rec->gap.first);
	out_text(o, OUT_WARN, " to #%" PRIu64 ": %s", rec->gap.last, reason);
	out_text(o, OUT_PLAIN, "\n");
}

void print_origin_brief(struct printer *p, const struct record *rec)
{
	const struct origin *origin = record_origin(rec);

	if (origin)
		origin_print_text(&p->out, origin, processes_find(&p->processes, rec), true);
	else
		print_origin(p, rec);
}

/* Prints the number of the record, or with @p->cursors its place as a cursor. */
static void print_number(struct printer *p, const struct record *rec)
{
	char text[CURSOR_TEXT_MAX];

	if (!p->cursors) {
		print_seq(&p->out, rec);
		return;
	}
	cursor_text(&(struct cursor){ true, p->cursors, rec->seq }, text);
	out_str(&p->out, OUT_DIM, NULL, "  %s", text);
}

void print_end_fitting(struct printer *p, const struct record *rec, struct out_mark start,
		       size_t before, size_t indent)
{
	struct out *o = &p->out;
	struct out_mark end, mark;
	size_t used, who, number;

	out_trim(o, start);
	used = out_columns(o, start);
	end = out_mark(o);

	/* Print both, to see how long they are. */
	print_number(p, rec);
	number = out_columns(o, end);
	mark = out_mark(o);
	print_origin(p, rec);
	who = out_columns(o, mark);
	out_drop(o, end);

	if (before + used + 2 + who + number <= p->width) {
		if (before + EVENT_WIDTH + 2 + who + number <= p->width)
			out_pad(o, start, EVENT_WIDTH);
		out_lit(o, "  ");
		print_origin(p, rec);
		print_number(p, rec);
		out_lit(o, "\n");
		return;
	}
	out_cut(o, start, p->width - before);
	out_lit(o, "\n");
	start = out_mark(o);
	out_pad(o, start, indent);
	if (indent + who + number <= p->width)
		print_origin(p, rec);
	else
		print_origin_brief(p, rec);
	out_cut(o, start, p->width - number);
	print_number(p, rec);
	out_lit(o, "\n");
}

/* Prints a record as a line, with the process in its own column if there is room. */
static void print_record_text(struct printer *p, const struct record *rec)
{
	const char *kind = spec_name(&spec_kinds, rec->kind);
	struct out *o = &p->out;
	struct out_mark start;
	size_t label;

	print_line_start(p, rec->time);
	out_lit(o, "  ");
	label = print_label(p);
	start = out_mark(o);
	out_word(o, OUT_PLAIN, NULL, "%s", kind, strlen(kind));
	out_pad(o, start, KIND_WIDTH);
	out_lit(o, " ");
	start = out_mark(o);
	print_payload(p, rec);
	if (p->width) {
		print_end_fitting(p, rec, start, BEFORE_EVENT + label, BEFORE_KIND + label);
		return;
	}
	out_pad(o, start, EVENT_WIDTH);
	out_lit(o, "  ");
	print_origin(p, rec);
	print_number(p, rec);
	out_lit(o, "\n");
}

/* In JSON the domain prints the message, and the text of a known origin is used again. */
struct hook_arg {
	struct printer *printer;
	const struct record *rec;
	bool all;
};

static bool json_hook(struct out *o, const struct spec_set *set,
		      const struct nlattr *attr, void *arg)
{
	const struct hook_arg *a = arg;

	if (set == &spec_record && nla_type(attr) == NETJOURNAL_A_RECORD_ORIGIN) {
		print_origin_json(a->printer, a->rec, attr);
		return true;
	}
	if (set != &spec_record)
		return false;
	if (nla_type(attr) == LINES_TEXT)
		return true;
	if (nla_type(attr) != RECORD_PAYLOAD)
		return domain_print_attr(a->printer->domain, o, a->rec, attr);
	domain_print(a->printer->domain, o, a->rec);
	if (a->all)
		domain_dump(a->printer->domain, o, a->rec);
	return true;
}

static void print_json(struct printer *p, const struct record *rec, bool all,
		       print_more *more, const void *more_arg)
{
	struct hook_arg arg = { .printer = p, .rec = rec, .all = all };
	struct out *o = &p->out;
	const char *line;
	size_t len;

	/* What was JSON stays as it was. */
	line = more ? NULL : lines_text(rec, &len);
	if (line) {
		out_flush(o);
		fprintf(o->file, "%.*s\n", (int)len, line);
		return;
	}
	out_object(o, NULL);
	if (rec->is_gap && rec->gap.reason == READER_RELOADED) {
		out_object(o, "gap");
		out_u64(o, "first", NULL, rec->gap.first);
		out_str(o, OUT_PLAIN, "reason", NULL, "reloaded");
		out_object_end(o);
		if (rec->note)
			out_str(o, OUT_PLAIN, "note", NULL, rec->note);
	} else {
		spec_print(o, &spec_record, rec->attrs, rec->len, 0, json_hook,
			   &arg);
	}
	if (more)
		more(o, more_arg);
	out_object_end(o);
	out_line_end(o);
}

void print_record_json(struct printer *p, const struct record *rec,
		       print_more *more, const void *arg)
{
	print_json(p, rec, false, more, arg);
}

void print_record(struct printer *p, const struct record *rec)
{
	if (p->out.json)
		print_json(p, rec, false, NULL, NULL);
	else if (rec->is_gap)
		print_gap_text(p, rec);
	else
		print_record_text(p, rec);
}

void print_message(struct printer *p, const struct record *rec, char *text, size_t size)
{
	struct out *o = &p->out;
	struct out_mark start = out_mark(o);
	const char *line;
	size_t len = 0;

	out_str(o, OUT_PLAIN, NULL, "%s ", rec->is_gap ? "gap" : spec_name(&spec_kinds, rec->kind));
	if (rec->is_gap) {
		out_u64(o, NULL, "records missing from #%u", rec->gap.first);
		if (rec->gap.reason != READER_RELOADED)
			out_u64(o, NULL, " to #%u", rec->gap.last);
	} else {
		print_payload(p, rec);
		out_lit(o, "  ");
		print_origin(p, rec);
	}
	line = out_since(o, start, &len);
	snprintf(text, size, "%.*s", (int)len, line ? line : "");
	if (line)
		o->len -= len;
}

/*
 * Writes the path of the cgroup @id into @path. The id is the kernfs file handle of the
 * cgroup's folder. Returns false if the cgroup is gone or hidden.
 */
static bool cgroup_path(uint64_t id, char *path, size_t size)
{
	static const char *const mounts[] = {
		"/sys/fs/cgroup", "/sys/fs/cgroup/unified",
	};
	union {
		struct file_handle handle;
		char space[sizeof(struct file_handle) + sizeof(id)];
	} h = { .handle = { .handle_bytes = sizeof(id),
			    .handle_type = 0xfe /* FILEID_KERNFS */ } };
	char fd_path[64];
	bool found = false;
	size_t i;

	memcpy(h.handle.f_handle, &id, sizeof(id));
	for (i = 0; !found && i < ARRAY_SIZE(mounts); i++) {
		int mount = open(mounts[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		int fd = open_by_handle_at(mount, &h.handle, O_PATH | O_CLOEXEC);
		ssize_t len;

		snprintf(fd_path, sizeof(fd_path), "/proc/self/fd/%d", fd);
		len = fd < 0 ? -1 : readlink(fd_path, path, size - 1);
		if (len >= 0) {
			path[len] = '\0';
			found = !strncmp(path, mounts[i], strlen(mounts[i]));
		}
		if (found) {
			len = strlen(mounts[i]);
			memmove(path, path + len, strlen(path) - len + 1);
		}
		if (fd >= 0)
			close(fd);
		if (mount >= 0)
			close(mount);
	}
	return found;
}

/* Adds an explanation to a value. */
static bool details_hook(struct out *o, const struct spec_set *set,
			 const struct nlattr *attr, void *arg)
{
	const struct hook_arg *a = arg;
	struct printer *p = a->printer;
	int type = nla_type(attr);
	char path[4096];
	uint64_t value;

	if (set == &spec_record && type == RECORD_PAYLOAD) {
		out_u64(o, NULL, "%u bytes\n", nla_len(attr));
		domain_dump(p->domain, o, a->rec);
		return true;
	}
	if (set == &spec_record && domain_print_attr(p->domain, o, a->rec, attr))
		return true;
	if ((set == &spec_process && type == NETJOURNAL_A_PROCESS_CMDLINE) ||
	    (set == &spec_ancestor && type == NETJOURNAL_A_ANCESTOR_CMDLINE)) {
		cmdline_print(o, NULL, &(struct cmdline){ nla_data(attr), nla_len(attr) });
		return true;
	}
	if (nla_len(attr) != sizeof(value))
		return false;

	value = nla_get_u64(attr);
	if (set == &spec_record && type == NETJOURNAL_A_RECORD_TIME) {
		time_text_set(&p->time, value);
		out_u64(o, NULL, "%u", value);
		out_text(o, OUT_DIM, "  %s %s.%09u %s", p->time.date,
			 p->time.clock, (unsigned int)(value % NS_PER_S),
			 p->time.offset);
		return true;
	}
	if (set == &spec_origin && type == NETJOURNAL_A_ORIGIN_CGROUP_ID &&
	    cgroup_path(value, path, sizeof(path))) {
		out_u64(o, NULL, "%u", value);
		out_str(o, OUT_DIM, NULL, "  %s", *path ? path : "/");
		return true;
	}
	return false;
}

void print_details(struct printer *p, const struct record *rec)
{
	struct hook_arg arg = { .printer = p, .rec = rec };
	const struct process *process;

	if (p->out.json) {
		print_json(p, rec, true, NULL, NULL);
		return;
	}
	spec_print(&p->out, &spec_record, rec->attrs, rec->len, 0, details_hook, &arg);
	process = processes_find(&p->processes, rec);
	if (!process)
		return;
	out_lit(&p->out, "process\n");
	spec_print(&p->out, &spec_process, process->attrs, process->attrs_len, 2,
		   details_hook, &arg);
}

void print_cursor(struct printer *p, const struct cursor *cursor)
{
	char text[CURSOR_TEXT_MAX];

	cursor_text(cursor, text);
	out_object(&p->out, NULL);
	out_str(&p->out, OUT_DIM, "cursor", "-- cursor: %s\n", text);
	out_object_end(&p->out);
	out_line_end(&p->out);
}
