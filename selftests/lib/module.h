/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module as a test loads and unloads it. Its name, MODULE, comes from the
 * Makefile.
 */
#ifndef SELFTESTS_MODULE_H
#define SELFTESTS_MODULE_H

#include <stdbool.h>

bool module_loaded(void);

/* The module's file, to be loaded by finit_module(); -errno if it is not there. */
int module_open(void);

/* Loads it with @parameters. Returns 0 or -errno. */
int module_load(const char *parameters);

/* Does not wait for users of the module to go. Returns 0 or -errno. */
int module_unload(void);

/* The same, but a request or namespace that is about to end may do so. */
int module_unload_soon(void);

/* How many users hold it, as far as anybody knows. */
int module_users(void);

#endif
