/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds functions of the kernel by name.
 *
 * The kernel exports no function for that. But whoever registers a kprobe may name a
 * function, and then learns its address. The kprobes here are disabled: nothing
 * calls them, and they change no code. ftrace finds functions by name, too, but
 * compares the name with those of all functions that it can trace, which takes a tenth
 * of a second.
 */
#ifndef NJ_LOCATE_H
#define NJ_LOCATE_H

struct nj_locator;

/* How many functions one locator finds. */
#define NJ_LOCATE_MAX	40

/**
 * nj_locator_new - make a locator, which finds some functions
 *
 * Context: may sleep. Return: the locator, or NULL without memory for it.
 */
struct nj_locator *nj_locator_new(void);

/**
 * nj_locator_free - free a locator
 * @locator: from nj_locator_new(); NULL is ignored
 *
 * Context: may sleep, and waits for one RCU grace period.
 */
void nj_locator_free(struct nj_locator *locator);

/**
 * nj_locate - find a function
 * @locator: has found fewer than NJ_LOCATE_MAX functions; NULL: there was no memory
 *	for it
 * @module: the module that has the function; NULL: the kernel itself, and a function of
 *	a module with this name is not found
 * @name: name of the function
 * @address: where the address goes
 *
 * The function can be gone at any time if it is that of a module, unless the caller
 * prevents that. Context: may sleep.
 *
 * Return: 0; -ENOENT if there is no such function; -EINVAL if the kernel allows no kprobe
 * on it; another error.
 */
int nj_locate(struct nj_locator *locator, const char *module, const char *name,
	      void **address);

#endif
