/* SPDX-License-Identifier: GPL-2.0 */
/* Between the files that make commands: how the command of each kind is made from the text of an object. */
#ifndef NETJOURNAL_RECIPE_KIND_H
#define NETJOURNAL_RECIPE_KIND_H

#include "net/recipe.h"

/*
 * A word that the decoder prints.
 *
 * @args: how many words follow that belong to it
 * @drop: it is no configuration, or the program does not take it
 * @more: it does not belong to the key, so it is left out of a deletion
 * @bare: the command has the word without those that follow
 * @plain: the number after it has a unit, which the command does not take: 7p, 3028b, 2Kb, 10sec
 * @numbers: the words after those belong to it, too, if they begin with a digit
 * @as: the word of the command, if it is another one
 */
struct known_word {
	const char *word;
	uint8_t args;
	bool drop, more, bare, plain, numbers;
	const char *as;
};

#define DROP	.drop = true
#define MORE	.more = true

/*
 * The text of an object, with all its words.
 *
 * @locked: routes: "<mtu,rtt>", the metrics that are locked
 */
struct object_text {
	char text[RECIPE_BYTES];
	char *next;
	const char *locked;
	enum recipe_verb verb;
};

/*
 * How the command of a kind is made.
 *
 * @program, @command, @verbs: what it begins with. @verbs: by enum recipe_verb
 * @head: adds what the text begins with. Returns 0 or -ENOTSUP. NULL: nothing is special
 * @words: all others
 * @any_family: also objects that are neither of IPv4 nor of IPv6
 */
struct recipe_kind {
	const char *program, *command;
	const char *verbs[RECIPE_DELETE + 1];
	int (*head)(struct recipe *r, struct object_text *t, const struct event *ev);
	const struct known_word *words;
	bool any_family;
};

extern const struct recipe_kind recipe_addr, recipe_route, recipe_rule, recipe_neigh, recipe_nexthop;
extern const struct recipe_kind recipe_mpls, recipe_vlan, recipe_fdb, recipe_mdb, recipe_sysctl, recipe_xfrm;
extern const struct recipe_kind recipe_qdisc;

/* Returns the next word, or NULL at the end. */
char *recipe_next_word(struct object_text *t);
/* Adds several words, which blanks separate. */
void recipe_add_words(struct recipe *r, const char *words);
/* Adds the rest of the text. Returns 0, or -ENOTSUP if it has a word that is not in the list. */
int recipe_add_rest(struct recipe *r, struct object_text *t, const struct event *ev,
		    const struct known_word *words);
/* Says why there is no command. Returns -ENOTSUP. */
int recipe_give_up(struct recipe *r, const char *why, const char *word);

#endif
