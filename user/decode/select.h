/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the objects of a kind are selected: a table of words, and functions that compare an
 * event with the selector. A row of kind_table[] names them. Below are words and functions
 * that several kinds share.
 */
#ifndef NETJOURNAL_SELECT_H
#define NETJOURNAL_SELECT_H

#include "decode/attr.h"
#include "decode/rtnames.h"
#include "decode/selector.h"

/* The selector that a word changes. @member is the member for the value, of @size bytes. */
struct selector_input {
	struct selector *sel;
	void *member;
	size_t size;
	char *err;
	size_t err_len;
};

/* Reads a word. Returns 0, or -EINVAL with a text for people in @in->err. */
typedef int (*selector_parse_fn)(const struct selector_input *in, const char *word);

/*
 * @arg: the name of the value in a help; "DEV" is the name of a device. NULL: the word has no
 *	value, and @parse gets the word itself.
 * @alias: the word means the same as the one before it, and is not in the help
 */
struct selector_word {
	const char *word;
	const char *arg;
	selector_parse_fn parse;
	size_t member, size;
	bool alias;
};

#define SELECTOR_MEMBER(m)	.member = offsetof(struct selector, m), \
				.size = sizeof(((struct selector *)0)->m)

/*
 * @name: what a help calls the object's own name, which needs no word before it. NULL: the
 *	objects have no name.
 * @parse: reads the name
 * @missing: names what is missing if a selector must mean one object
 * @words: the table of words, which ends with an entry without a word
 * @remark: a remark about the words for a help, or NULL
 * @set_defaults: applies the defaults of `ip` for a list; NULL: there are none
 * @is_dst: returns whether the object is at @sel->dst. NULL: never.
 * @marked: messages contain the address that @is_dst compares, at a multiple of four bytes. Unless @is_dst is
 *	selector_is_host(), the bits after the prefix are 0
 * @len_at: where a message has the length of the prefix that @is_dst compares, in bytes after its header; 0: nowhere
 * @dst: the attribute with this prefix, if @len_at is not 0
 * @is_dev: returns whether the object uses @sel->dev. NULL: compare @ev->ifindex.
 * @is_via: returns whether the object leads over @sel->via. NULL: never.
 * @lladdr: the type of the attribute with its link-layer address; 0: it has none
 * @proto: returns who made the object. NULL: that is unknown.
 * @is_own: compares the members that only this kind has. NULL: there are none.
 */
struct kind_selector {
	const char *name;
	selector_parse_fn parse;
	const char *missing;
	const struct selector_word *words;
	const char *remark;
	void (*set_defaults)(struct selector *sel);
	bool (*is_dst)(const struct selector *sel, const struct event *ev);
	bool marked;
	uint8_t len_at;
	uint8_t dst;
	bool (*is_dev)(const struct selector *sel, const struct event *ev,
		       const struct event_names *names);
	bool (*is_via)(const struct selector *sel, const struct event *ev);
	uint8_t lladdr;
	uint32_t (*proto)(const struct event *ev);
	bool (*is_own)(const struct selector *sel, const struct event *ev,
		       const struct event_names *names);
};

/* Returns the word of this kind, or NULL. */
const struct selector_word *selector_word(const struct kind_selector *kind,
					  const char *word);

/* Stores what is wrong with a word. Returns -EINVAL. */
int selector_bad(const struct selector_input *in, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Values. */
bool select_number(const char *word, uint32_t *value);
/* Reads an address or a prefix. Sets *@has_len if there is a length. */
int select_addr(const struct selector_input *in, const char *word,
		struct event_addr *a, bool *has_len);
/* Reads the prefix of a route, or "default". */
int select_route_prefix(const struct selector_input *in, const char *word,
			struct event_addr *a);
int select_name(const struct selector_input *in, const char *word,
		enum rt_names which, const char *what, uint32_t *value);

/* Words. */
int select_true(const struct selector_input *in, const char *word);
int select_ifname(const struct selector_input *in, const char *word);
int select_link_type(const struct selector_input *in, const char *word);
int select_table(const struct selector_input *in, const char *word);
int select_proto(const struct selector_input *in, const char *word);
int select_scope(const struct selector_input *in, const char *word);
int select_priority(const struct selector_input *in, const char *word);
int select_id(const struct selector_input *in, const char *word);
int select_via(const struct selector_input *in, const char *word);
int select_lladdr(const struct selector_input *in, const char *word);
int select_vlan(const struct selector_input *in, const char *word);
int select_exact(const struct selector_input *in, const char *word);
/* Reads a prefix, which selects all addresses in it. Without a length it selects one address. */
int select_within(const struct selector_input *in, const char *word);

/* Answers. */
/*
 * Returns whether @a matches @want. @host: @a is the address of a host, and a shorter
 * length is the length of the host's network.
 */
bool selector_has_addr(const struct event_addr *want, enum selector_mode mode,
		       const struct event_addr *a, bool host);
/* Returns whether the address of the object, which is a host, matches the selector. */
bool selector_is_host(const struct selector *sel, const struct event *ev);
/* Returns whether the string @a, which may be NULL, is equal to @want. */
bool selector_is_name(const char *want, const uint8_t *a);
/* Returns whether @want is a name that the device has or had, or "if5". */
bool selector_is_dev(const char *want, uint32_t ifindex,
		     const struct event_names *names);
bool selector_is_dev_attr(const char *want, const uint8_t *a,
			  const struct event_names *names);
/* The same as in struct kind_selector, for kinds with the messages of routes. */
bool select_route_is_dev(const struct selector *sel, const struct event *ev,
			 const struct event_names *names);
bool select_route_is_via(const struct selector *sel, const struct event *ev);
uint32_t select_route_proto(const struct event *ev);
bool selector_is_gateway(const struct selector *sel, const uint8_t *data, size_t len);

#endif
