/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words OBJECT SELECTOR of command lines: network objects, in the words of `ip`.
 * For the help and the completion of verbs; see struct verb.
 */
#ifndef NETJOURNAL_OBJECTS_H
#define NETJOURNAL_OBJECTS_H

#include "base/args.h"

/* Complains that no kind of objects has this name. Returns STATUS_USAGE. */
int object_unknown(const struct args *a, const char *word);

/* Prints the line of a help that lists the objects. */
void objects_print(void);
void objects_complete(int n, char **words);

/* Prints the lines of a help about OBJECT SELECTOR. */
void selectors_print(void);
void selectors_complete(int n, char **words);
/* Completes a question, in which the name of an object can stand alone. */
void questions_complete(int n, char **words);

#endif
