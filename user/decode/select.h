/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How a kind of object says which of its objects can be selected: a table of words
 * and some questions about an event, which a row of kind_table[] names. Below are the
 * words and the answers that several kinds share.
 */
#ifndef NETJOURNAL_SELECT_H
#define NETJOURNAL_SELECT_H

#include "decode/attr.h"
#include "decode/rtnames.h"
#include "decode/selector.h"

/* Where a word goes; @member is the member that it is for, of @size bytes. */
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
 * @arg: what stands for the value in a help. NULL: there is none, and @parse gets
 *	the word itself. "DEV" stands for the name of a device.
 * @alias: another word for the one before it, which a help need not have
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
 * @name: what stands for the object's own name in a help; it comes without a word
 *	before it. NULL: an object has no name.
 * @parse: reads the name
 * @missing: what is missing where one object has to be meant
 * @words: the last one has no word
 * @note: about the words, for a help; or NULL
 * @set_defaults: makes of a selector of a list what `ip` takes it for; NULL: nothing
 * @is_dst: whether the object is at @sel->dst. NULL: it never is.
 * @is_dev: whether it is about @sel->dev. NULL: if it is about @ev->ifindex.
 * @is_via: whether it leads over @sel->via. NULL: it never does.
 * @proto: who made it. NULL: that is not known.
 * @is_own: about what only this kind has words for. NULL: there is no such thing.
 */
struct kind_selector {
	const char *name;
	selector_parse_fn parse;
	const char *missing;
	const struct selector_word *words;
	const char *note;
	void (*set_defaults)(struct selector *sel);
	bool (*is_dst)(const struct selector *sel, const struct event *ev);
	bool (*is_dev)(const struct selector *sel, const struct event *ev,
		       const struct event_names *names);
	bool (*is_via)(const struct selector *sel, const struct event *ev);
	uint32_t (*proto)(const struct event *ev);
	bool (*is_own)(const struct selector *sel, const struct event *ev,
		       const struct event_names *names);
};

/* The word of that kind, or NULL. */
const struct selector_word *selector_word(const struct kind_selector *kind,
					  const char *word);

/* What is wrong with a word. Returns -EINVAL. */
int selector_bad(const struct selector_input *in, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Values. */
bool select_number(const char *word, uint32_t *value);
/* An address or prefix; *@has_len tells which. */
int select_addr(const struct selector_input *in, const char *word,
		struct event_addr *a, bool *has_len);
/* A prefix as routes have it, or "default". */
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
int select_exact(const struct selector_input *in, const char *word);
/* Reads a prefix, which selects all addresses in it. Without a length it selects one address. */
int select_within(const struct selector_input *in, const char *word);

/* Answers. */
/*
 * Whether @a is at @want. @host: it is the address of a host; its length, if it is
 * shorter, is that of the network that the host is in.
 */
bool selector_has_addr(const struct event_addr *want, enum selector_mode mode,
		       const struct event_addr *a, bool host);
/* The same for the address of an object, which is that of a host. */
bool selector_is_host(const struct selector *sel, const struct event *ev);
/* Whether the string @a, which may be NULL, is @want. */
bool selector_is_name(const char *want, const uint8_t *a);
/* Whether the device is called @want: by the name that it has or had, or as "if5". */
bool selector_is_dev(const char *want, uint32_t ifindex,
		     const struct event_names *names);
bool selector_is_dev_attr(const char *want, const uint8_t *a,
			  const struct event_names *names);
bool selector_is_gateway(const struct selector *sel, const uint8_t *data, size_t len);

#endif
