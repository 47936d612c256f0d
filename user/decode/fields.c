// SPDX-License-Identifier: GPL-2.0
/* Prints structures by tables of their members. */
#include "decode/decode.h"

/* A number of at most 8 bytes. */
static uint64_t number(const uint8_t *bytes, size_t size, bool big)
{
	uint8_t attr[NLA_HDRLEN + 8];
	const uint16_t len = NLA_HDRLEN + size;

	memcpy(attr, &len, sizeof(len));
	memcpy(attr + NLA_HDRLEN, bytes, size);
	return big ? attr_be(attr) : attr_uint(attr);
}

static int64_t signed_number(const uint8_t *bytes, size_t size)
{
	uint64_t value = number(bytes, size, false);
	unsigned int bits = 64 - 8 * size;

	return (int64_t)(value << bits) >> bits;
}

static void print_array(struct decode *d, const struct field *f, const uint8_t *bytes, size_t len)
{
	out_array(d->o, f->key);
	for (; len >= f->size; bytes += f->size, len -= f->size) {
		if (!f->fields) {
			out_u64(d->o, NULL, " %u", number(bytes, f->size, false));
			continue;
		}
		out_object(d->o, NULL);
		decode_fields(d, f->fields, bytes, f->size);
		out_object_end(d->o);
	}
	out_array_end(d->o);
}

static void print_field(struct decode *d, const struct field *f, const uint8_t *bytes)
{
	switch (f->form) {
	case ATTR_UINT:
	case ATTR_BE:
		out_u64(d->o, f->key, " %u", number(bytes, f->size, f->form == ATTR_BE));
		return;
	case ATTR_INT:
		out_s64(d->o, f->key, " %d", signed_number(bytes, f->size));
		return;
	case ATTR_STRUCT:
		out_object(d->o, f->key);
		decode_fields(d, f->fields, bytes, f->size);
		out_object_end(d->o);
		return;
	}
	out_hex(d->o, f->key, " %s", bytes, f->size);
}

void decode_fields(struct decode *d, const struct field *fields, const uint8_t *bytes, size_t len)
{
	const struct field *f;

	for (f = fields; f->key; f++) {
		if ((size_t)f->at + (f->rest ? 0 : f->size) > len)
			continue;
		if (!d->o->json)
			out_text(d->o, OUT_PLAIN, " %s", f->key);
		if (f->rest)
			print_array(d, f, bytes + f->at, len - f->at);
		else
			print_field(d, f, bytes + f->at);
	}
}
