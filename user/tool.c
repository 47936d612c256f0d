// SPDX-License-Identifier: GPL-2.0
/*
 * What all commands share: messages on stderr, the end by a signal.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "out.h"
#include "tool.h"

volatile sig_atomic_t tool_stop;

static void on_signal(int sig)
{
	(void)sig;
	tool_stop = 1;
}

void tool_catch_signals(void)
{
	/* No SA_RESTART: a read that waits has to end. */
	struct sigaction stop = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

void complain(const char *fmt, ...)
{
	char text[1024];
	struct out o;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);

	out_init(&o, stderr, false, false);
	out_str(&o, OUT_PLAIN, NULL, "netjournal: %s\n", text);
	out_flush(&o);
}
