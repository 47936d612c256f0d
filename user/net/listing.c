// SPDX-License-Identifier: GPL-2.0
/*
 * Lists network objects.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tool.h"
#include "decode/decode.h"
#include "decode/xfrm.h"
#include "net/domain_net.h"
#include "net/linknames.h"
#include "net/listing.h"
#include "net/rtnl.h"
#include "nl/missing.h"

/* If a kind can have many objects, a draft has at most about this many bytes. */
#define DRAFT_MAX	(64 * 1024)
#define TRIES_MAX	5

static int no_memory(struct listing *l)
{
	snprintf(l->rtnl.error, sizeof(l->rtnl.error),
		 "no memory for the list");
	return -ENOMEM;
}

/* Objects, from the dump to the caller. */

static bool is_wanted(const struct listing *l, const struct event *ev)
{
	if (ev->kind == NETJOURNAL_KIND_LINK && ev->family == AF_BRIDGE)
		return false;
	return selector_match(l->sel, ev, &l->names) &&
	       devices_match(&l->devices, ev);
}

static int hand_out(const struct nlmsghdr *nlh, const struct event *ev, void *arg)
{
	struct listing *l = arg;
	int err;

	if (!ev) {
		snprintf(l->rtnl.error, sizeof(l->rtnl.error),
			 "cannot decode a message from the kernel (type %u, %u bytes)",
			 nlh->nlmsg_type, nlh->nlmsg_len);
		return -EBADMSG;
	}
	if (ev->kind == NETJOURNAL_KIND_LINK && ev->ifname)
		linknames_set(l->linknames, ev->ifindex, ev->ifname);
	if (!is_wanted(l, ev))
		return 0;
	l->n++;
	err = l->object(ev, l->arg);
	return !err && tool_stop ? -EINTR : err;
}

static int hand_out_message(const struct nlmsghdr *nlh, void *arg)
{
	struct event ev;
	bool known = !event_parse(&ev, nlh, nlh->nlmsg_len);

	return hand_out(nlh, known ? &ev : NULL, arg);
}

/* Begins again, before any object was handed out. */
static int begin_list(struct listing *l)
{
	snapshot_drop(&l->snapshot);
	l->n = 0;
	l->doubt = false;
	l->inconsistent = false;
	if (l->has_journal || !draft_begin(&l->draft, l->out))
		return 0;
	return no_memory(l);
}

/* Hands out the held objects. Later ones are handed out at once. */
static int let_go(struct listing *l)
{
	if (l->has_journal)
		return snapshot_each(&l->snapshot, hand_out, l);
	return draft_commit(&l->draft) ? no_memory(l) : 0;
}

/* Returns whether no object was handed out yet. */
static bool is_held(const struct listing *l)
{
	return l->has_journal || l->draft.out;
}

/* Dumps. */

static int take_message(struct listing *l, const struct nlmsghdr *nlh)
{
	if (!l->has_journal)
		return hand_out_message(nlh, l);
	return snapshot_add(&l->snapshot, nlh) ? no_memory(l) : 0;
}

/* Takes one of the objects of a message about several. */
static int on_object(const struct event *ev, void *arg)
{
	return take_message(arg, ev->nlh);
}

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	struct listing *l = arg;
	struct event ev;

	/* A kernel that lacks a family answers with all other families. */
	if (l->family && nlh->nlmsg_len > NLMSG_HDRLEN && *(uint8_t *)NLMSG_DATA(nlh) &&
	    *(uint8_t *)NLMSG_DATA(nlh) != l->family)
		return 0;
	if (kind_row(l->sel->kind)->decoder->split && !event_parse(&ev, nlh, nlh->nlmsg_len))
		return event_each(&ev, on_object, l);
	return take_message(l, nlh);
}

static int on_batch(void *arg)
{
	struct listing *l = arg;

	l->parts++;
	if (tool_stop)
		return -EINTR;
	if (l->draft.out && object_row(l->sel->kind)->flags & KIND_MANY &&
	    draft_size(&l->draft) > DRAFT_MAX && let_go(l))
		return -ENOMEM;
	return ferror(stdout) ? -EPIPE : 0;
}

