// SPDX-License-Identifier: GPL-2.0
/*
 * Talks to the family with the client that the kernel's generator makes from the
 * spec, for scripts/suites/interop/run: ynl-client
 * status|note|notes|listen|nested|missing
 *
 * Prints the replies. The requests nested and missing must be refused.
 */
#include <stdio.h>
#include <string.h>
#include <ynl.h>

#include "netjournal-user.h"

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

static int show_status(struct ynl_sock *ys)
{
	struct netjournal_status_get_rsp *status = netjournal_status_get(ys);
	unsigned int i;

	if (!status)
		return 1;
	printf("next %llu\n", status->next_seq);
	for (i = 0; i < status->_count.ring; i++)
		printf("ring %s size %llu\n",
		       netjournal_kind_str(status->ring[i].kind),
		       status->ring[i].size);
	for (i = 0; i < status->_count.hook; i++)
		printf("hook %s %s\n", status->hook[i].function,
		       netjournal_hook_state_str(status->hook[i].state));
	netjournal_status_get_rsp_free(status);
	return 0;
}

static int add_note(struct ynl_sock *ys)
{
	struct netjournal_note_add_req *request = netjournal_note_add_req_alloc();
	struct netjournal_note_add_rsp *reply;

	netjournal_note_add_req_set_note(request, "from C");
	reply = netjournal_note_add(ys, request);
	netjournal_note_add_req_free(request);
	if (!reply)
		return 1;
	printf("added %llu\n", reply->seq);
	netjournal_note_add_rsp_free(reply);
	return 0;
}

static void print_record(const struct netjournal_record_get_rsp *record)
{
	if (record->_present.bookmark)
		printf("bookmark %llu\n", record->bookmark);
	if (record->_present.seq)
		printf("record %llu %s by %s (%s): %s\n", record->seq,
		       netjournal_kind_str(record->kind), record->origin.comm,
		       netjournal_context_str(record->origin.context),
		       record->_len.note ? record->note : "");
}

static int dump_notes(struct ynl_sock *ys)
{
	struct netjournal_record_get_req_dump *request = netjournal_record_get_req_dump_alloc();
	struct netjournal_record_get_list *records;

	netjournal_record_get_req_dump_set_kinds(request, 1 << NETJOURNAL_KIND_NOTE);
	records = netjournal_record_get_dump(ys, request);
	netjournal_record_get_req_dump_free(request);
	if (!records)
		return 1;
	ynl_dump_foreach(records, record)
		print_record(record);
	netjournal_record_get_list_free(records);
	return 0;
}

/* The notification of a note comes before the reply to the request that adds it. */
static int hear_own_note(struct ynl_sock *ys)
{
	struct ynl_ntf_base_type *heard;

	if (ynl_subscribe(ys, "note") || add_note(ys) || ynl_ntf_check(ys) < 0)
		return 1;
	while ((heard = ynl_ntf_dequeue(ys))) {
		if (heard->cmd == NETJOURNAL_CMD_RECORD_NTF) {
			printf("heard ");
			print_record((struct netjournal_record_get_rsp *)heard->data);
		}
		ynl_ntf_free(heard);
	}
	return 0;
}

/* The refusal is about an attribute in a nest. */
static int be_refused_nested(struct ynl_sock *ys)
{
	struct netjournal_config_set_req *request = netjournal_config_set_req_alloc();
	int err;

	netjournal_config_set_req_set_config_kind(request, NETJOURNAL_KIND_NOTE);
	netjournal_config_set_req_set_config_size(request, 1);
	err = netjournal_config_set(ys, request);
	netjournal_config_set_req_free(request);
	return err != 0;
}

/* The refusal is about an attribute that is not in the request. */
static int be_refused_missing(struct ynl_sock *ys)
{
	struct netjournal_record_get_req *request = netjournal_record_get_req_alloc();
	struct netjournal_record_get_rsp *record = netjournal_record_get(ys, request);

	netjournal_record_get_req_free(request);
	if (!record)
		return 1;
	netjournal_record_get_rsp_free(record);
	return 0;
}

static const struct client_command {
	const char *name;
	int (*run)(struct ynl_sock *ys);
} client_commands[] = {
	{ "status", show_status },
	{ "note", add_note },
	{ "notes", dump_notes },
	{ "listen", hear_own_note },
	{ "nested", be_refused_nested },
	{ "missing", be_refused_missing },
};

static int client_run(const struct client_command *command)
{
	struct ynl_error err;
	struct ynl_sock *ys = ynl_sock_create(&ynl_netjournal_family, &err);
	int status;

	if (!ys) {
		printf("no socket: %s\n", err.msg);
		return 2;
	}
	status = command->run(ys);
	if (status)
		printf("error %d: %s\n", ys->err.code, ys->err.msg);
	ynl_sock_destroy(ys);
	return status;
}

int main(int argc, char **argv)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(client_commands); i++)
		if (argc == 2 && !strcmp(argv[1], client_commands[i].name))
			return client_run(&client_commands[i]);
	fputs("usage: see the top of ynl-client.c\n", stderr);
	return 2;
}
