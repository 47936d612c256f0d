/* SPDX-License-Identifier: GPL-2.0 */
/* Prints the answers of `netjournal list`, as text or JSON. */
#ifndef NETJOURNAL_LIST_PRINT_H
#define NETJOURNAL_LIST_PRINT_H

#include "journal/print.h"
#include "net/listing.h"

/*
 * @who, @count, @show_cursor: the options
 * @unrecorded: the journal has an object as deleted, and the kernel still lists it
 */
struct list_print {
	bool who, count, show_cursor;
	bool unrecorded;
	struct printer printer;
	struct listing listing;
};

/* Prints an object of the listing. @arg is the struct list_print. Returns 0. */
int list_print_object(const struct event *ev, void *arg);
/* Prints what stands after the objects: their number and the cursor. */
void list_print_end(struct list_print *list);

#endif
