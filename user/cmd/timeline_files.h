/* SPDX-License-Identifier: GPL-2.0 */
/* Writes the timeline as a picture, or as a page that a browser shows without a network. */
#ifndef NETJOURNAL_TIMELINE_FILES_H
#define NETJOURNAL_TIMELINE_FILES_H

#include <stdio.h>

#include "net/lanes.h"

/* Each returns 0 or -ENOMEM. The caller looks for errors of @file. */
int timeline_html(const struct lanes *l, FILE *file);
int timeline_svg(const struct lanes *l, FILE *file);

/* Prints the lanes as JSON: the members "actors" and "lanes" of an object. */
void timeline_json(const struct lanes *l, struct out *o);

#endif
