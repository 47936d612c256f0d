// SPDX-License-Identifier: GPL-2.0
/*
 * `netjournal blame`: prints who last touched a network object, even if it is gone.
 */
#include "base/tool.h"
#include "base/words.h"
#include "cmd/answer.h"
#include "cmd/blame_print.h"
#include "cmd/domain_verbs.h"
#include "cmd/objects.h"

enum {
	OPT_FILE = OPT_CORE,
};

static int print_object(struct answer *a, const struct inquiry *q,
			const struct history_object *obj)
{
	const struct blame_print p = {
		.printer = &a->printer, .domain = a->domain,
		.incomplete = q->gap.attrs, .paused = q->paused, .longest = a->longest,
		.ends = q->ends,
		.name = q->selector->own_dev ? q->selector->dev : NULL,
	};

	if (a->lines)
		blame_print_lines(&p, &q->history, obj, a->lines);
	else
		blame_print_life(&p, obj);
	return 0;
}

static int verb_blame_run(struct args *args)
{
	static struct answer a;
	int id;

	a.args = args;
	a.object = print_object;
	while ((id = args_next(args)) > 0) {
		if (id == OPT_FILE)
			a.file = args->value;
		else if (id != 'n')
			answer_word(&a, args->value);
		else if (word_u64(args->value, &a.lines) || !a.lines || a.lines > 1000000)
			return args_usage(args, "--lines needs a number from 1 to 1000000");
	}
	return id < 0 ? args_status(id) : answer_run(&a);
}

const struct verb verb_blame = {
	.name = "blame",
	.words = "[OBJECT] NAME [SELECTOR...]",
	.summary = "Prints who last touched a network object, even if it is gone",
	.opts = (const struct opt[]){
		{ 'n', "lines", "N", "print the last N records of each object" },
		{ OPT_FILE, "file", "FILE", "read this store instead of the journal" },
		OPT_JSON,
		{ 0 }
	},
	.print_words = selectors_print,
	.complete = questions_complete,
	.run = verb_blame_run,
	.enters_netns = true,
	.reads_ended = true,
};
