// SPDX-License-Identifier: GPL-2.0
/*
 * `example raise`, `example questions` and `example answer`: what the kernel asks.
 */
#include <errno.h>
#include <netlink/attr.h>

#include "base/tool.h"
#include "base/words.h"
#include "cmd/control.h"
#include "nl/follow.h"
#include "nl/spec.h"

/* Calls the family with @msg, for a verb that prints nothing. */
static int call_quietly(const struct args *a, struct control *c, struct nl_msg *msg)
{
	int err = control_call(c, msg, &spec_question, NULL);

	control_close(c);
	return err ? control_fail(a, c) : STATUS_DONE;
}

static int run_raise(struct args *a)
{
	struct nl_msg *msg;
	struct control c;
	uint32_t index, answer_time;
	int n = args_words(a);

	if (n < 0)
		return args_status(n);
	if (n < 1 || n > 2 || word_u32(a->argv[0], &index))
		return args_usage(a, "the number of a channel is needed");
	if (n == 2 && word_u32(a->argv[1], &answer_time))
		return args_usage(a, "not a time in milliseconds: %s", a->argv[1]);
	if (control_open(&c))
		return control_fail(a, &c);
	msg = control_request(&c, EXAMPLE_CMD_QUESTION_RAISE, 0);
	if (msg)
		nla_put_u32(msg, EXAMPLE_A_QUESTION_INDEX, index);
	if (msg && n == 2)
		nla_put_u32(msg, EXAMPLE_A_QUESTION_ANSWER_TIME, answer_time);
	return call_quietly(a, &c, msg);
}

static int run_answer(struct args *a)
{
	struct nl_msg *msg;
	struct control c;
	uint32_t level;
	uint64_t id;
	int n = args_words(a);

	if (n < 0)
		return args_status(n);
	if (n != 2 || word_u64(a->argv[0], &id) || word_u32(a->argv[1], &level))
		return args_usage(a, "the number of a question and a level are needed");
	if (control_open(&c))
		return control_fail(a, &c);
	msg = control_request(&c, EXAMPLE_CMD_QUESTION_ANSWER, 0);
	if (msg) {
		nla_put_u64(msg, EXAMPLE_A_QUESTION_ID, id);
		nla_put_u32(msg, EXAMPLE_A_QUESTION_LEVEL, level);
	}
	return call_quietly(a, &c, msg);
}

static int print_question(const struct nlmsghdr *nlh, void *arg)
{
	const struct nlattr *id = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
					   EXAMPLE_A_QUESTION_ID);
	const struct nlattr *index = nla_find(genl_attrs(nlh), genl_attrs_len(nlh),
					      EXAMPLE_A_QUESTION_INDEX);
	struct out *o = arg;

	out_object(o, NULL);
	if (o->json)
		spec_print(o, &spec_question, genl_attrs(nlh), genl_attrs_len(nlh), 0, NULL,
			   NULL);
	out_object_end(o);
	out_u64(o, NULL, "question %u", id ? nla_get_u64(id) : 0);
	out_u64(o, NULL, ": which level for channel %u?\n", index ? nla_get_u32(index) : 0);
	out_line_end(o);
	return 0;
}

static int flush_questions(void *arg)
{
	out_flush(arg);
	return tool_flush();
}

/* The group is joined before the dump: a question may come twice, but none is missed. */
static int list_questions(struct control *c, struct control *events, bool on,
			  const struct netlink_handler *h)
{
	struct nl_msg *msg;
	int err = 0;

	if (on)
		err = follow_join(&events->netlink, &events->family, EXAMPLE_MCGRP_QUESTION);
	if (err)
		return err;
	msg = control_request(c, EXAMPLE_CMD_QUESTION_GET, NLM_F_DUMP);
	err = control_call(c, msg, &spec_question, h);
	return err || !on ? err : follow(&events->netlink, h);
}

static int run_questions(struct args *a)
{
	static struct control c, events;
	struct out o;
	const struct netlink_handler h = {
		.message = print_question, .batch = flush_questions, .arg = &o,
	};
	bool on = false;
	int id, err;

	while ((id = args_next(a)) != ARGS_END) {
		if (id != 'f')
			return id < 0 ? args_status(id) :
			       args_usage(a, "unexpected word: %s", a->value);
		on = true;
	}
	if (tool_catch_signals() || control_open(&c))
		return control_fail(a, &c);
	if (control_open(&events)) {
		control_close(&c);
		return control_fail(a, &events);
	}
	out_init(&o, stdout, a->json, out_want_colour(stdout));
	err = list_questions(&c, &events, on, &h);
	control_close(&events);
	control_close(&c);
	if (err && err != -EPIPE)
		return control_fail(a, *c.netlink.error ? &c : &events);
	return STATUS_DONE;
}

const struct verb verb_raise = {
	.name = "raise",
	.words = "INDEX [MILLISECONDS]",
	.summary = "Makes the driver ask for the level of a channel",
	.opts = (const struct opt[]){ { 0 } },
	.run = run_raise,
};

const struct verb verb_questions = {
	.name = "questions",
	.summary = "Prints the questions that are open",
	.opts = (const struct opt[]){
		{ 'f', "follow", NULL, "also print those that come" },
		OPT_JSON,
		{ 0 }
	},
	.run = run_questions,
};

const struct verb verb_answer = {
	.name = "answer",
	.words = "ID LEVEL",
	.summary = "Answers a question",
	.opts = (const struct opt[]){ { 0 } },
	.run = run_answer,
};
