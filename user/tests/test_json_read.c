// SPDX-License-Identifier: GPL-2.0
/* JSON that is read, compared with what is printed of it. */
#include <errno.h>
#include <stdlib.h>

#include "base/json_read.h"
#include "base/out.h"
#include "tap.h"

/* Returns the JSON that is printed of what was read from @text, or an error. */
static const char *again(const char *text)
{
	static char printed[512];
	struct values v = { 0 };
	struct out o;
	size_t line, i;
	FILE *f;
	int err = json_read(&v, text, strlen(text), &line);

	memset(printed, 0, sizeof(printed));
	f = fmemopen(printed, sizeof(printed), "w");
	out_init(&o, f, true, false);
	if (!err) {
		out_object(&o, NULL);
		value_print(&o, "v", &v, 0);
		out_object_end(&o);
		out_flush(&o);
	}
	fclose(f);
	if (err)
		snprintf(printed, sizeof(printed), "%s in line %zu", err == -EINVAL ? "wrong" : "?", line);
	/* Every beginning of the text must do no harm. */
	for (i = 0; i < strlen(text); i++) {
		char *copy = malloc(i + 1);

		memcpy(copy, text, i);
		json_read(&v, copy, i, &line);
		free(copy);
	}
	values_free(&v);
	return printed;
}

int main(void)
{
	static char deep[200];

	is_str(again("[]"), "{\"v\":[]}", "an empty array");
	is_str(again(" [ {\"a\" : 1 , \"b\":[true,false,null]} , {} ]\n"),
	       "{\"v\":[{\"a\":1,\"b\":[true,false,null]},{}]}", "objects, arrays, words");
	is_str(again("[-5,18446744073709551615,1.5,2e3]"),
	       "{\"v\":[-5,18446744073709551615,\"1.5\",\"2e3\"]}", "numbers");
	is_str(again("[\"a\\\"\\\\\\/\\u0041\\u00e9\\n\"]"), "{\"v\":[\"a\\\"\\\\/A\xc3\xa9\\n\"]}", "escapes");
	is_str(again("[1,\n2,\n]"), "wrong in line 3", "a mistake, and its line");
	is_str(again("[1] 2"), "wrong in line 1", "something after the end");
	is_str(again("[\"a"), "wrong in line 1", "a string without an end");
	is_str(again("[\"\\x\"]"), "wrong in line 1", "an unknown escape");
	is_str(again("{1:2}"), "wrong in line 1", "a key that is no string");
	is_str(again("default via 10.0.0.1 dev eth0"), "wrong in line 1", "no JSON");
	is_str(again(""), "wrong in line 1", "nothing");
	memset(deep, '[', sizeof(deep) - 1);
	is_str(again(deep), "wrong in line 1", "too deep");
	return tap_done();
}
