// SPDX-License-Identifier: GPL-2.0
/*
 * Reads the details of a process, and its command lines.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "journal/fields.h"
#include "journal/process.h"

/* Programs that run a command or a script which somebody else has written. */
static const char *const shells[] = {
	"sh", "bash", "dash", "ash", "busybox", "ksh", "mksh", "zsh", "fish",
};

static const char *const starters[] = {
	"sudo", "su", "doas", "run0", "pkexec", "runuser", "setpriv", "env", "xargs", "nice",
	"ionice", "nohup", "setsid", "stdbuf", "timeout", "time", "chrt", "taskset", "watch",
	"unshare", "nsenter", "script", "flock",
};

/* Interpreters of scripts, besides the shells. A version can follow the name. */
static const char *const interpreters[] = { "python", "perl", "ruby", "node", "php", "lua" };

/*
 * A program that sets its title fills the rest of its command line with zeros. They would be
 * arguments that are empty. One such argument at the end is one.
 */
static size_t without_filling(const char *text, size_t len)
{
	size_t end = len;

	while (end > 1 && !text[end - 1] && !text[end - 2])
		end--;
	return len - end > 1 ? end : len;
}

static void take_cmdline(struct cmdline *c, const struct nlattr *nla, bool cut)
{
	if (!nla)
		return;
	c->text = nla_bytes(nla);
	c->len = without_filling(c->text, nla_size(nla));
	c->cut = cut;
}

static bool take_ancestor(struct ancestor *a, const struct nlattr *nest)
{
	struct parsed {
		struct ancestor a;
		const struct nlattr *cmdline;
	} p = { 0 };
	static const struct field fields[] = {
		[NETJOURNAL_A_ANCESTOR_PID]	= FIELD(F_U32, parsed, a.pid),
		[NETJOURNAL_A_ANCESTOR_START_TIME] = FIELD(F_U64, parsed, a.start_time),
		[NETJOURNAL_A_ANCESTOR_COMM]	= FIELD(F_STRING, parsed, a.comm),
		[NETJOURNAL_A_ANCESTOR_EXE]	= FIELD(F_STRING, parsed, a.exe),
		[NETJOURNAL_A_ANCESTOR_CMDLINE]	= FIELD(F_ATTR, parsed, cmdline),
	};
	uint64_t seen = 0;

	if (!TAKE_ALL(&p, fields, nla_bytes(nest), nla_size(nest), &seen))
		return false;
	*a = p.a;
	take_cmdline(&a->cmdline, p.cmdline, seen & 1ull << NETJOURNAL_A_ANCESTOR_CMDLINE_CUT);
	return true;
}

static bool take_ancestors(struct process *p)
{
	const struct nlattr *nla = p->attrs;
	int rem = p->attrs_len;

	for (; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		if (nla_type(nla) != NETJOURNAL_A_PROCESS_ANCESTOR ||
		    p->n_ancestors == NETJOURNAL_ANCESTORS_MAX)
			continue;
		if (!take_ancestor(&p->ancestors[p->n_ancestors++], nla))
			return false;
	}
	return true;
}

static bool take_process(struct process *p)
{
	struct parsed {
		struct process p;
		const struct nlattr *cmdline;
	} parsed = { 0 };
	static const struct field fields[] = {
		[NETJOURNAL_A_PROCESS_ID]	= FIELD(F_U64, parsed, p.id),
		[NETJOURNAL_A_PROCESS_INSTANCE]	= FIELD(F_U64, parsed, p.instance),
		[NETJOURNAL_A_PROCESS_PID]	= FIELD(F_U32, parsed, p.pid),
		[NETJOURNAL_A_PROCESS_START_TIME] = FIELD(F_U64, parsed, p.start_time),
		[NETJOURNAL_A_PROCESS_COMM]	= FIELD(F_STRING, parsed, p.comm),
		[NETJOURNAL_A_PROCESS_LOGINUID]	= FIELD(F_U32, parsed, p.loginuid),
		[NETJOURNAL_A_PROCESS_SESSION]	= FIELD(F_U32, parsed, p.session),
		[NETJOURNAL_A_PROCESS_CGROUP]	= FIELD(F_STRING, parsed, p.cgroup),
		[NETJOURNAL_A_PROCESS_EXE]	= FIELD(F_STRING, parsed, p.exe),
		[NETJOURNAL_A_PROCESS_CMDLINE]	= FIELD(F_ATTR, parsed, cmdline),
	};
	const struct nlattr *attrs = p->attrs;
	int len = p->attrs_len;
	uint64_t seen = 0;

	if (!TAKE_ALL(&parsed, fields, attrs, len, &seen))
		return false;
	*p = parsed.p;
	p->attrs = attrs;
	p->attrs_len = len;
	p->known = true;
	p->has_loginuid = seen & 1ull << NETJOURNAL_A_PROCESS_LOGINUID;
	p->has_session = seen & 1ull << NETJOURNAL_A_PROCESS_SESSION;
	p->partial = seen & 1ull << NETJOURNAL_A_PROCESS_PARTIAL;
	take_cmdline(&p->cmdline, parsed.cmdline,
		     seen & 1ull << NETJOURNAL_A_PROCESS_CMDLINE_CUT);
	cgroup_parse(p->cgroup, &p->names);
	return take_ancestors(p);
}

