/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts that the module consists of.
 */
#ifndef NJ_PART_H
#define NJ_PART_H

struct pernet_operations;

/**
 * struct nj_part - one part of the module
 * @init: called once on load; may be NULL
 * @exit: undoes @init; may be NULL
 * @netns: makes and ends the part's state of each network namespace; may be
 *	NULL; registered after @init, unregistered before @exit
 */
struct nj_part {
	int (*init)(void);
	void (*exit)(void);
	struct pernet_operations *netns;
};

/*
 * Every part, and NULL at the end; module.c has the list. main.c starts them
 * in this order and stops them in the reverse order.
 */
extern const struct nj_part *const nj_parts[];

#endif
