// SPDX-License-Identifier: GPL-2.0
/*
 * Records about channels: how they are printed, and the options of `log` for them.
 */
#include <errno.h>
#include <netlink/attr.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/words.h"
#include "journal/domain.h"
#include "nl/spec.h"
#include "nl/spec_tables.h"

enum {
	OPT_CHANNEL = OPT_DOMAIN,
};

const struct opt domain_opts[] = {
	{ OPT_CHANNEL, "channel", "INDEX", "records about the channel" },
	{ 0 }
};

struct domain {
	bool filtered;
	uint32_t index;
};

struct domain *domain_new(void)
{
	return calloc(1, sizeof(struct domain));
}

void domain_free(struct domain *d)
{
	free(d);
}

int domain_option(struct domain *d, int id, const char *value, char *err, size_t size)
{
	(void)id;	/* there is one only */
	d->filtered = true;
	if (!word_u32(value, &d->index))
		return 0;
	snprintf(err, size, "not the number of a channel: %s", value);
	return -EINVAL;
}

/* No kind has another name. */
uint32_t domain_kind(const char *word, struct nearest *near)
{
	(void)word;
	(void)near;
	return 0;
}

/* The number of a channel. */
int domain_word(struct domain *d, const char *word, char *err, size_t size)
{
	return domain_option(d, OPT_CHANNEL, word, err, size);
}

/* A channel that has no record may exist all the same. */
bool domain_unknown(const struct domain *d, char *text, size_t size)
{
	(void)d;
	(void)text;
	(void)size;
	return false;
}

void domain_print_words(void)
{
	printf("WORD: the number of a channel\n");
}

/* Any number can be one. */
void domain_complete_words(void)
{
}

/* A record about a channel is complete in itself, so there is nothing to learn. */
uint32_t domain_context(uint32_t kinds)
{
	(void)kinds;
	return 0;
}

void domain_learn(struct domain *d, const struct record *rec)
{
	(void)d;
	(void)rec;
}

/* A record about a channel says nothing of the one before. */
bool domain_wants_before(struct domain *d, const struct record *rec)
{
	(void)d;
	(void)rec;
	return false;
}

int domain_follow(struct domain *d, struct record *rec)
{
	(void)d;
	(void)rec;
	return 0;
}

void domain_forget(struct domain *d)
{
	(void)d;
}

/* Channels have numbers only. */
void domain_elsewhere(struct domain *d, domain_namer *name, void *arg)
{
	(void)d;
	(void)name;
	(void)arg;
}

void domain_end(struct domain *d)
{
	(void)d;
}

void domain_numbers(struct domain *d, void (*each)(uint32_t number, const char *name, void *arg), void *arg)
{
	(void)d;
	(void)each;
	(void)arg;
}

int domain_spaces(int (*each)(const struct domain_space *space, void *arg), void *arg)
{
	(void)each;
	(void)arg;
	return -EPERM;
}

uint64_t domain_named(const char *name)
{
	(void)name;
	return 0;
}

static const struct nlattr *find(const struct record *rec, int type)
{
	return nla_find(rec->message, rec->message_len, type);
}

static uint32_t find_u32(const struct record *rec, int type)
{
	const struct nlattr *nla = find(rec, type);

	return nla && nla_len(nla) == sizeof(uint32_t) ? nla_get_u32(nla) : 0;
}

/* A record about a channel is searched by the channel. */
void domain_index(struct domain *d, const struct record *rec, struct domain_index *index)
{
	static char text[32];

	(void)d;
	*index = (struct domain_index){ 0 };
	if (!rec->message)
		return;
	snprintf(text, sizeof(text), "channel %u", find_u32(rec, EXAMPLE_A_CHANNEL_INDEX));
	index->action = '~';
	index->object = text;
}

bool domain_match(struct domain *d, const struct record *rec)
{
	if (!d->filtered)
		return true;
	return rec->message && find_u32(rec, EXAMPLE_A_CHANNEL_INDEX) == d->index;
}

void domain_whole(struct domain *d)
{
	(void)d;
}

bool domain_minor(struct domain *d, const struct record *rec)
{
	(void)d;
	(void)rec;
	return false;
}

/* All is recorded. */
const char *domain_left_out(uint32_t kind)
{
	(void)kind;
	return NULL;
}

uint32_t domain_unseen(const struct nlattr *nla, char *text, size_t size)
{
	(void)nla;
	(void)text;
	(void)size;
	return 0;
}

/* Channels do not come and go by themselves. */
int domain_flap(struct domain *d, const struct record *rec, uint64_t *object, const char **what)
{
	(void)d;
	(void)rec;
	(void)object;
	(void)what;
	return 0;
}

/* The tables of the spec make the message again. */
struct nl_msg *domain_rebuild(const struct domain_event *event)
{
	(void)event;
	return NULL;
}

/* Nobody captures messages about channels. */
uint32_t domain_message_kind(const struct nlmsghdr *nlh, size_t len, uint32_t *number, char *name, size_t size)
{
	(void)nlh;
	(void)len;
	(void)number;
	(void)name;
	(void)size;
	return 0;
}

/* Nothing that happens to channels needs a remark. */
bool domain_remark(struct domain *d, const struct record *rec, const struct process *process,
		   char *text, size_t size)
{
	(void)d;
	(void)rec;
	(void)process;
	(void)text;
	(void)size;
	return false;
}

void domain_print(struct domain *d, struct out *o, const struct record *rec)
{
	const struct nlattr *label = find(rec, EXAMPLE_A_CHANNEL_LABEL);

	(void)d;
	if (o->json) {
		out_object(o, "channel");
		spec_print(o, &spec_channel, rec->message, rec->message_len, 0, NULL, NULL);
		out_object_end(o);
		return;
	}
	out_u64(o, NULL, "channel %u", find_u32(rec, EXAMPLE_A_CHANNEL_INDEX));
	if (label)
		out_strn(o, OUT_PLAIN, NULL, " (%s)", nla_data(label), nla_len(label));
	out_u64(o, NULL, ": level %u", find_u32(rec, EXAMPLE_A_CHANNEL_LEVEL));
}

/* The tables of the spec already print everything. */
void domain_dump(struct domain *d, struct out *o, const struct record *rec)
{
	(void)d;
	(void)o;
	(void)rec;
}

/* The tables of the spec already say everything. */
bool domain_print_attr(struct domain *d, struct out *o, const struct record *rec,
		       const struct nlattr *attr)
{
	(void)d;
	(void)o;
	(void)rec;
	(void)attr;
	return false;
}

/* The state has nothing besides the journal's own. */
void domain_print_status(struct out *o, const struct nlattr *attrs, int len)
{
	(void)o;
	(void)attrs;
	(void)len;
}
