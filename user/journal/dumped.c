// SPDX-License-Identifier: GPL-2.0
/*
 * Reads a journal that was found in the memory of a machine that has crashed: after a head, messages of the kernel that
 * name the devices, and the replies that it would have given to the dumps record-get and process-get. All messages of
 * generic netlink have type 0 here. The end is a message of type NLMSG_DONE.
 */
#include <errno.h>
#include <linux/genetlink.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/import.h"

/*
 * @instance: of the journal
 * @started: when the machine started, in ns
 * @netns: inode number of the network namespace
 * @host: 1 if it is the initial one
 */
struct dump_head {
	char magic[16];
	uint64_t instance;
	int64_t started;
	uint32_t netns;
	uint32_t host;
};

static const char magic[16] = "journal-vmcore\n";

static int take_record(struct import *im, const struct nlattr *attrs, int len)
{
	struct nl_msg *msg = nlmsg_alloc_size(NLMSG_HDRLEN + NLMSG_ALIGN(len));
	int err;

	if (!msg)
		return import_fail(im, -ENOMEM, "%s", strerror(ENOMEM));
	memcpy(nlmsg_data(nlmsg_put(msg, 0, 0, 0, len, 0)), attrs, len);
	err = import_record(im, msg);
	nlmsg_free(msg);
	return err;
}

static int take_process(struct import *im, const struct nlattr *attrs, int len)
{
	struct process *process = process_new(attrs, len);
	int err;

	if (!process)
		return import_fail(im, -errno, "message %llu is no process", (unsigned long long)im->line);
	err = archive_add_process(im->archive, &im->journal, process);
	free(process);
	return import_fail_store(im, err);
}

static int take_device(struct import *im, const struct nlmsghdr *nlh)
{
	char name[32];
	uint32_t number;

	if (domain_message_kind(nlh, nlh->nlmsg_len, &number, name, sizeof(name)) && *name)
		import_name(im, name, number);
	return 0;
}

static int take_message(struct import *im, struct nlmsghdr *nlh)
{
	const struct genlmsghdr *genl = nlmsg_data(nlh);

	im->line++;
	if (nlh->nlmsg_type)
		return take_device(im, nlh);
	if (nlmsg_datalen(nlh) < (int)GENL_HDRLEN)
		return import_fail(im, -EINVAL, "message %llu is too short", (unsigned long long)im->line);
	if (genl->cmd == NETJOURNAL_CMD_RECORD_GET)
		return take_record(im, genlmsg_attrdata(genl, 0), genlmsg_attrlen(genl, 0));
	if (genl->cmd == NETJOURNAL_CMD_PROCESS_GET)
		return take_process(im, genlmsg_attrdata(genl, 0), genlmsg_attrlen(genl, 0));
	return 0;
}

static int take_messages(struct import *im, FILE *file)
{
	struct nlmsghdr *nlh = malloc(IMPORT_MESSAGE_MAX);
	int err;

	if (!nlh)
		return import_fail(im, -ENOMEM, "%s", strerror(ENOMEM));
	do {
		err = import_message(im, file, nlh);
		if (err == -EUCLEAN)
			err = import_fail(im, -EINVAL, "message %llu has no length", (unsigned long long)im->line + 1);
		if (!err)
			err = import_fail(im, -EINVAL, "the file lacks its end");
		if (err < 0 || nlh->nlmsg_type == NLMSG_DONE)
			break;
		err = take_message(im, nlh);
	} while (!err);
	free(nlh);
	return err < 0 ? err : 0;
}

int import_dumped(struct import *im, FILE *file)
{
	struct dump_head head;
	int err;

	if (fread(head.magic, sizeof(magic), 1, file) != 1 || memcmp(head.magic, magic, sizeof(magic)))
		return -EUCLEAN;
	err = import_bytes(im, file, &head.instance, sizeof(head) - sizeof(magic), false);
	if (err != 1)
		return err;
	im->unit = "message";
	im->netns = head.netns;
	im->elsewhere = !head.host;
	err = import_journal(im, head.instance, head.started);
	return err ? err : take_messages(im, file);
}
