/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program with verbs: the options before the verb, the help, and main() but
 * for one line.
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <stddef.h>

#include "base/args.h"

/**
 * struct program - what a main.c knows
 * @verbs: the verbs, in the order of the help
 * @n_verbs: how many there are
 * @print_version: prints the line of --version
 */
struct program {
	const struct verb *const *verbs;
	size_t n_verbs;
	void (*print_version)(void);
};

/* Does what the command line says. Returns the exit status. */
int program_run(const struct program *program, int argc, char **argv);

#endif
