/* SPDX-License-Identifier: GPL-2.0 */
/* Reads JSON into values. */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include "base/values.h"

/*
 * Reads the @len bytes of @text, which must be one JSON value, into @v. A number with a fraction or an
 * exponent becomes a string. Returns 0, -ENOMEM, or -EINVAL if it is no JSON; then @line is the line
 * of the mistake.
 */
int json_read(struct values *v, const char *text, size_t len, size_t *line);

#endif
