// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of mirror.c: its phases. What it does in them is tested with a
 * kernel, by selftests/watch.sh.
 */
#include "net/mirror.h"
#include "tap.h"

static bool is_filling(enum mirror_phase phase)
{
	return phase == MIRROR_FILL || phase == MIRROR_REFILL;
}

static bool is_after_loss(enum mirror_phase phase)
{
	return phase == MIRROR_REFILL || phase == MIRROR_RECOVER;
}

int main(void)
{
	bool heard = true, quiet = true, kept = true, ends = true;
	unsigned int phase;

	for (phase = 0; phase < MIRROR_PHASES; phase++) {
		enum mirror_phase loss = mirror_next(phase, MIRROR_LOSS);
		enum mirror_phase due = mirror_next(phase, MIRROR_DUE);

		heard &= is_after_loss(loss);
		quiet &= is_filling(loss) == is_filling(phase) &&
			 is_filling(due) == is_filling(phase);
		kept &= is_after_loss(due) == is_after_loss(phase);
		ends &= mirror_next(phase, MIRROR_DONE) == MIRROR_FOLLOW;
	}
	ok(heard, "a loss is known in whatever phase it comes");
	ok(quiet, "neither a loss nor a dump that is due ends the filling");
	ok(kept, "a dump that is due does not make a loss forgotten");
	ok(ends, "after the dumps events are followed");
	is_num(mirror_next(MIRROR_FOLLOW, MIRROR_DUE), MIRROR_CHECK,
	       "what went in silence is looked for in a phase of its own");
	return tap_done();
}
