// SPDX-License-Identifier: GPL-2.0
/*
 * Sends the requests of the netjournal family.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/tool.h"
#include "journal/client.h"
#include "nl/missing.h"
#include "nl/spec_tables.h"

/* What `ip monitor` asks for too. The kernel gives as much as net.core.rmem_max allows. */
#define BELL_BYTES	(1 << 20)

/* See client_read_ended(). */
static uint64_t read_ended;

void client_read_ended(uint64_t cookie)
{
	read_ended = cookie;
}

bool client_reads_ended(void)
{
	return read_ended;
}

static int client_fail(struct client *c, int err, const char *text)
{
	snprintf(c->genl.error, sizeof(c->genl.error), "%s", text);
	return -err;
}

/* A family, as nlctrl describes it. */
struct family {
	const char *name;
	int id;
	struct client *client;
};

static void read_group(struct family *f, const struct nlattr *group)
{
	const struct nlattr *nla;
	const char *name = NULL;
	uint32_t id = 0, kind;
	int rem;

	nla_for_each_nested(nla, (struct nlattr *)group, rem) {
		if (nla_type(nla) == CTRL_ATTR_MCAST_GRP_NAME &&
		    memchr(nla_data(nla), '\0', nla_len(nla)))
			name = nla_data(nla);
		if (nla_type(nla) == CTRL_ATTR_MCAST_GRP_ID &&
		    nla_len(nla) == sizeof(id))
			id = nla_get_u32(nla);
	}
	if (!name)
		return;
	if (f->id == GENL_ID_CTRL && !strcmp(name, "notify"))
		f->client->notify_group = id;
	kind = spec_value(&spec_kinds, name);
	if (f->id != GENL_ID_CTRL && kind)
		f->client->groups[kind] = id;
}

static int read_family(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *attrs = genl_attrs(nlh);
	int len = genl_attrs_len(nlh);
	const struct nlattr *groups = nla_find(attrs, len, CTRL_ATTR_MCAST_GROUPS);
	const struct nlattr *id = nla_find(attrs, len, CTRL_ATTR_FAMILY_ID);
	const struct nlattr *name = nla_find(attrs, len, CTRL_ATTR_FAMILY_NAME);
	struct family *f = arg;
	const struct nlattr *nla;
	int rem;

	if (!id || nla_len(id) < (int)sizeof(uint16_t) ||
	    !name || nla_strcmp(name, f->name))
		return 0;
	f->id = nla_get_u16(id);
	if (groups)
		nla_for_each_nested(nla, (struct nlattr *)groups, rem)
			read_group(f, nla);
	return 0;
}

/*
 * Finds the family @name. If @load is true it asks for this family, and the kernel
 * loads its module; otherwise it searches the list of all families. Sets @id only if
 * the family exists, because 0 is the id of no family.
 */
static int find_family(struct client *c, const char *name, bool load, int *id)
{
	struct family f = { .name = name, .client = c };
	const struct netlink_handler h = { .message = read_family, .arg = &f };
	struct nl_msg *msg = genl_request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 1,
					  load ? 0 : NLM_F_DUMP);
	int err;

	if (msg && load)
		nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, name);
	err = netlink_call(&c->genl, msg, &spec_ctrl, &h);
	if (!err && !f.id)
		err = load ? client_fail(c, EBADMSG, "nlctrl's answer has no family id") : -ENOENT;
	if (!err)
		*id = f.id;
	return err;
}

int client_resolve(struct client *c, bool load)
{
	int err = find_family(c, NETJOURNAL_FAMILY_NAME, load, &c->family);

	if (err == -ENOENT)
		module_missing(c->genl.error, sizeof(c->genl.error), NETJOURNAL_FAMILY_NAME);
	return err;
}

int client_open(struct client *c)
{
	int err;

	c->bell = NULL;
	c->wait = -1;
	c->notify_group = 0;
	c->ended = read_ended;
	memset(c->groups, 0, sizeof(c->groups));
	err = netlink_open(&c->genl, NETLINK_GENERIC);
	if (err)
		return err;
	err = client_resolve(c, true);
	if (err)
		client_close(c);
	return err;
}

void client_close(struct client *c)
{
	if (c->wait >= 0)
		close(c->wait);
	c->wait = -1;
	nl_socket_free(c->bell);
	c->bell = NULL;
	netlink_close(&c->genl);
}

struct nl_msg *client_request(const struct client *c, int cmd, int flags)
{
	return genl_request(c->family, cmd, NETJOURNAL_FAMILY_VERSION, flags);
}

