/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Legs of multipath routes that die or revive without an announcement.
 */
#ifndef NJ_SILENT_LEGS_H
#define NJ_SILENT_LEGS_H

#include "ear.h"

/* Hear of each device that goes down, comes up, or loses or gets its carrier. */
extern struct nj_hook nj_hook_legs4_down;
extern struct nj_hook nj_hook_legs4_up;
extern struct nj_hook nj_hook_legs6_carrier;
extern struct nj_hook nj_hook_legs6_down;
extern struct nj_hook nj_hook_legs6_up;

#endif