struct process *process_new(const struct nlattr *attrs, int len)
{
	struct process *p = calloc(1, sizeof(*p) + len);

	if (!p)
		return NULL;
	p->attrs = memcpy(p + 1, attrs, len);
	p->attrs_len = len;
	if (take_process(p))
		return p;
	free(p);
	errno = EBADMSG;
	return NULL;
}

struct process *process_new_unknown(uint64_t id)
{
	struct process *p = calloc(1, sizeof(*p));

	if (p)
		p->id = id;
	return p;
}

const char *cmdline_next(const struct cmdline *c, const char *at, size_t *len)
{
	const char *end;

	if (!c->text)
		return NULL;
	end = c->text + c->len;
	at = at ? at + strnlen(at, end - at) + 1 : c->text;
	if (at >= end)
		return NULL;
	*len = strnlen(at, end - at);
	return at;
}

const char *cmdline_base(const char *path, size_t *len)
{
	const char *title = memmem(path, *len, ": ", 2), *slash, *name;

	if (title)
		*len = title - path;
	slash = memrchr(path, '/', *len);
	name = slash ? slash + 1 : path;

	*len -= name - path;
	if (*len && *name == '-') {
		name++;
		(*len)--;
	}
	return name;
}

/* Returns the length of the file's name at the end of a path, which may say that the file was deleted since. */
static size_t file_name_len(const char *name)
{
	static const char deleted[] = " (deleted)";
	size_t len = strlen(name), end = sizeof(deleted) - 1;

	return len > end && !strcmp(name + len - end, deleted) ? len - end : len;
}

const char *task_name(const char *comm, const char *exe, size_t *len)
{
	const char *slash = exe ? strrchr(exe, '/') : NULL;

	if (!comm)
		return NULL;
	*len = strlen(comm);
	if (*len != COMM_LEN || !slash || strncmp(slash + 1, comm, COMM_LEN))
		return comm;
	*len = file_name_len(slash + 1);
	return slash + 1;
}

static bool is_one_of(const char *name, size_t len, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strlen(list[i]) == len && !memcmp(list[i], name, len))
			return true;
	return false;
}

static bool is_shell(const char *name, size_t len)
{
	return is_one_of(name, len, shells, ARRAY_SIZE(shells));
}

static bool is_interpreter(const char *name, size_t len)
{
	while (len && strchr("0123456789.", name[len - 1]))
		len--;
	return is_shell(name, len) ||
	       is_one_of(name, len, interpreters, ARRAY_SIZE(interpreters));
}

/* The script that an interpreter runs: its first argument, if that is no option. */
static const char *script_of(const struct cmdline *c, const char *first, size_t *len)
{
	const char *second = cmdline_next(c, first, len);

	return second && *len && *second != '-' ? second : NULL;
}

bool cmdline_is_wrapper(const struct cmdline *c)
{
	size_t len, script_len;
	const char *first = cmdline_next(c, NULL, &len), *name;

	if (!first)
		return false;
	name = cmdline_base(first, &len);
	if (is_one_of(name, len, starters, ARRAY_SIZE(starters)))
		return true;
	return is_shell(name, len) && !script_of(c, first, &script_len);
}

const char *cmdline_program(const struct cmdline *c, size_t *len)
{
	const char *first = cmdline_next(c, NULL, len), *script, *name;
	size_t script_len, name_len;

	if (!first)
		return NULL;
	name_len = *len;
	name = cmdline_base(first, &name_len);
	script = is_interpreter(name, name_len) ? script_of(c, first, &script_len) : NULL;
	if (!script)
		return first;
	*len = script_len;
	return script;
}

const struct ancestor *process_starter(const struct process *p)
{
	const struct ancestor *a = p->ancestors, *end = a + p->n_ancestors, *wrapper = NULL;

	for (; a < end && a->pid != 1; a++) {
		if (!cmdline_is_wrapper(&a->cmdline))
			return a;
		wrapper = a;
	}
	return wrapper;
}

bool cmdline_has(const struct cmdline *c, const char *text)
{
	size_t len = strlen(text), i, j;

	for (i = 0; c->text && i + len <= c->len; i++) {
		for (j = 0; j < len; j++)
			if ((c->text[i + j] ? c->text[i + j] : ' ') != text[j])
				break;
		if (j == len)
			return true;
	}
	return false;
}
