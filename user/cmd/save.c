// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal save`: writes the history of a network namespace into a file that can be read on any machine.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/timeparse.h"
#include "base/tool.h"
#include "cmd/domain_verbs.h"
#include "journal/recorder.h"

enum {
	OPT_SINCE = OPT_CORE,
};

struct save {
	const char *path;
	bool has_since;
	int64_t since;
	struct recording recording;
	struct recorder recorder;
};

static int save_fail(const char *text, int err)
{
	complain("save: %s", *text ? text : strerror(-err));
	return err;
}

/* Writes all records from the reader's cursor on. */
static int write_records(struct save *s)
{
	struct reader *r = &s->recorder.reader;
	int err = s->has_since ? reader_seek(r, s->since) : 0;

	if (!err)
		err = reader_learn(r);
	if (!err)
		err = recorder_begin(&s->recorder, &s->recording, NULL);
	if (!err)
		err = reader_catch_up(r);
	if (!err)
		err = recording_commit(&s->recording);
	if (err && s->recording.error)
		return save_fail(archive_error(s->recording.archive), err);
	return err ? save_fail(r->client.genl.error, err) : 0;
}

static int save_history(struct save *s, struct domain *domain)
{
	struct reader *r = &s->recorder.reader;
	int err = archive_open(&s->recording.archive, s->path, ARCHIVE_NEW);

	if (err) {
		save_fail(archive_error(s->recording.archive), err);
		archive_close(s->recording.archive);
		return err;
	}
	r->wish.use = PAST_DEFAULT;
	s->recorder.domain = domain;
	s->recorder.recording = &s->recording;
	err = reader_open(r, RECORD_ALL_KINDS, domain);
	if (err) {
		save_fail(r->client.genl.error, err);
	} else {
		err = write_records(s);
		recorder_close(&s->recorder);
	}
	if (!err)
		err = archive_finish(s->recording.archive);
	archive_close(s->recording.archive);
	if (err)
		unlink(s->path);
	return err;
}

static int option_parse(struct args *a, struct save *s, int id)
{
	struct timespec now;

	if (id == ARGS_WORD && s->path)
		return args_usage(a, "unexpected word: %s", a->value);
	if (id == ARGS_WORD) {
		s->path = a->value;
		return STATUS_DONE;
	}
	clock_gettime(CLOCK_REALTIME, &now);
	s->has_since = true;
	if (time_parse(a->value, now.tv_sec * NS_PER_S + now.tv_nsec, &s->since))
		return args_usage(a, "--since: %s: not understood; " TIME_EXAMPLES, a->value);
	return STATUS_DONE;
}

static int verb_save_run(struct args *a)
{
	static struct save s;
	struct domain *domain;
	int id, err, status = STATUS_DONE;

	while (status == STATUS_DONE && (id = args_next(a)) > 0)
		status = option_parse(a, &s, id);
	if (status != STATUS_DONE)
		return status;
	if (id < 0)
		return args_status(id);
	if (!s.path)
		return args_usage(a, "the file is missing");
	domain = domain_new();
	if (!domain)
		return save_fail("", -ENOMEM) ? STATUS_SYSTEM : STATUS_DONE;
	err = tool_catch_signals();
	if (!err)
		err = save_history(&s, domain);
	domain_free(domain);
	if (!err)
		printf("%s: %" PRIu64 " records\n", s.path, s.recording.records);
	return err ? STATUS_SYSTEM : STATUS_DONE;
}

const struct verb verb_save = {
	.name = "save",
	.words = "FILE [options]",
	.summary = "Writes the history into a store that can be read anywhere",
	.opts = (const struct opt[]){
		{ OPT_SINCE, "since", "TIME", "only records from this time on" },
		{ 0 }
	},
	.run = verb_save_run,
};
