// SPDX-License-Identifier: GPL-2.0
/*
 * A thread receives parts of a dump into a ring of buffers, ahead of the reader. The
 * thread owns the free buffers. The reader owns the buffer that it got last. @filled
 * and @read count parts.
 */
#include <netlink/msg.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "nl/ahead.h"
#include "nl/nla.h"
#include "nl/receive.h"

#define PARTS	4	/* a power of two */

struct part {
	int len;		/* the length, or a negative errno */
	char buf[NETLINK_RECEIVE_MAX] __attribute__((aligned(NLMSG_ALIGNTO)));
};

struct ahead {
	int fd;
	uint32_t seq;
	int (*receive)(int fd, void *buf);
	pthread_t thread;
	pthread_mutex_t lock;		/* protects the members below, except the buffers */
	pthread_cond_t changed;
	bool stop;			/* the reader wants no more */
	unsigned int filled, read;
	struct part parts[PARTS];
};

/* Returns whether this part is the last one. */
static bool is_last(const struct ahead *a, const struct part *part)
{
	const struct nlmsghdr *nlh = (const void *)part->buf;
	int len = part->len;

	if (len < 0)
		return true;
	for (; message_here(nlh, len); nlh = message_after(nlh, &len))
		if (nlh->nlmsg_seq == a->seq && (nlh->nlmsg_type == NLMSG_DONE ||
						 nlh->nlmsg_type == NLMSG_ERROR))
			return true;
	return false;
}

static void *receive_ahead(void *arg)
{
	struct ahead *a = arg;
	bool last = false;
	struct part *part;

	pthread_mutex_lock(&a->lock);
	while (!last && !a->stop) {
		if (a->filled - a->read == PARTS) {
			pthread_cond_wait(&a->changed, &a->lock);
			continue;
		}
		part = &a->parts[a->filled % PARTS];
		pthread_mutex_unlock(&a->lock);
		part->len = a->receive(a->fd, part->buf);
		last = is_last(a, part);
		pthread_mutex_lock(&a->lock);
		a->filled++;
		pthread_cond_signal(&a->changed);
	}
	pthread_mutex_unlock(&a->lock);
	return NULL;
}

struct ahead *ahead_start(int fd, uint32_t seq,
			  int (*receive)(int fd, void *buf))
{
	sigset_t all, before;
	struct ahead *a;
	cpu_set_t cpus;
	int err;

	if (sched_getaffinity(0, sizeof(cpus), &cpus) || CPU_COUNT(&cpus) < 2)
		return NULL;
	a = malloc(sizeof(*a));
	if (!a)
		return NULL;
	a->fd = fd;
	a->seq = seq;
	a->receive = receive;
	a->stop = false;
	a->filled = 0;
	a->read = 0;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->changed, NULL);

	/* The thread that prints handles signals; this one blocks them. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	err = pthread_create(&a->thread, NULL, receive_ahead, a);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!err)
		return a;
	free(a);
	return NULL;
}

int ahead_next(struct ahead *a, void **buf)
{
	struct part *part;

	pthread_mutex_lock(&a->lock);
	/* The reader is done with the last part, so its buffer is free. */
	if (*buf) {
		a->read++;
		pthread_cond_signal(&a->changed);
	}
	while (a->filled == a->read)
		pthread_cond_wait(&a->changed, &a->lock);
	part = &a->parts[a->read % PARTS];
	pthread_mutex_unlock(&a->lock);
	*buf = part->buf;
	return part->len;
}

void ahead_stop(struct ahead *a)
{
	pthread_mutex_lock(&a->lock);
	a->stop = true;
	pthread_cond_signal(&a->changed);
	pthread_mutex_unlock(&a->lock);
	pthread_join(a->thread, NULL);
	pthread_cond_destroy(&a->changed);
	pthread_mutex_destroy(&a->lock);
	free(a);
}
