// SPDX-License-Identifier: GPL-2.0
/*
 * Writes the journal's messages in the format of rtmon, for `ip monitor file`:
 * rtfile ANNOUNCED ALL. The first file gets the messages of rtnetlink that the kernel
 * announced; `ip` knows no others. The second file gets all messages, each after a byte: 'a' for
 * announced or 's' for silent. Fails if anything was lost.
 */
#define _GNU_SOURCE
#include <err.h>
#include <linux/rtnetlink.h>
#include <stdio.h>

#include "journal.h"

int main(int argc, char **argv)
{
	FILE *announced, *all;
	struct recs recs;

	if (argc != 3)
		errx(1, "rtfile ANNOUNCED ALL");
	announced = fopen(argv[1], "w");
	all = fopen(argv[2], "w");
	if (!announced || !all)
		err(1, "%s or %s", argv[1], argv[2]);
	if (recs_read(&recs, 0, KINDS_ALL))
		errx(1, "the journal cannot be read");
	for (size_t i = 0; i < recs.n; i++) {
		const struct rec *rec = &recs.rec[i];

		if (rec->is_gap)
			errx(1, "records %llu to %llu were lost", (unsigned long long)rec->first,
			     (unsigned long long)rec->last);
		if (!rec->domain.msg_len)
			continue;
		if (rec->domain.msg.nlmsg_len > rec->domain.msg_len)
			errx(1, "record %llu is too long", (unsigned long long)rec->seq);
		if (!rec->domain.silent && rec->domain.msg.nlmsg_type <= RTM_MAX)
			fwrite(rec->domain.msg_buf, NLMSG_ALIGN(rec->domain.msg.nlmsg_len), 1, announced);
		fputc(rec->domain.silent ? 's' : 'a', all);
		fwrite(rec->domain.msg_buf, NLMSG_ALIGN(rec->domain.msg.nlmsg_len), 1, all);
	}
	if (fclose(announced) || fclose(all))
		err(1, "%s or %s", argv[1], argv[2]);
	recs_free(&recs);
	return 0;
}
