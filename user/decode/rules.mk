# SPDX-License-Identifier: GPL-2.0
#
# For user/Makefile:
#
#   make -C user fuzz CC=clang [FUZZ_LIMIT=OPTION]   the decoder under libFuzzer, for a minute unless this option of it says else
#   make -C user O=DIR DIR/tests/save                saves live objects for the corpus

FUZZ_LIMIT ?= -max_total_time=60

fuzz:
	@mkdir -p $(O)/fuzz
	$(CC) $(all_cflags) -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=undefined -o $(O)/fuzz/fuzz_event \
		$(src)/tests/fuzz_event.c $(wildcard $(addprefix $(src)/,base/*.c decode/*.c decode/*/*.c nl/*.c)) \
		$(addprefix $(src)/,net/kinds.c net/rtnl.c net/sysctls.c net/xfrms.c net/nfts.c net/tcs.c net/vlans.c net/socket.c) $(nl_libs)
	@mkdir -p $(O)/fuzz/found
	cd $(O)/fuzz && ./fuzz_event $(FUZZ_LIMIT) -max_len=4096 \
		-verbosity=0 found $(abspath $(src)/tests/corpus)

.PHONY: fuzz
