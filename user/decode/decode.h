/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Internal to the decoder. Tables describe each attribute, and one piece of code prints
 * and dumps attributes from them. Each kind of object has a file with its tables, and
 * with functions for attributes that a table cannot describe.
 */
#ifndef NETJOURNAL_DECODE_H
#define NETJOURNAL_DECODE_H

#include <linux/rtnetlink.h>

#include "base/out.h"
#include "decode/attr.h"
#include "decode/event.h"
#include "decode/identity.h"
#include "decode/kind.h"
#include "decode/rtnames.h"

enum attr_form {
	ATTR_BIN,	/* hexadecimal digits */
	ATTR_UINT,	/* 1, 2, 4 or 8 bytes in host order */
	ATTR_INT,
	ATTR_BE,	/* a number in network order */
	ATTR_HEX,	/* a number written as 0x10, a string in JSON */
	ATTR_BE_HEX,
	ATTR_BOOL,	/* text: the label or nothing */
	ATTR_ONOFF,	/* text: the label and on or off */
	ATTR_FLAG,	/* present or not */
	ATTR_NULL,	/* present or not; ip -j prints null */
	ATTR_STR,
	ATTR_ADDR,	/* an IPv4 or IPv6 address, depending on its length */
	ATTR_LLADDR,
	ATTR_IFINDEX,	/* printed by name */
	ATTR_TABLE,	/* a routing table, printed by name */
	ATTR_PROTO,	/* a routing protocol, printed by name */
	ATTR_ENUM,	/* a number with names: .words, .n */
	ATTR_CLOCK,	/* in 1/100 s */
	ATTR_NEST,	/* .nest, or the table that .pick chooses */
	ATTR_LIST,	/* attributes that each contain .nest */
	ATTR_ADDRS,	/* attributes that are each an address */
	ATTR_NEXTHOPS,	/* struct rtnexthop, each with attributes of .nest */
	ATTR_STRUCT,	/* a structure with the members .fields */
	ATTR_FN,	/* .print; at least .min bytes */
	ATTR_PAD,	/* has no meaning */
};

/* Flags of a description. */
#define ATTR_DETAIL	1	/* left out of text unless details are asked for */
#define ATTR_NOZERO	2	/* not printed if it is 0 */
#define ATTR_FLAT	4	/* the nested attributes join the outer object */
#define ATTR_REPEAT	8	/* may come several times; printed as one array */
#define ATTR_QUIET0	16	/* in text not printed if it is 0 */

struct decode;

struct attr_desc {
	const char *name;	/* the name of the constant, for dumps */
	const char *key;	/* the key in `ip -j`; NULL: not printed from the table */
	const char *label;	/* the word in text, if it is not the key */
	uint8_t form;		/* enum attr_form */
	uint8_t flags;
	uint8_t n, min;
	union {
		const char *const *words;
		const struct attr_table *nest;
		const struct field *fields;
	};
	/* Prints the attribute. Dumps call this only for ATTR_FN. */
	void (*print)(struct decode *d, const struct attr_desc *desc,
		      const uint8_t *a);
	const struct attr_table *(*pick)(const struct decode *d);
};

/*
 * A member of a structure. The last one of a structure has no name.
 *
 * @form: ATTR_UINT, ATTR_INT, ATTR_BE, ATTR_BIN, or ATTR_STRUCT with the members @fields
 * @rest: an array of what has @size bytes, which takes the rest of the attribute; of numbers if @fields is NULL
 */
struct field {
	const char *key;
	uint16_t at, size;
	uint8_t form;		/* enum attr_form */
	bool rest;
	const struct field *fields;
};

