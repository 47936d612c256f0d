// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of args.c. Complaints go to stderr, which is closed.
 */
#include "base/args.h"
#include "base/tool.h"
#include "tap.h"

static const struct opt opts[] = {
	{ 'f', "follow", NULL, "flag" },
	{ 'n', "lines", "N", "argument" },
	OPT_JSON,
	{ OPT_CORE, "since", "TIME", "long only" },
	{ 0 }
};

static const struct opt more[] = {
	{ OPT_DOMAIN, "domain", "NAME", "of the domain" },
	{ 0 }
};

static const struct verb verb = {
	.name = "test", .words = "", .summary = "Tests", .opts = opts,
	.more_opts = more,
};

static const char *id_text(int id)
{
	switch (id) {
	case ARGS_WORD:
		return "w";
	case 'f':
		return "f";
	case 'n':
		return "n";
	case OPT_CORE:
		return "since";
	case OPT_DOMAIN:
		return "domain";
	default:
		return "?";
	}
}

/* Splits @line at spaces and writes what args_next() returns: "f n=5 w=x". */
static const char *parse(const char *line)
{
	static char out[256];
	char copy[256], *argv[16], *word;
	struct args a;
	int argc = 0, id;

	snprintf(copy, sizeof(copy), "%s", line);
	for (word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	args_init(&a, &verb, argc, argv);
	out[0] = '\0';
	while ((id = args_next(&a)) > 0) {
		size_t len = strlen(out);

		snprintf(out + len, sizeof(out) - len, "%s%s%s%s",
			 len ? " " : "",
			 id_text(id),
			 a.value ? "=" : "", a.value ? a.value : "");
	}
	if (a.json)
		strcat(out, " json");
	if (id == ARGS_BAD)
		strcat(out, " bad");
	return out;
}

int main(void)
{
	char *words[] = { "a", "-j", "b" };
	char *none[] = { "--follow=1" };
	char *minus[] = { "-5m" };
	const struct verb plain = { .name = "plain" };
	struct args a;

	fclose(stderr);
	is_str(parse(""), "", "nothing");
	is_str(parse("first second"), "w=first w=second", "words");
	is_str(parse("-f -n 5"), "f n=5", "letters");
	is_str(parse("-fn5"), "f n=5", "letters in one word");
	is_str(parse("-fn 5"), "f n=5", "the argument in the next");
	is_str(parse("-fj x"), "f w=x json", "json is kept");
	is_str(parse("--follow --lines 5"), "f n=5", "long");
	is_str(parse("--lines=5 --domain=x"), "n=5 domain=x", "with =");
	is_str(parse("--lines="), " bad", "an empty argument");
	is_str(parse("--since -1h"), "since=-1h", "an argument may begin with -");
	is_str(parse("-n -5"), "n=-5", "of a letter too");
	is_str(parse("first -f second"), "w=first f w=second", "mixed");
	is_str(parse("-- -f --json"), "w=-f w=--json", "after --");
	is_str(parse("-"), "w=-", "a single -");
	is_str(parse("-x"), " bad", "unknown letter");
	is_str(parse("--foll"), " bad", "no abbreviations");
	is_str(parse("--followed"), " bad", "nor extensions");
	is_str(parse("--follow=1"), " bad", "no argument where there is none");
	is_str(parse("-n"), " bad", "missing argument");
	is_str(parse("--domain"), " bad", "missing argument of the domain's");
	is_str(parse("-20 x"), "n=20 w=x", "a number is the argument of -n");
	is_str(parse("-20x"), " bad", "only a number");
	is_str(parse("f -fx"), "w=f f bad", "unknown in a bundle");

	args_init(&a, &plain, 1, minus);
	ok(args_next(&a) == ARGS_WORD && !strcmp(a.value, "-5m"), "without -n: a word that begins with - and a digit");
	args_init(&a, &verb, 3, words);
	is_num(args_words(&a), 2, "two words");
	ok(!strcmp(words[0], "a") && !strcmp(words[1], "b") && a.json,
	   "moved to the front");
	args_init(&a, &verb, 1, none);
	is_num(args_words(&a), ARGS_BAD, "a mistake among words");
	is_num(args_status(ARGS_BAD), STATUS_USAGE, "is wrong usage");
	is_num(args_status(ARGS_HELP), STATUS_DONE, "help is not");
	return tap_done();
}
