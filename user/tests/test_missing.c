// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of missing.c: what the tool says of a module that is not loaded, on kernels that demand signatures and on
 * others. The files of the kernel are those of the test.
 */
#include "nl/missing.h"
#include "tap.h"

FILE *__wrap_fopen(const char *path, const char *mode);

/* What these files have; NULL: there is no such file. */
static const char *enforce, *lockdown;

FILE *__wrap_fopen(const char *path, const char *mode)
{
	const char *text = NULL;

	if (!strcmp(path, "/sys/module/module/parameters/sig_enforce"))
		text = enforce;
	else if (!strcmp(path, "/sys/kernel/security/lockdown"))
		text = lockdown;
	return text ? fmemopen((void *)text, strlen(text), mode) : NULL;
}

static const char *said(const char *e, const char *l)
{
	static char text[512];

	enforce = e;
	lockdown = l;
	module_missing(text, sizeof(text), "m");
	return text;
}

#define PLAIN	"the m module is not loaded (modprobe m)"

/* Whether the text says what is plain, what the kernel demands, and how to meet that. */
static int explains(const char *text)
{
	const char *more = PLAIN "; this kernel loads only modules that are signed ";

	return !strncmp(text, more, strlen(more)) && strstr(text, "mokutil --import /var/lib/dkms/mok.pub");
}

int main(void)
{
	char few[20];

	is_str(said(NULL, NULL), PLAIN, "a kernel without signatures and lockdown");
	is_str(said("N\n", "[none] integrity confidentiality\n"), PLAIN, "a kernel that demands none");
	ok(explains(said("Y\n", NULL)), "module.sig_enforce");
	ok(explains(said("N\n", "none [integrity] confidentiality\n")), "lockdown: integrity");
	ok(explains(said("N\n", "none integrity [confidentiality]\n")), "lockdown: confidentiality");
	enforce = "Y\n";
	module_missing(few, sizeof(few), "m");
	is_str(few, "the m module is not", "a text that is cut");
	return tap_done();
}
