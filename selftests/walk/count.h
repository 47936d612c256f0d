/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts how often each sort of command was tried, and how often it succeeded. A walk whose
 * commands are all refused proves nothing.
 */
#ifndef WALK_COUNT_H
#define WALK_COUNT_H

#include <stdbool.h>
#include <stddef.h>

void count_command(const char *command, bool done);
/*
 * Prints a line for each sort. Returns how many sorts were tried at least @often times and
 * never succeeded.
 */
size_t count_print(unsigned int often);

#endif
