// SPDX-License-Identifier: GPL-2.0
/*
 * Decodes changes of sysctls. The module makes the messages itself; see the set sysctl in
 * uapi/netjournal.yaml. `list sysctl` makes the same messages of what is in /proc/sys/net.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "decode/decode.h"
#include "decode/select.h"
#include "decode/sysctl.h"

/* Several numbers have tabs between them. Returns the length of the text. */
static size_t copy_value(const uint8_t *a, char text[SYSCTL_VALUE_MAX])
{
	size_t len = strnlen((const char *)attr_data(a), attr_len(a)), i;

	if (len >= SYSCTL_VALUE_MAX)
		len = SYSCTL_VALUE_MAX - 1;
	for (i = 0; i < len; i++)
		text[i] = attr_data(a)[i] == '\t' ? ' ' : attr_data(a)[i];
	text[len] = '\0';
	return len;
}

static void print_text(struct decode *d, const char *key, const char *fmt, const uint8_t *a)
{
	char text[SYSCTL_VALUE_MAX];

	out_strn(d->o, OUT_VALUE, key, fmt, text, copy_value(a, text));
}

bool sysctl_value(const struct event *ev, char text[SYSCTL_VALUE_MAX])
{
	const uint8_t *a = ev->attr[NETJOURNAL_A_SYSCTL_VALUE];

	if (!a || ev->attr[NETJOURNAL_A_SYSCTL_CUT])
		return false;
	copy_value(a, text);
	return true;
}

bool sysctl_is_same(const struct event *ev)
{
	const uint8_t *value, *old;

	if (ev->kind != NETJOURNAL_KIND_SYSCTL)
		return false;
	value = ev->attr[NETJOURNAL_A_SYSCTL_VALUE];
	old = ev->attr[NETJOURNAL_A_SYSCTL_OLD];
	return value && old && attr_same(value, old);
}

static void print_value(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	print_text(d, desc->key, " = %s", a);
	if (d->ev->attr[NETJOURNAL_A_SYSCTL_CUT])
		out_text(d->o, OUT_PLAIN, "...");
}

/* It is no part of a state. */
static void print_old(struct decode *d, const struct attr_desc *desc, const uint8_t *a)
{
	if (d->names && d->names->own)
		return;
	print_text(d, desc->key, " (was %s)", a);
}

static const struct attr_desc sysctl_desc[] = {
	ATTR(NETJOURNAL_A_SYSCTL_PATH, STR),
	ATTR(NETJOURNAL_A_SYSCTL_VALUE, STR, .key = "value", .print = print_value),
	ATTR(NETJOURNAL_A_SYSCTL_OLD, STR, .key = "old", .print = print_old),
	ATTR(NETJOURNAL_A_SYSCTL_CUT, FLAG, .key = "cut", .flags = ATTR_DETAIL),
	ATTR(NETJOURNAL_A_SYSCTL_ANNOUNCED, FLAG, .key = "announced", .flags = ATTR_DETAIL),
	ATTR(NETJOURNAL_A_SYSCTL_CONSEQUENCE, FLAG, .key = "consequence", .flags = ATTR_DETAIL),
};

static const struct attr_table sysctl_table = ATTR_TABLE(sysctl_desc);

/* Copies the path of the event, or as much of it as fits. */
static void path_copy(const struct event *ev, char path[SYSCTL_PATH_MAX])
{
	const uint8_t *a = ev->attr[NETJOURNAL_A_SYSCTL_PATH];
	size_t len = strnlen((const char *)attr_data(a), attr_len(a));

	if (len >= SYSCTL_PATH_MAX)
		len = SYSCTL_PATH_MAX - 1;
	memcpy(path, attr_data(a), len);
	path[len] = '\0';
}

/* One sysctl has two names. The kernel announces the first one. */
#define NAME_ANNOUNCED	"net/ipv4/conf/all/forwarding"
#define NAME_ALIAS	"net/ipv4/ip_forward"

static bool path_is_alias(const char *path)
{
	return !strcmp(path, NAME_ALIAS);
}

/* Returns the other name of the sysctl, or NULL. */
static const char *path_other(const char *path)
{
	if (path_is_alias(path))
		return NAME_ANNOUNCED;
	return strcmp(path, NAME_ANNOUNCED) ? NULL : NAME_ALIAS;
}

