// SPDX-License-Identifier: GPL-2.0
/*
 * `example load` and `example save`: a blob from a file to the kernel, and back.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <stdio.h>
#include <string.h>

#include "base/tool.h"
#include "cmd/control.h"

/* Sends one part. The message has room for it. */
static int put_part(struct control *c, uint32_t offset, const void *data, size_t len, bool last)
{
	struct nl_msg *msg = nlmsg_alloc_size(EXAMPLE_PART_MAX + 4096);

	if (msg && !genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, c->family.id, 0, NLM_F_REQUEST,
				EXAMPLE_CMD_BLOB_PUT, EXAMPLE_FAMILY_VERSION)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	if (msg) {
		nla_put_u32(msg, EXAMPLE_A_BLOB_OFFSET, offset);
		nla_put(msg, EXAMPLE_A_BLOB_DATA, len, data);
		if (last)
			nla_put_flag(msg, EXAMPLE_A_BLOB_COMMIT);
	}
	return control_call(c, msg, &spec_blob, NULL);
}

static int put_file(struct control *c, FILE *file)
{
	static char data[EXAMPLE_PART_MAX];
	uint32_t offset = 0;
	bool last = false;
	size_t len;
	int err = 0;

	while (!err && !last) {
		len = fread(data, 1, sizeof(data), file);
		last = len < sizeof(data);
		if (ferror(file)) {
			snprintf(c->netlink.error, sizeof(c->netlink.error),
				 "the file cannot be read");
			return -EIO;
		}
		err = put_part(c, offset, data, len, last);
		offset += len;
	}
	return err;
}

static int take_part(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *data = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
					     EXAMPLE_A_BLOB_DATA);

	if (data)
		fwrite(nla_data(data), 1, nla_len(data), arg);
	return 0;
}

static int get_file(struct control *c, FILE *file)
{
	const struct netlink_handler h = { .message = take_part, .arg = file };
	struct nl_msg *msg = control_request(c, EXAMPLE_CMD_BLOB_GET, NLM_F_DUMP);

	return control_call(c, msg, &spec_blob, &h);
}

/* Runs either verb: opens the file, and calls a function with it. */
static int run_with_file(struct args *a, const char *mode,
			 int (*move)(struct control *c, FILE *file))
{
	int n = args_words(a), err;
	struct control c;
	FILE *file;

	if (n < 0)
		return args_status(n);
	if (n != 1)
		return args_usage(a, "the name of a file is needed");
	file = fopen(a->argv[0], mode);
	if (!file) {
		complain("%s: %s: %s", a->verb->name, a->argv[0], strerror(errno));
		return STATUS_SYSTEM;
	}
	if (control_open(&c)) {
		fclose(file);
		return control_fail(a, &c);
	}
	err = move(&c, file);
	control_close(&c);
	if (fclose(file) && !err) {
		complain("%s: %s: %s", a->verb->name, a->argv[0], strerror(errno));
		return STATUS_SYSTEM;
	}
	if (err)
		return control_fail(a, &c);
	return c.netlink.inconsistent ? STATUS_LOST : STATUS_DONE;
}

static int run_load(struct args *a)
{
	return run_with_file(a, "r", put_file);
}

static int run_save(struct args *a)
{
	return run_with_file(a, "w", get_file);
}

const struct verb verb_load = {
	.name = "load",
	.words = "FILE",
	.summary = "Hands the content of a file to the kernel",
	.opts = (const struct opt[]){ { 0 } },
	.run = run_load,
};

const struct verb verb_save = {
	.name = "save",
	.words = "FILE",
	.summary = "Writes what was handed to the kernel into a file",
	.opts = (const struct opt[]){ { 0 } },
	.run = run_save,
	.more_help = "Exit status 3: it was replaced while it was read.\n",
};