/* @type: as in the kernel's header, which knows where its members are. */
#define FIELD(k, type, member, what, ...)							\
	{ .key = k, .at = offsetof(type, member), .size = sizeof(((type *)0)->member),		\
	  .form = ATTR_##what, ##__VA_ARGS__ }
#define FIELDS_OF(k, type, member, element, f)							\
	{ .key = k, .at = offsetof(type, member), .size = sizeof(element), .form = ATTR_STRUCT,	\
	  .rest = true, .fields = f }

struct attr_table {
	const struct attr_desc *desc;
	unsigned int count;
};

#define ATTR(id, what, ...)	\
	[id] = { .name = #id, .form = ATTR_##what, ##__VA_ARGS__ }
#define ATTR_TABLE(descs)	{ descs, ARRAY_SIZE(descs) }
#define DECODER_TYPES(what)						\
	.new_name = "RTM_NEW" #what, .new_type = RTM_NEW##what,		\
	.del_name = "RTM_DEL" #what, .del_type = RTM_DEL##what
#define WORDS(w)		.words = (w), .n = ARRAY_SIZE(w)

struct bit_name {
	uint32_t bit;
	const char *name;
};

/* Names that are also read back from JSON. */
extern const struct bit_name link_flags[18];
extern const struct bit_name route_flags[12];
extern const struct bit_name neigh_states[8];

/* The state of printing one message. */
struct decode {
	struct out *o;
	const struct event *ev;
	const struct event_names *names;
	bool details;
	struct out_mark start;		/* where the text begins in the line */
	struct attr_iter siblings;	/* the attributes beside the one that is printed */
	const char *joined;		/* the name of the nest whose members join the outer object */
};

/* A type of message about a kind of object. */
struct message_type {
	const char *name;
	uint16_t type;
	uint16_t hdr_len;
	bool del;		/* the object is gone */
	bool change;		/* the object existed before */
};

/*
 * A kind of object.
 *
 * @types: the types of its messages, the last one without a name. NULL: two types, with the same
 *	header
 */
struct decoder {
	const struct message_type *types;
	const char *new_name, *del_name;
	uint16_t new_type, del_type;
	/*
	 * The address families of the messages, if messages of this type with other families
	 * are about another kind; 0 is the end.
	 */
	uint8_t families[2];
	uint16_t hdr_len;
	const struct attr_table *table;
	/* The table for a dump of this message. NULL: @table. */
	const struct attr_table *(*attrs)(const struct event *ev);
	int (*parse)(struct event *ev);
	/* See event_each(). NULL: each message is about one object. */
	int (*split)(const struct event *ev, event_object *each, void *arg);
	/* Text only: prints the name by which people call the object. */
	void (*name)(struct decode *d);
	void (*print)(struct decode *d);
	/* Text only: prints the object in few words. NULL: @print is called instead. */
	void (*brief)(struct decode *d);
	void (*dump_header)(struct decode *d);
	/*
	 * Writes the message about the state before the event, which is not longer than that of
	 * the event, into @to. Returns its length; 0: the event does not say. NULL: no event
	 * does.
	 */
	size_t (*before)(const struct event *ev, struct nlmsghdr *to);
};

/* Returns the type of the message, which may be at any address. */
static inline uint16_t event_type(const struct event *ev)
{
	uint16_t type;

	memcpy(&type, (const uint8_t *)ev->nlh + offsetof(struct nlmsghdr, nlmsg_type), sizeof(type));
	return type;
}

/* Returns the description of @type, or NULL. @t may be NULL. */
const struct attr_desc *attr_desc(const struct attr_table *t, unsigned int type);
/* Returns false if the payload of @a does not fit @desc. */
bool attr_fits(const struct attr_desc *desc, const uint8_t *a);

/*
 * Sorts the attributes by type into @tb, which has room for t->count. Returns whether
 * an attribute was left over, because it is unknown, does not fit, or came before.
 */
bool attr_sort(const struct attr_table *t, struct attr_iter it,
	       const uint8_t **tb);

/* Pads the line to a column, after the name of the object was printed. */
static inline void decode_column(struct decode *d)
{
	if (d->names && d->names->column)
		out_pad(d->o, d->start, d->names->column);
}

/* Prints the attributes that have a key in @t, and the unknown ones. @t may be NULL. */
void decode_attrs(struct decode *d, const struct attr_table *t,
		  struct attr_iter it);
/* Prints the attributes of the message like decode_attrs(), with the table of its kind. */
void decode_message(struct decode *d);
/*
 * Prints only the unknown attributes, for callers that print the others themselves. The
 * key is "unknown_attrs", or "inet6_unknown_attrs" if the nest "inet6" has no object
 * of its own.
 */
void decode_unknown(struct decode *d, const struct attr_table *t,
		    struct attr_iter it);

/* The value of an attribute that nests nothing. False if @desc is of no such form. */
bool decode_scalar(struct decode *d, const struct attr_desc *desc,
		   const uint8_t *a, const char *key);
/* Prints the members of a structure, of which @len bytes are there. Members that are not there are left out. */
void decode_fields(struct decode *d, const struct field *fields, const uint8_t *bytes, size_t len);
/* Returns the table of the attributes inside @desc. */
const struct attr_table *decode_nested(const struct decode *d,
				       const struct attr_desc *desc);

/* Dumps every attribute with its name, each on its own line. */
void decode_dump(struct decode *d, const struct attr_table *t,
		 struct attr_iter it);

/*
 * Walks over the nexthops of a multipath route. Copies the header of the nexthop at
 * @pos, and returns false if no complete one follows. nexthop_step() returns the
 * distance to the next one.
 */
static inline bool nexthop_next(struct rtnexthop *nh, const uint8_t *pos,
				const uint8_t *end)
{
	if ((size_t)(end - pos) < sizeof(*nh))
		return false;
	memcpy(nh, pos, sizeof(*nh));
	return nh->rtnh_len >= sizeof(*nh) && nh->rtnh_len <= end - pos;
}

static inline size_t nexthop_step(const struct rtnexthop *nh,
				  const uint8_t *pos, const uint8_t *end)
{
	size_t rest = end - pos, len = RTNH_ALIGN(nh->rtnh_len);

	return len < rest ? len : rest;
}

/* Print single values. In text, a space and the label come before the value. */
#define ADDR_TEXT_LEN	64
/*
 * Writes an MPLS label stack, an IPv4 or IPv6 address depending on its length, or bytes.
 * Returns the length of the text.
 */
size_t addr_text(char buf[ADDR_TEXT_LEN], uint8_t family, const uint8_t *bytes,
		 size_t len);

static inline enum out_colour addr_colour(size_t len)
{
	if (len == 4)
		return OUT_VALUE;
	return len == 16 ? OUT_OTHER_VALUE : OUT_PLAIN;
}

/* Inline, so that the compiler splits literal formats. */
static inline __attribute__((always_inline))
void decode_addr_value(struct decode *d, const char *key, const char *fmt,
		       uint8_t family, const uint8_t *bytes, size_t len)
{
	char buf[ADDR_TEXT_LEN];

	out_word(d->o, addr_colour(len), key, fmt, buf,
		 addr_text(buf, family, bytes, len));
}

void decode_lladdr(struct decode *d, const char *key, const char *fmt,
		   const uint8_t *bytes, size_t len);
/* Returns the name of an interface, or "if5" in @buf. */
const char *ifindex_name(const struct decode *d, uint32_t ifindex,
			 char buf[RT_NAME_LEN]);
static inline __attribute__((always_inline))
void decode_ifindex(struct decode *d, const char *key, const char *fmt,
		    uint32_t ifindex)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_NAME, key, fmt, ifindex_name(d, ifindex, buf));
}