static void path_unify(char path[SYSCTL_PATH_MAX])
{
	if (path_is_alias(path))
		strcpy(path, NAME_ANNOUNCED);
}

bool sysctl_is_alias(const struct event *ev)
{
	char path[SYSCTL_PATH_MAX];

	path_copy(ev, path);
	return path_is_alias(path);
}

static void swap_separators(char *name)
{
	for (; *name; name++) {
		if (*name == '/')
			*name = '.';
		else if (*name == '.')
			*name = '/';
	}
}

void sysctl_path(char path[SYSCTL_PATH_MAX], const char *name)
{
	const char *separator = strpbrk(name, "./");

	snprintf(path, SYSCTL_PATH_MAX, "%s", name);
	if (separator && *separator == '.')
		swap_separators(path);
}

/*
 * Finds the device in a path such as net/ipv4/conf/eth0/rp_filter. Returns its length, or 0.
 * "all" and "default" stand where devices do.
 */
static size_t path_device(const char *path, const char **dev)
{
	static const char *const dirs[] = {
		"net/ipv4/conf/", "net/ipv6/conf/", "net/ipv4/neigh/", "net/ipv6/neigh/",
		"net/mpls/conf/",
	};
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(dirs); i++) {
		len = strlen(dirs[i]);
		if (strncmp(path, dirs[i], len))
			continue;
		*dev = path + len;
		return strcspn(*dev, "/");
	}
	return 0;
}

bool sysctl_device(const struct event *ev, char dev[IFNAMSIZ])
{
	char path[SYSCTL_PATH_MAX];
	const char *at;
	size_t len;

	path_copy(ev, path);
	len = path_device(path, &at);
	if (!len || len >= IFNAMSIZ)
		return false;
	snprintf(dev, IFNAMSIZ, "%.*s", (int)len, at);
	return strcmp(dev, "all") && strcmp(dev, "default");
}

static int sysctl_parse(struct event *ev)
{
	return ev->attr[NETJOURNAL_A_SYSCTL_PATH] ? 0 : -EINVAL;
}

static void sysctl_name(struct decode *d)
{
	char name[SYSCTL_PATH_MAX];

	path_copy(d->ev, name);
	swap_separators(name);
	out_str(d->o, OUT_NAME, "name", "%s", name);
}

static void sysctl_print(struct decode *d)
{
	char dev[IFNAMSIZ];

	sysctl_name(d);
	decode_column(d);
	if (sysctl_device(d->ev, dev))
		out_str(d->o, OUT_NAME, "dev", NULL, dev);
	if (!d->ev->attr[NETJOURNAL_A_SYSCTL_VALUE])
		out_text(d->o, OUT_DIM, " (the value is not recorded)");
	decode_message(d);
}

static void dump_header(struct decode *d)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, "family", " family %s", family_name(d->ev->family, buf));
}

/* Writes the message that this one would be if it was about the value before. */
static size_t sysctl_before(const struct event *ev, struct nlmsghdr *to)
{
	const uint8_t *path = ev->attr[NETJOURNAL_A_SYSCTL_PATH];
	const uint8_t *old = ev->attr[NETJOURNAL_A_SYSCTL_OLD];
	const uint16_t type = NETJOURNAL_A_SYSCTL_VALUE;
	size_t len = ev->attrs - (const uint8_t *)ev->nlh;
	uint8_t *at = (uint8_t *)to;

	if (!old)
		return 0;
	memcpy(at, ev->nlh, len);
	memcpy(at + len, path, attr_raw_len(path));
	len += NLA_ALIGN(attr_raw_len(path));
	memcpy(at + len, old, attr_raw_len(old));
	memcpy(at + len + offsetof(struct nlattr, nla_type), &type, sizeof(type));
	len += attr_raw_len(old);
	to->nlmsg_len = len;
	return len;
}

