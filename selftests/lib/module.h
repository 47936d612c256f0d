/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Loads and unloads the module. Its name, MODULE, comes from the
 * Makefile.
 */
#ifndef SELFTESTS_MODULE_H
#define SELFTESTS_MODULE_H

#include <stdbool.h>

bool module_loaded(void);

/* Opens the module's file for finit_module(). Returns -errno if it does not exist. */
int module_open(void);

/* Loads the module with @parameters. Returns 0 or -errno. */
int module_load(const char *parameters);

/* Unloads the module, and fails if it has users. Returns 0 or -errno. */
int module_unload(void);

/* Unloads the module, and waits a little for requests and namespaces that are ending. */
int module_unload_soon(void);

/* Returns how many users the module has now. */
int module_users(void);

#endif
