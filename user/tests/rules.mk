# SPDX-License-Identifier: GPL-2.0
#
# For user/Makefile: what the tests here need besides their source.

scripted_tests := $(addprefix $(src)/tests/,usage pages stored)

# Messages that were saved from live kernels.
$(O)/tests/%.o: all_cflags += -DCORPUS='"$(abspath $(src)/tests/corpus)"'

# Tests that take the place of what a program calls.
$(O)/tests/test_answers $(O)/tests/test_families: override LDFLAGS += -Wl,--wrap=recvmsg,--wrap=nl_sendto
$(O)/tests/test_reader: override LDFLAGS += \
	$(addprefix -Wl$(comma)--wrap=,recvmmsg getsockopt $(addprefix client_,listen records resolve status wait))
$(O)/tests/test_missing: override LDFLAGS += -Wl,--wrap=fopen
$(O)/tests/test_filter: override LDFLAGS += -Wl,--wrap=processes_find
$(O)/tests/test_processes: override LDFLAGS += \
	$(addprefix -Wl$(comma)--wrap=client_,open close process processes)
$(O)/tests/test_ended: override LDFLAGS += \
	$(addprefix -Wl$(comma)--wrap=,client_ended client_processes domain_named)
$(O)/tests/test_nomem: override LDFLAGS += \
	$(addprefix -Wl$(comma)--wrap=,malloc calloc realloc reallocarray strdup nl_socket_alloc nlmsg_alloc nlmsg_alloc_simple)
$(O)/tests/test_nomem: $(O)/tests/tool_main.o

# main.c as a part of a test.
$(O)/tests/tool_main.o: $(src)/main.c $(O)/flags
	@mkdir -p $(@D)
	$(CC) $(all_cflags) -Dmain=tool_main -MMD -MP -MT $@ -c -o $@ $<

# A program that a test of the verbs runs.
check: export FILL := $(abspath $(O)/tests/fill_store)
check: $(O)/tests/fill_store