size_t sysctl_by_other_name(const struct event *ev, struct nlmsghdr *to)
{
	const uint8_t *value = ev->attr[NETJOURNAL_A_SYSCTL_VALUE];
	size_t len = ev->attrs - (const uint8_t *)ev->nlh;
	uint8_t *at = (uint8_t *)to;
	struct nlattr attr = { .nla_type = NETJOURNAL_A_SYSCTL_PATH };
	char path[SYSCTL_PATH_MAX];
	const char *other;

	path_copy(ev, path);
	other = path_other(path);
	if (!other)
		return 0;
	strcpy(path, other);
	attr.nla_len = sizeof(attr) + strlen(path) + 1;
	if (len + NLA_ALIGN(attr.nla_len) + (value ? attr_raw_len(value) : 0) > SYSCTL_RENAMED_MAX)
		return 0;
	memcpy(at, ev->nlh, len);
	memcpy(at + len, &attr, sizeof(attr));
	memset(at + len + sizeof(attr), 0, NLA_ALIGN(attr.nla_len) - sizeof(attr));
	strcpy((char *)at + len + sizeof(attr), path);
	len += NLA_ALIGN(attr.nla_len);
	if (value) {
		memcpy(at + len, value, attr_raw_len(value));
		len += attr_raw_len(value);
	}
	to->nlmsg_len = len;
	return len;
}

void identify_sysctl(struct identity *id, const struct event *ev)
{
	char path[SYSCTL_PATH_MAX];

	path_copy(ev, path);
	path_unify(path);
	id->id = identity_hash_more(1, path, strlen(path));
	id->rest = identity_hash_more(2, path, strlen(path));
}

/* Selecting */

static int select_sysctl(const struct selector_input *in, const char *word)
{
	if (strlen(word) >= sizeof(in->sel->sysctl) || !strpbrk(word, "./"))
		return selector_bad(in, "\"%s\" is not the name of a sysctl, such as net.ipv4.ip_forward",
				    word);
	sysctl_path(in->sel->sysctl, word);
	if (strncmp(in->sel->sysctl, "net/", 4))
		return selector_bad(in, "\"%s\" is no sysctl of networking (net.*)", word);
	return 0;
}

/* Whether @path is @want, or in the directory @want. */
static bool path_is_under(const char *path, const char *want)
{
	size_t len = strlen(want);

	return !strncmp(path, want, len) && (!path[len] || path[len] == '/');
}

/* Whether @path is the sysctl of all devices with the name of @want, a sysctl of one device. */
static bool path_is_for_all(const char *path, const char *want)
{
	const char *dev, *all;
	size_t len = path_device(want, &dev), all_len = path_device(path, &all);

	return len && dev[len] && all_len == 3 && !strncmp(all, "all", 3) &&
	       strncmp(dev, "default", len) &&
	       all - path == dev - want && !strncmp(path, want, dev - want) &&
	       !strcmp(all + all_len, dev + len);
}

static bool is_own_sysctl(const struct selector *sel, const struct event *ev,
			  const struct event_names *names)
{
	char path[SYSCTL_PATH_MAX], want[SYSCTL_PATH_MAX];

	(void)names;
	if (!sel->sysctl[0])
		return true;
	path_copy(ev, path);
	if (path_is_under(path, sel->sysctl))
		return true;
	strcpy(want, sel->sysctl);
	if (!sel->sysctl_once) {
		path_unify(want);
		path_unify(path);
	}
	return !strcmp(path, want) || path_is_for_all(path, want);
}

static bool is_sysctl_dev(const struct selector *sel, const struct event *ev,
			  const struct event_names *names)
{
	char path[SYSCTL_PATH_MAX];
	const char *dev;
	size_t len;

	(void)names;
	path_copy(ev, path);
	len = path_device(path, &dev);
	return len && len == strlen(sel->dev) && !memcmp(dev, sel->dev, len);
}

/* A list has each name of a sysctl by itself. */
static void sysctl_defaults(struct selector *sel)
{
	sel->sysctl_once = true;
}

static const struct selector_word sysctl_words[] = {
	{ "dev", "DEV", select_ifname, SELECTOR_MEMBER(dev) },
	{ NULL }
};

const struct decoder decode_sysctl = {
	.new_name = "NETJOURNAL_MESSAGE_SYSCTL", .new_type = NETJOURNAL_MESSAGE_SYSCTL,
	.hdr_len = 4,
	.table = &sysctl_table,
	.parse = sysctl_parse,
	.name = sysctl_name,
	.print = sysctl_print,
	.dump_header = dump_header,
	.before = sysctl_before,
};

const struct kind_selector select_sysctls = {
	.name = "NAME",
	.parse = select_sysctl,
	.missing = "the name of a sysctl",
	.words = sysctl_words,
	.remark = "a directory such as net.ipv4.neigh means all in it",
	.set_defaults = sysctl_defaults,
	.is_dev = is_sysctl_dev,
	.is_own = is_own_sysctl,
};
