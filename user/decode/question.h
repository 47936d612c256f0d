/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A question as people type it: an object by its name alone, or after its kind. The form of the
 * name decides what the name can mean. If it can mean several things, the question asks about
 * all of them.
 */
#ifndef NETJOURNAL_QUESTION_H
#define NETJOURNAL_QUESTION_H

#include "decode/selector.h"

#define READINGS_MAX	8

/* What the name of an object looks like. */
enum word_form {
	FORM_DEVICE,	/* anything else */
	FORM_SYSCTL,	/* net.ipv4.ip_forward, or its path */
	FORM_DEFAULT,	/* the word itself */
	FORM_PREFIX,	/* 10.20.0.0/16 */
	FORM_ADDRESS,	/* 10.0.0.5 */
	FORM_LLADDR,	/* 02:00:00:00:00:09 */
};

enum word_form word_form(const char *word);

/*
 * @name: the word that names the object without its kind; NULL: the kind is given
 * @form: of @name
 */
struct question {
	const char *name;
	enum word_form form;
	struct selector readings[READINGS_MAX];
	size_t n;
};

/*
 * Reads KIND SELECTOR... or NAME SELECTOR..., in the words of `ip`. Returns 0 with at
 * least one reading, or -EINVAL with a text for people in @err.
 */
int question_parse(struct question *q, int argc, char **argv, char *err, size_t err_len);

/*
 * Makes @sel select the routes that could lead to the address argv[0]. The words after the
 * address restrict the routes. Returns like question_parse().
 */
int question_routes_to(struct selector *sel, int argc, char **argv, char *err, size_t err_len);

/* Makes a selector for filters, of every object that has to do with @word. Returns likewise. */
int question_filter(struct selector *sel, const char *word, char *err, size_t err_len);

#endif
