# SPDX-License-Identifier: GPL-2.0
#
# The decoder and the printer, for user/Makefile.
#
#   make -C user fuzz CC=clang [FUZZ_TIME=SECONDS]   the decoder under libFuzzer
#   make -C user O=DIR DIR/tests/save                saves live objects for the corpus

DECODER_OBJS := decode.o decode_addr.o decode_encap.o decode_link.o \
		decode_linkinfo.o decode_neigh.o decode_nexthop.o \
		decode_route.o decode_rule.o event.o rtnames.o selector.o
DECODER_TESTS := $(addprefix tests/test_,decode decode_rare event mutate rtnames selector)

$(O)/tests/test_changes.o $(O)/tests/test_event.o $(O)/tests/test_mutate.o \
$(O)/tests/test_selector.o: \
	all_cflags += -DCORPUS='"$(abspath $(src)/tests/corpus)"'

# This file is read before the first rule of the Makefile.
.DEFAULT_GOAL := all

FUZZ_TIME ?= 60

fuzz:
	@mkdir -p $(O)/fuzz
	$(CC) $(all_cflags) -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=undefined -o $(O)/fuzz/fuzz_event \
		$(src)/tests/fuzz_event.c $(addprefix $(src)/,out.c $(DECODER_OBJS:.o=.c))
	@mkdir -p $(O)/fuzz/found
	cd $(O)/fuzz && ./fuzz_event -max_total_time=$(FUZZ_TIME) -max_len=4096 \
		-verbosity=0 found $(abspath $(src)/tests/corpus)

.PHONY: fuzz
