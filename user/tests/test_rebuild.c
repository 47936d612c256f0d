// SPDX-License-Identifier: GPL-2.0
/*
 * Messages that are made again of their JSON: of every message of the corpus, if the kind can be made, the object is the
 * same. And files of others as stores: lines of JSON, rtmon, pcap, and what scripts/vmcore writes.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json_read.h"
#include "build.h"
#include "corpus.h"
#include "decode/identity.h"
#include "decode/rebuild.h"
#include "journal/lines.h"
#include "journal/past.h"
#include "nl/genl.h"
#include "process_build.h"
#include "rtmsg.h"
#include "tap.h"

static const char *name_of(void *arg, uint32_t ifindex)
{
	static char name[16];

	(void)arg;
	snprintf(name, sizeof(name), "dev%u", ifindex);
	return name;
}

static uint32_t number_of(void *arg, const char *name)
{
	(void)arg;
	return !strncmp(name, "dev", 3) ? strtoul(name + 3, NULL, 10) : 0;
}

static const struct event_names names = { .ifname = name_of };

static char *print_event(const struct event *ev, bool json)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);
	static struct out o;

	out_init(&o, f, json, false);
	out_object(&o, NULL);
	if (json)
		event_print(&o, ev, &names);
	else
		event_brief(&o, ev, &names);
	out_object_end(&o);
	out_flush(&o);
	fclose(f);
	return text;
}

/* The kinds whose identity is a hash of all attributes have fewer of them. */
static bool is_same_object(const struct event *a, const struct event *b)
{
	struct identity x, y;

	identity_of(&x, a);
	identity_of(&y, b);
	x.rest = 0;
	y.rest = 0;
	if (a->kind == NETJOURNAL_KIND_NEXTHOP)
		y.family = x.family;
	return identity_same(&x, &y) && a->del == b->del;
}

/* Returns false if the object is another one. Counts objects that look the same in few words. */
static bool check_message(const struct message *m, const struct event *ev, int *same)
{
	char *json = print_event(ev, true), *brief = print_event(ev, false), *again = NULL;
	struct rebuild r = { .kind = ev->kind, .del = ev->del, .number = number_of };
	struct values v = { 0 };
	struct nl_msg *msg;
	struct event got;
	size_t line;
	bool good;

	good = !json_read(&v, json, strlen(json), &line);
	r.v = &v;
	msg = good ? event_rebuild(&r) : NULL;
	good = msg && !event_parse(&got, nlmsg_hdr(msg), nlmsg_hdr(msg)->nlmsg_len);
	if (good)
		again = print_event(&got, false);
	good = good && is_same_object(ev, &got);
	*same += again && !strcmp(again, brief);
	if (!good)
		printf("# %s: %s\n# became %s\n", m->name, brief, again ? again : "nothing");
	nlmsg_free(msg);
	values_free(&v);
	free(json);
	free(brief);
	free(again);
	return good;
}

static void test_corpus(void)
{
	static struct message messages[CORPUS_MAX];
	size_t n = corpus_read(messages), i;
	int all = 0, good = 0, same = 0;
	struct event ev;

	if (corpus_is_foreign()) {
		corpus_skip("the corpus");
		return;
	}
	for (i = 0; i < n; i++) {
		if (event_parse(&ev, messages[i].data, messages[i].len) || !(REBUILD_KINDS & 1u << ev.kind) ||
		    ev.family == AF_BRIDGE)
			continue;
		all++;
		good += check_message(&messages[i], &ev, &same);
	}
	ok(all > 50, "the corpus has messages of these kinds");
	is_num(good, all, "each is about the same object");
	/* The others have encapsulations, metrics, ports and the like. */
	ok(same >= 59, "most look the same in few words");
	corpus_free(messages, n);
}

/* What was read: the numbers and kinds, and the name of device 7. */
static char told[512];

static int on_message(const struct nlmsghdr *nlh, void *arg)
{
	size_t len = strlen(told);
	struct record rec;

	(void)arg;
	if (record_parse(&rec, genl_attrs(nlh), genl_attrs_len(nlh)))
		return -EBADMSG;
	if (rec.is_gap)
		snprintf(told + len, sizeof(told) - len, " gap");
	else
		snprintf(told + len, sizeof(told) - len, " %d:%d%s%s", (int)rec.seq, (int)rec.kind,
			 rec.message ? "m" : "", record_origin(&rec) ? "o" : "");
	return 0;
}

