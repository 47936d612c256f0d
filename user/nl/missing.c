// SPDX-License-Identifier: GPL-2.0
/*
 * Why a family is not there: its module is not loaded, and the kernel may refuse it.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "nl/missing.h"

/* Returns true if the first line of the file contains @word. */
static bool file_says(const char *path, const char *word)
{
	char line[64] = "";
	FILE *file = fopen(path, "re");

	if (!file)
		return false;
	if (!fgets(line, sizeof(line), file))
		line[0] = '\0';
	fclose(file);
	return strstr(line, word);
}

/* Returns true if the kernel accepts only modules with a signature, as it does with Secure Boot. */
static bool wants_signature(void)
{
	const char *const lockdown = "/sys/kernel/security/lockdown";

	return file_says("/sys/module/module/parameters/sig_enforce", "Y") ||
	       file_says(lockdown, "[integrity]") || file_says(lockdown, "[confidentiality]");
}

void module_missing(char *text, size_t size, const char *module)
{
	int n = snprintf(text, size, "the %s module is not loaded (modprobe %s)", module, module);

	if (n > 0 && (size_t)n < size && wants_signature())
		snprintf(text + n, size - n,
			 "; this kernel loads only modules that are signed with a key that it trusts (to trust that of DKMS: mokutil --import /var/lib/dkms/mok.pub, and reboot)");
}
