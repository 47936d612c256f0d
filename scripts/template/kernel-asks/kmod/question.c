// SPDX-License-Identifier: GPL-2.0
/*
 * Questions of the kernel that user space answers. A work item asks, and sleeps
 * until the answer or a time-out. An operation of the family must never wait
 * for user space, because nobody could register or remove a family meanwhile.
 *
 * An answer or a time-out closes the question under the lock; the later one of
 * both finds it closed. The default after a time-out is safe. If nobody
 * listens, the default is used at once.
 *
 * Each namespace has places for a fixed number of questions, so their memory is
 * bounded and nothing has to be freed.
 */
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/ktime.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "channel.h"
#include "question.h"
#include "state.h"

/**
 * struct question_place - a place for one question
 * @work: asks the question
 * @owner: the questions of its namespace
 * @question: the question
 * @busy: the place is taken
 * @open: the question can be answered
 * @answered: the question was answered
 * @level: the answer
 */
struct question_place {
	struct work_struct work;
	struct question_owner *owner;
	struct example_question question;
	bool busy;
	bool open;
	bool answered;
	u32 level;
};

/**
 * struct question_owner - the questions of one network namespace
 * @net: the namespace
 * @lock: protects all below
 * @closing: the namespace is ending
 * @last_id: number of the newest question
 * @places: the places
 */
struct question_owner {
	struct net *net;
	struct mutex lock;	/* see above */
	bool closing;
	u64 last_id;
	struct question_place places[EXAMPLE_QUESTIONS_MAX];
};

static unsigned int question_net_id __read_mostly;
static struct workqueue_struct *question_works;
/* Whether the family's group for questions exists. */
static bool question_asking;
/* Work items that ask wait here. */
static DECLARE_WAIT_QUEUE_HEAD(question_wait);

static struct question_owner *question_owner(const struct net *net)
{
	return net_generic(net, question_net_id);
}

static bool question_is_over(struct question_place *place)
{
	return READ_ONCE(place->answered) || READ_ONCE(place->owner->closing) ||
	       !READ_ONCE(question_asking);
}

static void question_open(struct question_place *place)
{
	struct question_owner *owner = place->owner;

	mutex_lock(&owner->lock);
	place->question.id = ++owner->last_id;
	place->question.until = ktime_get_boottime_ns() +
				(u64)place->question.answer_time * NSEC_PER_MSEC;
	place->answered = false;
	place->open = true;
	mutex_unlock(&owner->lock);
}

/* Returns whether there was an answer. */
static bool question_close(struct question_place *place, u32 *level)
{
	struct question_owner *owner = place->owner;
	bool answered;

	mutex_lock(&owner->lock);
	place->open = false;
	answered = place->answered;
	*level = place->level;
	mutex_unlock(&owner->lock);
	return answered;
}

/* Asks, and waits. Returns the resulting level. */
static u32 question_ask(struct question_place *place)
{
	u32 level;

	question_open(place);
	if (READ_ONCE(question_asking) &&
	    example_question_notify(place->owner->net, &place->question))
		wait_event_timeout(question_wait, question_is_over(place),
				   msecs_to_jiffies(place->question.answer_time));
	return question_close(place, &level) ? level : 0;
}

static void question_work(struct work_struct *work)
{
	struct question_place *place = container_of(work, struct question_place, work);
	struct question_owner *owner = place->owner;
	u32 level = question_ask(place);
	const struct example_change change = { .level = &level };
	struct example_state *state;

	/* Setting a channel sends an event to the family, too. */
	if (READ_ONCE(question_asking)) {
		state = example_state_get(owner->net, NULL);
		if (state) {
			example_channel_set(state, place->question.index, &change);
			example_state_put(state);
		}
	}
	mutex_lock(&owner->lock);
	place->busy = false;
	mutex_unlock(&owner->lock);
}

static struct question_place *question_free_place(struct question_owner *owner)
{
	u32 i;

	lockdep_assert_held(&owner->lock);
	for (i = 0; i < EXAMPLE_QUESTIONS_MAX; i++)
		if (!owner->places[i].busy)
			return &owner->places[i];
	return NULL;
}

int example_question_raise(struct net *net, u32 index, u32 answer_time)
{
	struct question_owner *owner = question_owner(net);
	struct question_place *place;
	int err = 0;

	mutex_lock(&owner->lock);
	place = question_free_place(owner);
	if (owner->closing || !READ_ONCE(question_asking)) {
		err = -ESHUTDOWN;
	} else if (!place) {
		err = -EBUSY;
	} else {
		place->busy = true;
		place->question.index = index;
		place->question.answer_time = answer_time;
		queue_work(question_works, &place->work);
	}
	mutex_unlock(&owner->lock);
	return err;
}

int example_question_answer(struct net *net, u64 id, u32 level)
{
	struct question_owner *owner = question_owner(net);
	int err = -ENOENT;
	u32 i;

	mutex_lock(&owner->lock);
	for (i = 0; i < EXAMPLE_QUESTIONS_MAX; i++) {
		struct question_place *place = &owner->places[i];

		if (!place->open || place->answered || place->question.id != id)
			continue;
		place->level = level;
		WRITE_ONCE(place->answered, true);
		err = 0;
	}
	mutex_unlock(&owner->lock);
	wake_up_all(&question_wait);
	return err;
}

u32 example_question_read(struct net *net, u32 place, struct example_question *question)
{
	struct question_owner *owner = question_owner(net);
	u32 found = 0;

	mutex_lock(&owner->lock);
	for (; place < EXAMPLE_QUESTIONS_MAX && !found; place++) {
		const struct question_place *at = &owner->places[place];

		if (at->open && !at->answered) {
			*question = at->question;
			found = place + 1;
		}
	}
	mutex_unlock(&owner->lock);
	return found;
}

static int __net_init question_net_init(struct net *net)
{
	struct question_owner *owner = question_owner(net);
	u32 i;

	owner->net = net;
	mutex_init(&owner->lock);
	for (i = 0; i < EXAMPLE_QUESTIONS_MAX; i++) {
		owner->places[i].owner = owner;
		INIT_WORK(&owner->places[i].work, question_work);
	}
	return 0;
}

static void __net_exit question_net_exit(struct net *net)
{
	struct question_owner *owner = question_owner(net);
	u32 i;

	mutex_lock(&owner->lock);
	WRITE_ONCE(owner->closing, true);
	mutex_unlock(&owner->lock);
	wake_up_all(&question_wait);
	for (i = 0; i < EXAMPLE_QUESTIONS_MAX; i++)
		flush_work(&owner->places[i].work);
	mutex_destroy(&owner->lock);
}

static struct pernet_operations question_net_ops = {
	.init = question_net_init,
	.exit = question_net_exit,
	.id = &question_net_id,
	.size = sizeof(struct question_owner),
};

static int question_init(void)
{
	question_works = alloc_workqueue(EXAMPLE_FAMILY_NAME, WQ_UNBOUND, 0);
	return question_works ? 0 : -ENOMEM;
}

static void question_exit(void)
{
	destroy_workqueue(question_works);
}

const struct example_part example_question_part = {
	.init = question_init,
	.exit = question_exit,
	.netns = &question_net_ops,
};

static int asking_init(void)
{
	WRITE_ONCE(question_asking, true);
	return 0;
}

/* Every work item that begins after this sees that it must not send. */
static void asking_exit(void)
{
	WRITE_ONCE(question_asking, false);
	wake_up_all(&question_wait);
	flush_workqueue(question_works);
}

const struct example_part example_asking_part = {
	.init = asking_init,
	.exit = asking_exit,
};