int client_call(struct client *c, struct nl_msg *msg, const struct spec_set *set,
		const struct netlink_handler *h)
{
	int err = netlink_call(&c->genl, msg, set, h);
	size_t len = strlen(c->genl.error);

	if (err == -EPERM)
		snprintf(c->genl.error + len, sizeof(c->genl.error) - len,
			 " (CAP_NET_ADMIN is needed)");
	return err;
}

/* Says in a request whose journal it is about, if that is another one than that of the present namespace. */
static void put_ended(const struct client *c, struct nl_msg *msg, int type)
{
	if (msg && c->ended)
		nla_put_u64(msg, type, c->ended);
}

struct status_arg {
	struct client_status *status;
	int (*message)(const struct nlmsghdr *nlh, void *arg);
	void *arg;
	int answers;
};

static uint64_t find_u64(const struct nlmsghdr *nlh, int type)
{
	const struct nlattr *nla = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
					    type);

	return nla && nla_len(nla) == sizeof(uint64_t) ? nla_get_u64(nla) : 0;
}

static int read_status(const struct nlmsghdr *nlh, void *arg)
{
	struct status_arg *s = arg;

	s->answers++;
	s->status->instance = find_u64(nlh, NETJOURNAL_A_STATUS_INSTANCE);
	s->status->first_seq = find_u64(nlh, NETJOURNAL_A_STATUS_FIRST_SEQ);
	s->status->next_seq = find_u64(nlh, NETJOURNAL_A_STATUS_NEXT_SEQ);
	return s->message ? s->message(nlh, s->arg) : 0;
}

static int read_ended_status(const struct nlmsghdr *nlh, void *arg)
{
	struct status_arg *s = arg;

	s->answers++;
	s->status->instance = find_u64(nlh, NETJOURNAL_A_ENDED_INSTANCE);
	s->status->first_seq = find_u64(nlh, NETJOURNAL_A_ENDED_FIRST_SEQ);
	s->status->next_seq = find_u64(nlh, NETJOURNAL_A_ENDED_NEXT_SEQ);
	return 0;
}

int client_status(struct client *c, struct client_status *status,
		  int (*message)(const struct nlmsghdr *nlh, void *arg),
		  void *arg)
{
	struct status_arg s = {
		.status = status, .message = message, .arg = arg,
	};
	const struct netlink_handler h = { .message = c->ended ? read_ended_status : read_status, .arg = &s };
	struct nl_msg *msg = client_request(c, c->ended ? NETJOURNAL_CMD_ENDED_GET : NETJOURNAL_CMD_STATUS_GET, 0);
	int err;

	put_ended(c, msg, NETJOURNAL_A_ENDED_COOKIE);
	err = client_call(c, msg, c->ended ? &spec_ended : &spec_record, &h);
	if (!err && !s.answers)
		err = client_fail(c, EBADMSG, "the kernel did not answer status-get");
	return err;
}

int client_record(struct client *c, uint64_t instance, uint64_t seq,
		  int (*message)(const struct nlmsghdr *nlh, void *arg),
		  void *arg)
{
	const struct netlink_handler h = { .message = message, .arg = arg };
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_RECORD_GET, 0);

	if (msg) {
		nla_put_u64(msg, NETJOURNAL_A_RECORD_SEQ, seq);
		nla_put_u64(msg, NETJOURNAL_A_RECORD_INSTANCE, instance);
	}
	put_ended(c, msg, NETJOURNAL_A_RECORD_ENDED);
	return client_call(c, msg, &spec_record, &h);
}

int client_records(struct client *c, uint64_t instance, uint64_t after,
		   uint32_t kinds, const struct netlink_handler *handler)
{
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_RECORD_GET, NLM_F_DUMP);

	if (msg) {
		nla_put_u64(msg, NETJOURNAL_A_RECORD_INSTANCE, instance);
		nla_put_u64(msg, NETJOURNAL_A_RECORD_AFTER, after);
		if (kinds != RECORD_ALL_KINDS)
			nla_put_u32(msg, NETJOURNAL_A_RECORD_KINDS, kinds);
	}
	put_ended(c, msg, NETJOURNAL_A_RECORD_ENDED);
	return client_call(c, msg, &spec_record, handler);
}

int client_process(struct client *c, uint64_t instance, uint64_t id,
		   int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	const struct netlink_handler h = { .message = message, .arg = arg };
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_PROCESS_GET, 0);

	if (msg) {
		nla_put_u64(msg, NETJOURNAL_A_PROCESS_ID, id);
		if (instance)
			nla_put_u64(msg, NETJOURNAL_A_PROCESS_INSTANCE, instance);
	}
	put_ended(c, msg, NETJOURNAL_A_PROCESS_ENDED);
	return client_call(c, msg, &spec_process, &h);
}