static inline __attribute__((always_inline))
void decode_name(struct decode *d, enum rt_names which, const char *key,
		 const char *fmt, uint32_t id)
{
	char buf[RT_NAME_LEN];

	out_str(d->o, OUT_PLAIN, key, fmt, rt_name(which, id, buf));
}

void decode_hex(struct decode *d, const char *key, const char *fmt, uint64_t v);
void decode_str(struct decode *d, enum out_colour c, const char *key,
		const char *fmt, const uint8_t *a);
/* Returns the name of a number, or the number as text in @buf. */
const char *decode_word(const char *const *words, unsigned int n, uint64_t v,
			char buf[RT_NAME_LEN]);
/*
 * Prints bits as an array of names. The bits without a name are one hexadecimal
 * number. In text this is " name name", or with @brackets " <name,name>".
 */
void decode_bits(struct decode *d, const char *key, bool brackets,
		 const struct bit_name *bits, size_t n, uint32_t value);

/* Shared between routes, nexthops and rules. */
/* Returns the table of an encapsulation's attributes. @type may be NULL. */
const struct attr_table *encap_table(const uint8_t *type);
/* Prints " encap mpls 100", or the object "encap". Prints nothing if @encap is NULL. */
void decode_encap(struct decode *d, const uint8_t *type, const uint8_t *encap);
const char *route_type_name(uint8_t type, char buf[RT_NAME_LEN]);

/* False if @word is no type of route. */
bool route_type_number(const char *word, uint32_t *type);
/* Returns the constant "UP" for "up", or NULL if there is no such state. */
const char *link_oper_state(const char *word);
/* Returns the number of the state "UP", or 0 if there is no such state. */
uint32_t link_oper_number(const char *word);
/* Returns the state of a link, or "". */
const char *link_oper_state_of(const struct event *ev);
/* Prints " via 10.0.0.1" or " via inet6 fe80::1" from RTA_GATEWAY or RTA_VIA. */
void decode_gateway(struct decode *d, uint8_t family, const uint8_t *gateway);
void decode_realms(struct decode *d, const char *from, const char *to,
		   uint32_t flow);
void decode_rt_flags(struct decode *d, uint32_t flags);
const char *family_name(uint8_t family, char buf[RT_NAME_LEN]);

#endif