/* Writes a file, opens it, and returns what is in it or the error. */
static const char *reads(const void *data, size_t len, bool whole)
{
	const struct netlink_handler h = { .message = on_message };
	char path[] = "/tmp/test_rebuild.XXXXXX";
	int fd = mkstemp(path), err;
	struct past_wish wish = { PAST_FILE, .file = path, .whole = whole };
	char text[512], name[32];
	struct process *process;
	struct past p;
	uint64_t last;
	size_t i;

	*told = '\0';
	if (fd < 0 || write(fd, data, len) != (ssize_t)len)
		abort();
	close(fd);
	err = past_open(&p, &wish, text, sizeof(text));
	if (err)
		/* Without the name of the file. */
		snprintf(told, sizeof(told), "%.300s", !strncmp(text, path, strlen(path)) ? text + strlen(path) : text);
	for (i = 0; !err && i < p.n; i++) {
		snprintf(told + strlen(told), sizeof(told) - strlen(told), "%s%s", i ? " |" : "",
			 archive_device(p.archive, &p.journals[i], 7, name, sizeof(name)) ? name : "");
		archive_records(p.archive, &p.journals[i], 0, RECORD_ALL_KINDS, NULL, &h, &last);
		process = archive_process(p.archive, &p.journals[i], 1);
		if (process)
			snprintf(told + strlen(told), sizeof(told) - strlen(told), " process %u", process->pid);
		free(process);
	}
	past_close(&p);
	unlink(path);
	return told;
}

static const char *reads_text(const char *text) { return reads(text, strlen(text), false); }

#define ROUTE	"{\"kind\":\"route\",\"seq\":3,\"prev-seq\":0,\"time\":1795197792481000000,\"boot-time\":5,\"action\":\"new\"," \
		"\"event\":{\"type\":\"unicast\",\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"table\":\"main\"}}\n"
#define LINK	"{\"kind\":\"link\",\"seq\":4,\"time\":1795197792481000001,\"origin\":{\"context\":\"request\",\"pid\":7}," \
		"\"action\":\"new\",\"event\":{\"ifindex\":7,\"ifname\":\"eth7\"}}\n"

static void test_lines(void)
{
	is_str(reads_text(ROUTE LINK), "eth7 3:5m 4:3mo", "lines");
	is_str(reads_text(ROUTE "\n{\"cursor\":\"1:3\"}\n"), " 3:5m", "an empty line, and a cursor");
	is_str(reads_text(ROUTE "{\"kind\":\"nft\",\"seq\":9,\"time\":9,\"event\":{\"table\":\"x\"}}\n"), " 3:5m 9:10",
	       "a kind whose message cannot be made");
	is_str(reads_text(ROUTE "{\"gap\":{\"first\":4,\"reason\":\"reloaded\"}}\n"
			  "{\"kind\":\"note\",\"seq\":1,\"time\":9,\"note\":\"hello\"}\n"), " 3:5m | 1:1", "another journal");
	is_str(reads_text(ROUTE "{\"kind\":\"route\",\"gap\":{\"first\":4,\"last\":5,\"reason\":\"lost\"}}\n"), " 3:5m gap",
	       "a gap");
	is_str(reads_text(ROUTE "{\"kind\":\"no"), " 3:5m", "a last line that is cut off");
	is_str(reads_text("{\"kind\":\"no\n"), ": line 1 is no JSON", "no JSON");
	is_str(reads_text(ROUTE "{\"a\":1}\n"), ": line 2 is no record; these are the lines of `netjournal log -j`",
	       "other JSON");
	is_str(reads_text(ROUTE "{\"kind\":\"wrong\",\"seq\":1}\n"), ": line 2 is no record", "an unknown kind");
	is_str(reads(ROUTE, sizeof(ROUTE) - 1, true),
	       " has lines of JSON, in which parts of the messages are missing, so this verb cannot read it",
	       "whole messages are wanted");
	is_str(reads_text("hello\n"), " is no store of netjournal; `netjournal save` and `netjournal keep` write stores", "neither");
}

/* A file that is being written. */
static char data[4096];
static size_t data_len;

static void add_bytes(const void *bytes, size_t len)
{
	memcpy(data + data_len, bytes, len);
	data_len += len;
}

static void add_message(struct nl_msg *msg, uint16_t flags)
{
	struct nlmsghdr *nlh = nlmsg_hdr(msg);

	nlh->nlmsg_flags = flags;
	add_bytes(nlh, NLMSG_ALIGN(nlh->nlmsg_len));
	nlmsg_free(msg);
}

static struct nl_msg *named_link(void)
{
	struct ifinfomsg ifi = { .ifi_index = 7, .ifi_change = ~0u };
	struct nl_msg *msg = rtmsg_begin(RTM_NEWLINK, 0, &ifi, sizeof(ifi));

	nla_put_string(msg, IFLA_IFNAME, "eth7");
	return msg;
}

