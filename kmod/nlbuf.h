/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writes netlink attributes into plain memory.
 *
 * nla_put() needs an sk_buff and checks its room for each attribute. The
 * functions here do not check: the caller has made sure that there is room.
 */
#ifndef NJ_NLBUF_H
#define NJ_NLBUF_H

#include <linux/string.h>
#include <linux/types.h>
#include <net/netlink.h>

/* nla_total_size() as a constant expression. */
#define NJ_ATTR_SIZE(len)	(NLA_HDRLEN + NLA_ALIGN(len))

/**
 * nj_attr_begin - write the header and the padding of an attribute
 * @to: where the attribute begins; aligned to NLA_ALIGNTO
 * @type: the attribute's type, with NLA_F_NESTED for a nest
 * @len: bytes in its value
 *
 * Return: where the caller writes the value. The next attribute begins at
 * @to + nla_total_size(@len).
 */
static __always_inline void *nj_attr_begin(u8 *to, u16 type, u16 len)
{
	struct nlattr *nla = (struct nlattr *)to;

	/* The last word of the attribute; header and value then cover the rest. */
	*(u32 *)(to + nla_total_size(len) - NLA_ALIGNTO) = 0;
	nla->nla_type = type;
	nla->nla_len = nla_attr_size(len);
	return to + NLA_HDRLEN;
}

/**
 * nj_attr_put - write an attribute
 * @to: where it begins
 * @type: its type
 * @data: its value
 * @len: bytes in @data
 *
 * Return: where the next attribute begins.
 */
static __always_inline u8 *nj_attr_put(u8 *to, u16 type, const void *data,
				       u16 len)
{
	memcpy(nj_attr_begin(to, type, len), data, len);
	return to + nla_total_size(len);
}

/**
 * nj_attr_put_u64 - write an attribute of 64 bits
 * @to: where it begins
 * @type: its type
 * @value: its value
 * @pad: type of the attribute that pads, on machines where 64 bits must be
 *	aligned; nla_total_size_64bit() has room for both
 *
 * Return: where the next attribute begins.
 */
static __always_inline u8 *nj_attr_put_u64(u8 *to, u16 type, u64 value, u16 pad)
{
	if (!IS_ENABLED(CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS) &&
	    IS_ALIGNED((unsigned long)to, 8))
		to = nj_attr_begin(to, pad, 0);
	return nj_attr_put(to, type, &value, sizeof(value));
}

/**
 * struct nj_attrs - attributes that are being collected
 * @buf: where they are, aligned to NLA_ALIGNTO
 * @size: bytes in @buf
 * @len: bytes used
 *
 * An attribute that does not fit is left out.
 */
struct nj_attrs {
	u8 *buf;
	u32 size;
	u32 len;
};

/* Writes the header of an attribute. Returns where its value goes, or NULL. */
static inline void *nj_attrs_reserve(struct nj_attrs *attrs, u16 type, u16 len)
{
	u8 *to = attrs->buf + attrs->len;

	if (nla_total_size(len) > attrs->size - attrs->len)
		return NULL;
	attrs->len += nla_total_size(len);
	return nj_attr_begin(to, type, len);
}

static inline void nj_attrs_put(struct nj_attrs *attrs, u16 type,
				const void *data, u16 len)
{
	void *to = nj_attrs_reserve(attrs, type, len);

	if (to)
		memcpy(to, data, len);
}

static inline void nj_attrs_put_flag(struct nj_attrs *attrs, u16 type)
{
	nj_attrs_reserve(attrs, type, 0);
}

static inline void nj_attrs_put_u32(struct nj_attrs *attrs, u16 type, u32 value)
{
	nj_attrs_put(attrs, type, &value, sizeof(value));
}

static inline void nj_attrs_put_u64(struct nj_attrs *attrs, u16 type, u64 value)
{
	nj_attrs_put(attrs, type, &value, sizeof(value));
}

static inline void nj_attrs_put_string(struct nj_attrs *attrs, u16 type,
				       const char *text)
{
	nj_attrs_put(attrs, type, text, strlen(text) + 1);
}

/* Begins a nest. Returns it for nj_attrs_nest_end(); NULL: there is no room. */
static inline struct nlattr *nj_attrs_nest(struct nj_attrs *attrs, u16 type)
{
	struct nlattr *nest = (struct nlattr *)(attrs->buf + attrs->len);

	return nj_attrs_reserve(attrs, type | NLA_F_NESTED, 0) ? nest : NULL;
}

/* @nest: from nj_attrs_nest(), may be NULL */
static inline void nj_attrs_nest_end(struct nj_attrs *attrs, struct nlattr *nest)
{
	if (nest)
		nest->nla_len = attrs->buf + attrs->len - (u8 *)nest;
}

#endif