int client_processes(struct client *c,
		     int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	const struct netlink_handler h = { .message = message, .arg = arg };
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_PROCESS_GET, NLM_F_DUMP);

	put_ended(c, msg, NETJOURNAL_A_PROCESS_ENDED);
	return client_call(c, msg, &spec_process, &h);
}

int client_ended(struct client *c,
		 int (*message)(const struct nlmsghdr *nlh, void *arg), void *arg)
{
	const struct netlink_handler h = { .message = message, .arg = arg };

	return client_call(c, client_request(c, NETJOURNAL_CMD_ENDED_GET, NLM_F_DUMP), &spec_ended, &h);
}

static int read_cursor(const struct nlmsghdr *nlh, void *arg)
{
	uint64_t *cursor = arg;

	cursor[0] = find_u64(nlh, NETJOURNAL_A_RECORD_INSTANCE);
	cursor[1] = find_u64(nlh, NETJOURNAL_A_RECORD_SEQ);
	return 0;
}

int client_note(struct client *c, const char *text, uint64_t *instance,
		uint64_t *seq)
{
	uint64_t cursor[2] = { 0, 0 };
	const struct netlink_handler h = { .message = read_cursor, .arg = cursor };
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_NOTE_ADD, 0);
	int err;

	/* The kernel refuses a text that is too long, and says why. */
	if (msg && nla_put_string(msg, NETJOURNAL_A_RECORD_NOTE, text) < 0) {
		nlmsg_free(msg);
		return client_fail(c, EMSGSIZE, "the note is too long");
	}
	err = client_call(c, msg, &spec_record, &h);
	*instance = cursor[0];
	*seq = cursor[1];
	return err;
}

int client_config(struct client *c, uint32_t kind, uint64_t size, int enabled)
{
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_CONFIG_SET, 0);
	struct nlattr *nest;

	if (msg) {
		nest = nla_nest_start(msg, NETJOURNAL_A_RECORD_CONFIG | NLA_F_NESTED);
		nla_put_u32(msg, NETJOURNAL_A_RING_KIND, kind);
		if (size)
			nla_put_u64(msg, NETJOURNAL_A_RING_SIZE, size);
		if (enabled >= 0)
			nla_put_u32(msg, NETJOURNAL_A_RING_ENABLED, enabled);
		nla_nest_end(msg, nest);
	}
	return client_call(c, msg, &spec_record, NULL);
}

int client_clear(struct client *c, uint32_t kinds)
{
	struct nl_msg *msg = client_request(c, NETJOURNAL_CMD_CLEAR, 0);

	if (msg && kinds)
		nla_put_u32(msg, NETJOURNAL_A_RECORD_KINDS, kinds);
	return client_call(c, msg, &spec_record, NULL);
}

static int join_group(struct client *c, uint32_t group, const char *name)
{
	int id = group, err;

	if (!setsockopt(nl_socket_get_fd(c->bell), SOL_NETLINK,
			NETLINK_ADD_MEMBERSHIP, &id, sizeof(id)))
		return 0;
	err = errno;
	snprintf(c->genl.error, sizeof(c->genl.error),
		 "cannot join the multicast group %s: %s", name, strerror(err));
	return -err;
}

/* Opens the socket of notifications, and joins the group that tells when a family appears. */
static int open_bell(struct client *c)
{
	int err, id;

	c->bell = nl_socket_alloc();
	if (!c->bell || nl_connect(c->bell, NETLINK_GENERIC) < 0)
		return client_fail(c, ENOMEM, "cannot open a netlink socket");
	/* With less, the kernel only drops notifications sooner. */
	nl_socket_set_buffer_size(c->bell, BELL_BYTES, 0);
	c->wait = tool_wait_open(nl_socket_get_fd(c->bell));
	if (c->wait < 0)
		return client_fail(c, -c->wait, "cannot wait for records");
	err = find_family(c, "nlctrl", true, &id);
	return err ? err : join_group(c, c->notify_group, "notify");
}

int client_listen(struct client *c, uint32_t kinds)
{
	int err = c->bell ? 0 : open_bell(c);
	uint32_t kind;

	for (kind = 1; !err && kind <= NETJOURNAL_KIND_MAX; kind++)
		if (kinds & 1u << kind)
			err = join_group(c, c->groups[kind],
					 spec_name(&spec_kinds, kind));
	return err;
}

int client_wait(struct client *c)
{
	int err = tool_wait(c->wait);

	return err ? client_fail(c, -err, "waiting for records") : 0;
}