static void test_rtmon(void)
{
	const struct {
		struct nlmsghdr h;
		uint32_t time[2];
	} stamp = { .h = { .nlmsg_len = sizeof(stamp), .nlmsg_type = 15 }, .time = { 1795197792, 481000 } };

	data_len = 0;
	add_bytes(&stamp, sizeof(stamp));
	add_message(named_link(), NLM_F_MULTI);
	add_bytes(&stamp, sizeof(stamp));
	add_message(rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"), NLM_F_CREATE);
	add_message(rtmsg_via(RTM_DELROUTE, 0, "10.1.0.0", 16, "10.0.0.1"), 0);
	is_str(reads(data, data_len, true), "eth7 1:5m 2:5m", "rtmon: a list gives names, and what follows is recorded");
	ok(!!strstr(reads(data, data_len - 8, true), "the file ends inside a message"), "rtmon: cut off");
}

static void add_packet(uint16_t type, struct nl_msg *msg)
{
	const uint32_t len = NLMSG_ALIGN(nlmsg_hdr(msg)->nlmsg_len) + 16;
	const uint32_t head[4] = { 1795197792, 481000, len, len };
	uint16_t cooked[8] = { htons(type), htons(824) };

	add_bytes(head, sizeof(head));
	add_bytes(cooked, sizeof(cooked));
	add_message(msg, NLM_F_CREATE);
}

static void test_pcap(void)
{
	uint32_t head[6] = { 0xa1b2c3d4, 2 | 4 << 16, 0, 0, 65535, 253 };

	data_len = 0;
	add_bytes(head, sizeof(head));
	add_packet(7, rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"));
	add_packet(6, rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"));
	add_packet(6, rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"));
	add_packet(6, named_link());
	is_str(reads(data, data_len, true), "eth7 1:5m 2:3m", "pcap: no requests, and each message once");
	head[5] = 1;
	memcpy(data, head, sizeof(head));
	is_str(reads(data, data_len, true), ": the capture is not one of a netlink monitor (link type 1)",
	       "pcap: another device");
}

static const struct {
	char magic[16];
	uint64_t instance;
	int64_t started;
	uint32_t netns, host;
} dump_head = { "journal-vmcore\n", 5, 1795197792000000000, 4026531840, 1 };

static const struct nlmsghdr dump_end = { .nlmsg_len = sizeof(dump_end), .nlmsg_type = NLMSG_DONE };

/* Adds a message of the journal that has these attributes, and frees them. */
static void add_reply(uint8_t cmd, struct nl_msg *attrs)
{
	struct nl_msg *msg = nlmsg_alloc_size(1024);
	struct genlmsghdr *genl = nlmsg_data(nlmsg_put(msg, 0, 0, 0, GENL_HDRLEN, 0));
	const struct nlmsghdr *nlh = nlmsg_hdr(attrs);

	*genl = (struct genlmsghdr){ .cmd = cmd };
	if (nlmsg_append(msg, nlmsg_data(nlh), nlmsg_datalen(nlh), 0))
		abort();
	nlmsg_free(attrs);
	add_message(msg, NLM_F_MULTI);
}

static struct nl_msg *route_record(uint64_t seq)
{
	struct nl_msg *msg = build_begin(seq, NETJOURNAL_KIND_ROUTE);

	build_message(msg, rtmsg_via(RTM_NEWROUTE, 0, "10.1.0.0", 16, "10.0.0.1"));
	return msg;
}

static void test_dumped(void)
{
	const struct {
		struct nlmsghdr h;
		struct genlmsghdr genl;
		char odd[4];
	} hostile = { .h = { .nlmsg_len = sizeof(hostile) - 1 }, .genl = { .cmd = NETJOURNAL_CMD_RECORD_GET } };
	size_t head, end;

	data_len = 0;
	add_bytes(&dump_head, sizeof(dump_head));
	head = data_len;
	add_message(named_link(), NLM_F_MULTI);
	add_reply(NETJOURNAL_CMD_RECORD_GET, route_record(3));
	add_reply(NETJOURNAL_CMD_RECORD_GET, route_record(4));
	add_reply(NETJOURNAL_CMD_PROCESS_GET, process_begin(1, 7, LINE("ip\0route\0")));
	end = data_len;
	is_str(reads(data, end, true), ": the file lacks its end", "a dump: cut off between two messages");
	is_str(reads(data, end - 8, true), ": the file ends inside a message", "a dump: cut off in a message");
	is_str(reads(data, head - 8, true), ": the file ends inside a message", "a dump: cut off in its head");
	add_bytes(&dump_end, sizeof(dump_end));
	is_str(reads(data, data_len, true), "eth7 3:5m 4:5m process 7", "a dump: names of devices, records and processes");
	data_len = end;
	add_reply(NETJOURNAL_CMD_RECORD_GET, route_record(0));
	is_str(reads(data, data_len, true), ": message 5 is no record", "a dump: a record without a number");
	memset(data + end, 0, sizeof(uint32_t));
	is_str(reads(data, data_len, true), ": message 5 has no length", "a dump: a message without a length");
	data_len = end;
	add_bytes(&hostile, sizeof(hostile));
	is_str(reads(data, data_len, true), ": message 5 is no record", "a dump: attributes that are not whole");
	data_len = head;
	add_bytes(&dump_end, sizeof(dump_end));
	is_str(reads(data, data_len, true), "", "a dump: an empty journal");
}

int main(void)
{
	struct archive *a = NULL;
	bool stores = archive_open(&a, ":memory:", ARCHIVE_WRITE) != -EOPNOTSUPP;

	archive_close(a);
	test_corpus();
	if (stores) {
		test_lines();
		test_rtmon();
		test_pcap();
		test_dumped();
	}
	return tap_done();
}
