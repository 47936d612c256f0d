/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions that concern what is recorded; see
 * ../compat.h.
 */
#ifndef NJ_NET_COMPAT_H
#define NJ_NET_COMPAT_H

#include <linux/socket.h>
#include <net/ip_fib.h>
#include <net/sock.h>

/* kernel_bind() and kernel_connect() take a struct of their own since 7.0. */
#ifdef NJ_HAVE_SOCKADDR_UNSIZED
#define nj_sockaddr(addr)	((struct sockaddr_unsized *)(addr))
#else
#define nj_sockaddr(addr)	((struct sockaddr *)(addr))
#endif

/* sk_drops may be spread over several counters since 6.18. */
static inline u32 nj_sk_drops(const struct sock *sk)
{
#ifdef NJ_HAVE_SK_DROPS_READ
	return sk_drops_read(sk);
#else
	return atomic_read(&sk->sk_drops);
#endif
}

/*
 * Some kernels announce the routes that go with a removed preferred source
 * address, and tell so in the fib_info; the others drop them in silence.
 */
static inline bool nj_fib_announced(const struct fib_info *fi)
{
#ifdef NJ_HAVE_PFSRC_REMOVED
	return fi->pfsrc_removed;
#else
	return false;
#endif
}

/* Whether this one does. */
static inline bool nj_fib_announces(void)
{
#ifdef NJ_HAVE_PFSRC_REMOVED
	return true;
#else
	return false;
#endif
}

#endif
