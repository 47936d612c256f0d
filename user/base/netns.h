/* SPDX-License-Identifier: GPL-2.0 */
/* Finds the file of a network namespace. */
#ifndef BASE_NETNS_H
#define BASE_NETNS_H

/*
 * Opens the file of the namespace that @word means: a name of `ip netns`, the path of its file, the id of a process
 * that is in it, or its inode number, if a name or a process has it. Returns the file, or a negative errno;
 * -ENOENT: there is no such namespace now; -EINVAL: the word cannot mean one.
 */
int netns_open(const char *word);

#endif
