// SPDX-License-Identifier: GPL-2.0
/*
 * The list of sources.
 */
#include "source_device.h"
#include "sources.h"

const struct nj_source *const nj_sources[NJ_SOURCES] = {
	&nj_source_device,
};
