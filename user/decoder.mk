# SPDX-License-Identifier: GPL-2.0
# The decoder and the printer, for user/Makefile.

DECODER_OBJS := decode.o decode_addr.o decode_encap.o decode_link.o \
		decode_linkinfo.o decode_neigh.o decode_nexthop.o \
		decode_route.o decode_rule.o event.o out.o rtnames.o selector.o
DECODER_TESTS :=
