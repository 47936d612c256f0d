/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tells the requests of one message apart.
 */
#ifndef NJ_NET_REQUEST_H
#define NJ_NET_REQUEST_H

#include "ear.h"

extern struct nj_hook nj_hook_request;

#endif
