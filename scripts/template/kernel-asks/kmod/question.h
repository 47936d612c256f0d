/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions of the kernel that user space answers.
 */
#ifndef EXAMPLE_QUESTION_H
#define EXAMPLE_QUESTION_H

#include <linux/example.h>
#include <net/netlink.h>

#include "part.h"

struct genl_info;
struct net;
struct netlink_callback;
struct sk_buff;

/**
 * struct example_question - one question, as it is at one moment
 * @id: its number; never 0
 * @index: the channel that needs a level
 * @answer_time: how long it can be answered, in ms
 * @until: the end of this time (CLOCK_BOOTTIME), in ns
 */
struct example_question {
	u64 id;
	u32 index;
	u32 answer_time;
	u64 until;
};

/* The questions of each namespace. Operations use them, so this starts before the family. */
extern const struct example_part example_question_part;

/* Questions are sent while this is started, which is after the family. */
extern const struct example_part example_asking_part;

/**
 * example_question_raise - ask user space for the level of a channel
 * @net: in this namespace
 * @index: the channel
 * @answer_time: how long user space has for the answer, in ms
 *
 * The answer becomes the channel's level. Without an answer in time, the level
 * becomes 0. The interrupt handler of a driver that needs user space would call
 * this.
 * Context: may sleep, but does not wait for the answer. Return: 0, -EBUSY if too
 * many questions are open, or -ESHUTDOWN.
 */
int example_question_raise(struct net *net, u32 index, u32 answer_time);

/**
 * example_question_answer - answer a question
 * @net: in this namespace
 * @id: its number
 * @level: the answer
 *
 * Context: may sleep. Return: 0, or -ENOENT if no such question is open (any
 * more).
 */
int example_question_answer(struct net *net, u64 id, u32 level);

/**
 * example_question_read - look at the open questions, one by one
 * @net: in this namespace
 * @place: where to begin to look, from 0
 * @question: filled
 *
 * Context: may sleep. Return: the place behind that of the question, 0 if there
 * is none.
 */
u32 example_question_read(struct net *net, u32 place, struct example_question *question);

/**
 * example_question_notify - send question-ntf to the group question
 * @net: to which namespace
 * @question: the question
 *
 * Context: may sleep. Return: whether anybody in the namespace listens.
 */
bool example_question_notify(struct net *net, const struct example_question *question);

extern const struct nla_policy example_question_raise_policy[EXAMPLE_A_QUESTION_MAX + 1];
extern const struct nla_policy example_question_get_policy[EXAMPLE_A_QUESTION_MAX + 1];
extern const struct nla_policy example_question_answer_policy[EXAMPLE_A_QUESTION_MAX + 1];

int example_question_raise_doit(struct sk_buff *skb, struct genl_info *info);
int example_question_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int example_question_answer_doit(struct sk_buff *skb, struct genl_info *info);

#endif
