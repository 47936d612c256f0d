// SPDX-License-Identifier: GPL-2.0
/*
 * Finds out which code of the module a request has run through. See kcov.h.
 */
#include <fcntl.h>
#include <linux/kcov.h>
#include <stdatomic.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kcov.h"

#define ENTRIES	(1u << 15)	/* of a trace; later ones are not seen */

/* [0] is the number of entries, which the kernel counts up. */
static uint64_t *trace;

bool kcov_open(void)
{
	int fd = open("/sys/kernel/debug/kcov", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (ioctl(fd, KCOV_INIT_TRACE, ENTRIES)) {
		close(fd);
		return false;
	}
	trace = mmap(NULL, ENTRIES * sizeof(*trace), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (trace == MAP_FAILED || ioctl(fd, KCOV_ENABLE, KCOV_TRACE_PC)) {
		trace = NULL;
		close(fd);
		return false;
	}
	return true;
}

void kcov_reset(void)
{
	if (trace)
		__atomic_store_n(&trace[0], 0, __ATOMIC_RELAXED);
}

static uint64_t mix(uint64_t value)
{
	value *= 0x9e3779b97f4a7c15ULL;
	return value ^ value >> 32;
}

static void place_add(struct kcov_seen *seen, uint64_t place)
{
	for (uint32_t i = 0; i < KCOV_PLACES; i++) {
		_Atomic uint64_t *at = &seen->places[(mix(place) + i) % KCOV_PLACES];
		uint64_t free = 0;

		if (*at == place)
			return;
		if (atomic_compare_exchange_strong(at, &free, place)) {
			seen->n_places++;
			return;
		}
		if (free == place)
			return;
	}
}

bool kcov_collect(struct kcov_seen *seen)
{
	uint64_t n, last = 0;
	bool fresh = false;

	if (!trace)
		return false;
	n = __atomic_load_n(&trace[0], __ATOMIC_RELAXED);
	for (uint64_t i = 1; i <= n && i < ENTRIES; i++) {
		uint64_t place = trace[i];
		_Atomic uint8_t *step = &seen->steps[mix(last ^ mix(place)) % KCOV_STEPS];

		last = place;
		if (*step)
			continue;
		*step = 1;
		seen->n_steps++;
		place_add(seen, place);
		fresh = true;
	}
	return fresh;
}