static int dump_family(struct listing *l, uint8_t family)
{
	const struct netlink_handler h = {
		.message = on_message, .batch = on_batch, .arg = l,
	};
	int err;

	l->family = family;
	l->parts = 0;
	if (l->sel->left_out)
		return object_row(l->sel->kind)->read_left_out(l->sel, on_message, l);
	if (object_row(l->sel->kind)->read)
		return object_row(l->sel->kind)->read(l->sel, on_message, l);
	err = netlink_call(&l->rtnl,
			   rtnl_dump(l->sel->kind, family, l->sel,
				     l->devices.ifindex, l->devices.master),
			   NULL, &h);
	l->inconsistent |= l->rtnl.inconsistent;
	/*
	 * Unless the kernel flags dumps of this kind with NLM_F_DUMP_INTR, a dump can
	 * silently lack objects that existed all the time.
	 */
	l->unknown |= l->parts > 2 && !l->has_journal &&
		      !(object_row(l->sel->kind)->flags & KIND_FLAGGED);
	/* A table that does not exist for a family has no routes of that family. */
	if (err == -ENOENT && l->sel->has_table)
		err = 0;
	if (err == -EOPNOTSUPP && l->may_lack)
		err = 0;
	return err;
}

static int dump_families(struct listing *l)
{
	const struct rtnl_kind *k = rtnl_kind(l->sel->kind);
	uint8_t wanted = l->sel->family, family;
	int err = 0, i;

	for (i = 0; !err && i < k->n_families; i++) {
		family = k->families[i] ? k->families[i] : wanted;
		if (!wanted || family == wanted)
			err = dump_family(l, family);
	}
	return err;
}

/* The journal. */

/* Adds @rec, whose event is @ev, to the writers if they are wanted. */
static int learn_writer(struct listing *l, const struct record *rec,
			const struct event *ev)
{
	return l->writers ? writers_add(l->writers, rec, ev) : 0;
}

/* Takes a change that the journal recorded during the dump. */
static int on_change(const struct nlmsghdr *nlh, void *arg)
{
	struct listing *l = arg;
	struct record rec;
	struct event ev;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (err)
		return err;
	if (rec.is_gap)
		l->doubt = true;
	else
		l->cursor.seq = rec.seq;
	if (!rec.message || event_parse(&ev, rec.message, rec.message_len))
		return 0;
	/* It is not known which objects it deleted. */
	if (ev.kind == NETJOURNAL_KIND_XFRM && xfrm_is_flush(&ev))
		l->doubt = true;
	err = learn_writer(l, &rec, &ev);
	return err ? err : snapshot_change(&l->snapshot, &ev, record_adds_nothing(&rec));
}

static int apply_changes(struct listing *l)
{
	const struct netlink_handler h = { .message = on_change, .arg = l };
	int err;

	/*
	 * New kernels dump without the lock under which changes are made and announced. So
	 * the dump can show a change that is not announced and recorded yet. The kernel
	 * answers this request under the lock, and so after that announcement.
	 */
	netlink_call(&l->rtnl, rtnl_get_link("lo"), NULL, NULL);
	l->cursor = (struct cursor){
		.has_instance = true, .instance = l->before.instance,
		.seq = l->before.next_seq - 1,
	};
	err = client_records(&l->client, l->before.instance, l->cursor.seq,
			     1u << l->sel->kind, &h);
	if (!err)
		err = snapshot_resolve(&l->snapshot);
	if (err == -EAGAIN) {
		l->doubt = true;
		err = 0;
	}
	return err;
}

static int on_record(const struct nlmsghdr *nlh, void *arg)
{
	struct listing *l = arg;
	struct record rec;
	struct event ev;
	int err = record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh));

	if (err || !rec.message || event_parse(&ev, rec.message, rec.message_len))
		return err;
	return learn_writer(l, &rec, &ev);
}

/* Learns who wrote the objects, from the records after @after. */
static int read_writers(struct listing *l, uint64_t after)
{
	const struct netlink_handler h = { .message = on_record, .arg = l };

	return client_records(&l->client, l->before.instance, after,
			      1u << l->sel->kind, &h);
}

/*
 * Prepares another dump: drops the changes that were recorded for the last one. Learns the
 * writers from the records since the end of the last dump.
 */
static int prepare_again(struct listing *l)
{
	int err = client_status(&l->client, &l->before, NULL, NULL);

	if (err || !l->writers)
		return err;
	return read_writers(l, l->cursor.instance == l->before.instance ?
			    l->cursor.seq : 0);
}

static int on_status(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *attrs = genl_attrs(nlh), *nla;
	struct listing *l = arg;
	int rem = genl_attrs_len(nlh);

	for (nla = attrs; nla_ok(nla, rem); nla = nla_next(nla, &rem)) {
		if (nla_type(nla) != NETJOURNAL_A_STATUS_RING)
			continue;
		if (genl_nest_number(nla, NETJOURNAL_A_RING_KIND) == l->sel->kind)
			l->has_journal = genl_nest_number(nla, NETJOURNAL_A_RING_ENABLED);
	}
	return 0;
}

