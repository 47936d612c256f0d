// SPDX-License-Identifier: GPL-2.0
/*
 * Prints how fast the time-stamp counter of this machine goes, in kHz, for scripts/vm: emulation
 * hands the counter on, and a kernel that measures it by itself is far off where the host is busy.
 */
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

/* Both clocks at one moment: the reading that took least time of several. */
static void read_both(uint64_t *tsc, uint64_t *ns)
{
	uint64_t least = UINT64_MAX;

	for (int i = 0; i < 100; i++) {
		uint64_t before = __rdtsc(), after;
		struct timespec ts;

		clock_gettime(CLOCK_MONOTONIC_RAW, &ts);
		after = __rdtsc();
		if (after - before >= least)
			continue;
		least = after - before;
		*tsc = before + least / 2;
		*ns = ts.tv_sec * 1000000000ull + ts.tv_nsec;
	}
}

int main(void)
{
	const struct timespec while_counting = { .tv_nsec = 200000000 };
	uint64_t tsc[2], ns[2];

	read_both(&tsc[0], &ns[0]);
	nanosleep(&while_counting, NULL);
	read_both(&tsc[1], &ns[1]);
	printf("%.0f\n", (tsc[1] - tsc[0]) * 1e6 / (ns[1] - ns[0]));
	return 0;
}
