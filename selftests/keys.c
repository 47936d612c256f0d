// SPDX-License-Identifier: GPL-2.0
/*
 * No key stays in the memory of the machine because of the journal. The test gives a key to an association of XFRM, and
 * another to a device of WireGuard, looks for it in all of the memory, and looks again when the kernel has deleted the
 * object. By then only a copy that somebody keeps is left: with init_on_free=1 the kernel clears what it frees.
 *
 * The key is never in the memory of this program, which has it only under a mask.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "kselftest_harness.h"
#include "domain.h"
#include "run.h"

#define KEY_LEN		32
#define MASK		0xa5u
#define CHUNK		(1 << 20)
#define SEGMENTS_MAX	64
/* How often to look until the key is gone: the kernel frees the object in a work item. */
#define TRIES		10

FIXTURE(keys) {
	uint8_t hidden[KEY_LEN];
	uint8_t *chunk;
	int kcore;
};

FIXTURE_SETUP(keys)
{
	char cmdline[4096] = "";
	FILE *f = fopen("/proc/cmdline", "r");

	if (!f || !fgets(cmdline, sizeof(cmdline), f))
		abort();
	fclose(f);
	if (!strstr(cmdline, "init_on_free=1"))
		SKIP(return, "what is freed keeps its content on this kernel");
	self->kcore = open("/proc/kcore", O_RDONLY);
	if (self->kcore < 0)
		SKIP(return, "no /proc/kcore");
	self->chunk = mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, self->chunk);
	new_netns();
}

FIXTURE_TEARDOWN(keys)
{
	munmap(self->chunk, CHUNK);
	close(self->kcore);
}

/* Returns whether the bytes are the key. A volatile mask, so that no compiler makes the key in advance. */
static bool is_key(const uint8_t *at, const uint8_t *hidden)
{
	volatile uint8_t mask = MASK;
	size_t i;

	for (i = 0; i < KEY_LEN; i++)
		if ((uint8_t)(at[i] ^ mask) != hidden[i])
			return false;
	return true;
}

/* Counts the copies of the key in a part of the memory. Copies begin at multiples of 4. */
static int count_part(FIXTURE_DATA(keys) *self, uint64_t offset, uint64_t len)
{
	uint64_t at;
	ssize_t n, i;
	int found = 0;

	for (at = 0; at < len; at += CHUNK - KEY_LEN) {
		n = pread(self->kcore, self->chunk, len - at < CHUNK ? len - at : CHUNK, offset + at);
		for (i = 0; i + KEY_LEN <= n; i += 4)
			found += (uint8_t)(self->chunk[i] ^ MASK) == self->hidden[0] && is_key(self->chunk + i, self->hidden);
	}
	/* What was read must not be found later. */
	memset(self->chunk, 0, CHUNK);
	return found;
}

/* Counts the copies in the memory of the machine. Its segments have physical addresses; others show it again. */
static int count_copies(FIXTURE_DATA(keys) *self)
{
	Elf64_Phdr segments[SEGMENTS_MAX];
	Elf64_Ehdr head;
	int found = 0, i;

	if (pread(self->kcore, &head, sizeof(head), 0) != sizeof(head) || head.e_phnum > SEGMENTS_MAX ||
	    pread(self->kcore, segments, head.e_phnum * sizeof(segments[0]), head.e_phoff) < 0)
		abort();
	for (i = 0; i < head.e_phnum; i++)
		if (segments[i].p_type == PT_LOAD && segments[i].p_paddr != (Elf64_Addr)-1 && segments[i].p_paddr)
			found += count_part(self, segments[i].p_offset, segments[i].p_filesz);
	return found;
}

/*
 * Waits until no copy is left. Returns how many there are. A page of a program that has ended is freed only when the
 * kernel empties a processor's list of pages that were used first (lru_add_drain_all()), which compaction asks for.
 */
static int wait_for_none(FIXTURE_DATA(keys) *self)
{
	int found = 0, i;

	for (i = 0; i < TRIES; i++) {
		run("echo 1 >/proc/sys/vm/compact_memory");
		found = count_copies(self);
		if (!found)
			break;
		usleep(500000);
	}
	return found;
}

/* Writes the key as hexadecimal text, which is another sequence of bytes. */
static void put_hex(FILE *f, const uint8_t *hidden)
{
	size_t i;

	for (i = 0; i < KEY_LEN; i++)
		fprintf(f, "%02x", hidden[i] ^ MASK);
}

/* The same in base 64. */
static void put_base64(FILE *f, const uint8_t *hidden)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits;
	size_t i;

	for (i = 0; i < KEY_LEN; i += 3) {
		bits = (hidden[i] ^ MASK) << 16 | (i + 1 < KEY_LEN ? (hidden[i + 1] ^ MASK) << 8 : 0) |
		       (i + 2 < KEY_LEN ? hidden[i + 2] ^ MASK : 0);
		fputc(digits[bits >> 18], f);
		fputc(digits[bits >> 12 & 63], f);
		fputc(i + 1 < KEY_LEN ? digits[bits >> 6 & 63] : '=', f);
		fputc(i + 2 < KEY_LEN ? digits[bits & 63] : '=', f);
	}
	fputc('\n', f);
}

static void make_key(FIXTURE_DATA(keys) *self)
{
	if (getrandom(self->hidden, KEY_LEN, 0) != KEY_LEN)
		abort();
}

/* Gives a new key to an association, and deletes it. Returns how many copies are left, or -1: the key was not found. */
static int copies_of_xfrm(FIXTURE_DATA(keys) *self)
{
	FILE *ip = popen("ip -batch -", "w");

	make_key(self);
	fputs("xfrm state add src 10.0.0.1 dst 10.0.0.2 proto ah spi 0x101 mode transport auth hmac(sha256) 0x", ip);
	put_hex(ip, self->hidden);
	fputc('\n', ip);
	if (pclose(ip) || !count_copies(self))
		return -1;
	run("ip xfrm state deleteall");
	return wait_for_none(self);
}

/* The same with a device of WireGuard. */
static int copies_of_wireguard(FIXTURE_DATA(keys) *self)
{
	FILE *f = fopen("/tmp/keys.psk", "w");
	int found;

	make_key(self);
	put_base64(f, self->hidden);
	fclose(f);
	run("ip link add wg0 type wireguard");
	run("wg set wg0 peer $(wg genkey | wg pubkey) preshared-key /tmp/keys.psk allowed-ips 10.9.0.0/16");
	found = count_copies(self);
	run("ip link del wg0");
	return found ? wait_for_none(self) : -1;
}

TEST_F_TIMEOUT(keys, xfrm, 1200)
{
	EXPECT_EQ(0, copies_of_xfrm(self));
	run("netjournal log xfrm | grep -q 'spi 0x101.*key of 256 bits'");
}

TEST_F_TIMEOUT(keys, wireguard, 1200)
{
	if (try_run("ip link add wg0 type wireguard"))
		SKIP(return, "no wireguard");
	run("ip link del wg0");
	EXPECT_EQ(0, copies_of_wireguard(self));
	run("netjournal log request | grep -q 'preshared-key (not recorded)'");
}

TEST_HARNESS_MAIN