/* Opens the journal if the module is loaded and records this kind. */
static void open_journal(struct listing *l)
{
	static char missing[sizeof(l->client.genl.error)];
	const char *name = kind_row(l->sel->kind)->name;

	if (l->sel->left_out) {
		l->why = "the journal has only what was changed of these";
		return;
	}
	/* Asking for the family would load the module, but a list must change nothing. */
	if (access("/sys/module/netjournal", F_OK)) {
		module_missing(missing, sizeof(missing), NETJOURNAL_FAMILY_NAME);
		l->why = missing;
		return;
	}
	l->why = l->client.genl.error;
	if (client_open(&l->client))
		return;
	if (!client_status(&l->client, &l->before, on_status, l) &&
	    !l->has_journal)
		snprintf(l->client.genl.error, sizeof(l->client.genl.error),
			 "the journal does not record %s (" TOOL_NAME " config %s on)", name, name);
	if (!l->has_journal)
		client_close(&l->client);
}

/* The whole. */

static int take_once(struct listing *l, bool again)
{
	int err = begin_list(l);

	if (err)
		return err;
	/* open_journal() has done this for the first dump. */
	if (l->has_journal && again) {
		err = prepare_again(l);
		if (err)
			return err;
	}
	err = dump_families(l);
	if (err || !l->has_journal)
		return err;
	return apply_changes(l);
}

/* Takes dumps until one is consistent, or the number of tries is used up. */
static int take_list(struct listing *l)
{
	int err = 0, tries;

	for (tries = 0; tries < TRIES_MAX; tries++) {
		err = take_once(l, tries);
		/* Printed output cannot be cancelled. */
		if (err || !is_held(l) || !(l->doubt || l->inconsistent))
			break;
	}
	if (!err && is_held(l))
		err = let_go(l);
	draft_cancel(&l->draft);
	snapshot_drop(&l->snapshot);
	return err;
}

/*
 * Asks for one link by its name. The answer always shows one moment, but the cursor of that
 * moment is unknown.
 */
static int take_link(struct listing *l)
{
	const struct netlink_handler h = { .message = hand_out_message, .arg = l };

	return netlink_call(&l->rtnl, rtnl_get_link(l->sel->dev), NULL, &h);
}

int listing_open(struct listing *l)
{
	int err = netlink_open(&l->rtnl, NETLINK_ROUTE);

	if (err)
		return err;
	l->linknames = linknames_new(nl_socket_get_fd(l->rtnl.sock));
	if (!l->linknames)
		return -ENOMEM;
	l->names = (struct event_names){
		.ifname = linknames_find, .arg = l->linknames,
	};
	open_journal(l);
	return 0;
}

int listing_run(struct listing *l)
{
	int err = devices_find(&l->devices, &l->rtnl, l->sel, &l->names);

	if (err)
		return err;
	if (l->who) {
		l->writers = writers_new();
		err = l->writers ? read_writers(l, 0) : -ENOMEM;
	}
	if (err)
		return err;
	if (l->sel->kind == NETJOURNAL_KIND_LINK && l->devices.ifindex && !l->moment)
		return take_link(l);
	return take_list(l);
}

void listing_close(struct listing *l)
{
	writers_free(l->writers);
	devices_drop(&l->devices);
	if (l->has_journal)
		client_close(&l->client);
	if (l->linknames)
		linknames_free(l->linknames);
	netlink_close(&l->rtnl);
}

const char *listing_error(const struct listing *l, int err)
{
	static char lacks[96];

	if (err == -EOPNOTSUPP && (l->rtnl.error[0] || !l->client.genl.error[0])) {
		snprintf(lacks, sizeof(lacks), "the kernel has no %s now: it cannot, or the module that can is not loaded",
			 object_row(l->sel->kind)->name);
		return lacks;
	}
	if (l->rtnl.error[0])
		return l->rtnl.error;
	return l->client.genl.error[0] ? l->client.genl.error : strerror(-err);
}

bool listing_writer(const struct listing *l, const struct event *ev,
		    struct record *rec)
{
	return l->writers && writers_find(l->writers, ev, rec);
}

int listing_all(enum netjournal_kind kind, bool proxy, int (*object)(const struct event *ev, void *arg), void *arg,
		char *error, size_t size)
{
	struct selector sel = { .kind = kind, .proxy = proxy };
	struct listing l = { .sel = &sel, .may_lack = true, .object = object, .arg = arg };
	int err = listing_open(&l);

	if (!err)
		err = listing_run(&l);
	if (err)
		snprintf(error, size, "%s", listing_error(&l, err));
	listing_close(&l);
	return err;
}
