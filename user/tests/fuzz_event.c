// SPDX-License-Identifier: GPL-2.0
/*
 * A libFuzzer target: the decoder on any bytes, in every form.
 *
 *	make -C user fuzz CC=clang [FUZZ_LIMIT=-max_total_time=600]
 *
 * starts from the messages in tests/corpus.
 */
#include <sys/socket.h>

#include "decode/selector.h"
#include "decoded.h"
#include "json_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct selector sel = {
		.dev = "v1", .has_via = true, .via.family = AF_INET6,
	};
	const struct event_names names = { .ifname = decoded_ifname };
	struct event ev;
	size_t form, n;
	char *text;

	if (event_parse(&ev, (const struct nlmsghdr *)data, size))
		return 0;
	selector_match(&sel, &ev, &names);
	for (form = DECODED_TEXT; form <= DECODED_JSON_DUMP; form++) {
		text = decoded_n(&ev, form, form & 1, &n);
		if ((form == DECODED_JSON || form == DECODED_JSON_DUMP) &&
		    !json_line_is_valid(text, n)) {
			fprintf(stderr, "this is not JSON: %s", text);
			abort();
		}
		free(text);
	}
	return 0;
}
