// SPDX-License-Identifier: GPL-2.0
/*
 * Output that can be cancelled.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/draft.h"

int draft_begin(struct draft *d, struct out *out)
{
	draft_cancel(d);
	d->file = open_memstream(&d->text, &d->len);
	if (!d->file)
		return -ENOMEM;
	d->start = *out;
	d->out = out;
	out->file = d->file;
	return 0;
}

size_t draft_size(const struct draft *d)
{
	long size = ftell(d->file);

	return size < 0 ? 0 : size;
}

static void draft_end(struct draft *d)
{
	free(d->text);
	d->text = NULL;
	d->out = NULL;
}

int draft_commit(struct draft *d)
{
	FILE *file = d->start.file;
	bool good;

	out_flush(d->out);
	good = !fflush(d->file) && !ferror(d->file);
	good &= !fclose(d->file);
	if (good) {
		d->out->file = file;
		fwrite(d->text, 1, d->len, file);
	} else {
		*d->out = d->start;
	}
	draft_end(d);
	return good ? 0 : -ENOMEM;
}

void draft_cancel(struct draft *d)
{
	if (!d->out)
		return;
	fclose(d->file);
	*d->out = d->start;
	draft_end(d);
}
