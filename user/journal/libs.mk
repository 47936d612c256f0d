# SPDX-License-Identifier: GPL-2.0
#
# Libraries that the files here can do without. user/Makefile includes this.

# The store. Without this library, the tool reads and writes none, and says so.
ifeq ($(shell $(PKG_CONFIG) --exists sqlite3 && echo y),y)
nl_cflags += $(shell $(PKG_CONFIG) --cflags sqlite3)
nl_libs += $(shell $(PKG_CONFIG) --libs sqlite3)
left_out += journal/archive_none
else
left_out += journal/archive_db journal/archive_read journal/archive_schema journal/archive_write
endif
# The system journal, likewise.
ifeq ($(shell $(PKG_CONFIG) --exists libsystemd && echo y),y)
nl_cflags += $(shell $(PKG_CONFIG) --cflags libsystemd)
nl_libs += $(shell $(PKG_CONFIG) --libs libsystemd)
left_out += journal/sysjournal_none
else
left_out += journal/sysjournal
endif

# Tests that take the place of what a program calls.
$(O)/tests/test_recorder: override LDFLAGS += \
	$(addprefix -Wl$(comma)--wrap=client_,open close status records process processes)
$(O)/tests/test_sysjournal: override LDFLAGS += -Wl,--wrap=sd_journal_sendv,--wrap=access
