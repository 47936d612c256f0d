# SPDX-License-Identifier: GPL-2.0
#
# Every entry point; `make help` lists them. The work is done by kmod/Makefile, user/Makefile
# and scripts/.

KDIR ?= /lib/modules/$(shell uname -r)/build
PREFIX ?= /usr/local
SBINDIR ?= $(PREFIX)/sbin
MANDIR ?= $(PREFIX)/share/man
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
INCLUDEDIR ?= $(PREFIX)/include
DEPMOD ?= depmod
# For `make vm`, `make test-vm`: 6.1, 6.12, newest or a release name.
KERNEL ?= 6.1

# The tree is put below DESTDIR for a package; modules too, unless told otherwise.
INSTALL_MOD_PATH ?= $(DESTDIR)

all: tool module ## build the tool and the module (KDIR= for another than the running kernel)

help: ## list the entry points
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | \
		while IFS="$$(printf '\t')" read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

tool: ## build the tool only (user/netjournal)
	$(MAKE) -C user

module: headers ## build the module only (kmod/netjournal.ko)
	$(MAKE) -C kmod KDIR=$(KDIR)

headers:
	@if [ ! -e $(KDIR)/Makefile ]; then \
		echo "No kernel headers at $(KDIR)." >&2; \
		echo "Install those of the running kernel (Debian: linux-headers-$$(uname -r)), or" >&2; \
		echo "name others: make KDIR=/path/to/headers. (make test and make demo need none.)" >&2; \
		exit 1; \
	fi

demo: ## play an incident in a virtual machine and show what the journal says of it
	@scripts/demo/run

picture: ## draw the picture in README.md from what the demo prints
	@scripts/demo/picture

test: ## run the tests for every change: on the host, and in virtual machines with Debian 12's kernel
	@scripts/test

test-matrix: ## the tests in full, on all kernels, and those that take more time
	@scripts/test-matrix

.PHONY: test-deep test-daemons test-truth coverage test-new-driver

test-deep: ## the tests that look for what seldom happens (PART=races: one part of them)
	@scripts/test-deep $(if $(PART),--part $(PART)) $(if $(PART_OF),--part-of $(PART_OF))

test-daemons: ## real daemons at work, and who the journal says did it (2 minutes)
	@scripts/suites/daemons/run

test-truth: ## the kernel's own selftests, without the module and with it (5 minutes)
	@scripts/suites/truth/run

coverage: ## which lines and branches the tests run through: a table, and a failure below what is promised
	@scripts/static/coverage

test-new-driver: ## make a driver with scripts/new-driver and run its tests
	@scripts/test-new-driver

test-interop: ## clients of others talk to the module: YNL, genl, libnl, pyroute2, tshark
	@scripts/suites/interop/run

test-vm: ## only the selftests, on one kernel (KERNEL=newest)
	@scripts/run-selftests --kernel $(KERNEL)

fuzz: ## send good, nearly good and broken requests to the module, until one finds something
	@scripts/suites/fuzz/run --for-ever

vm: ## a shell in a virtual machine with the module loaded (KERNEL=newest for another)
	@scripts/machine/shell --kernel $(KERNEL)

.PHONY: bench bench-list test-storm

test-storm: ## a million changes, while followers read fast, slowly, and not at all (10 minutes)
	@scripts/run-selftests --kernel $(KERNEL) --percent 2500 --timeout 3600 \
		--append "SELFTEST_TIMEOUT=3000 netjournal.ring_size_max=1073741824 netjournal.netns_memory_max=2147483648" storm

bench: ## measure what recording and reading cost, in ratios (ROWS="record replay ..." for a part)
	@scripts/bench/run --kernel $(KERNEL) $(ROWS)

bench-list: ## the speed of `list` beside ip and others, on this machine in a network namespace of its own
	@scripts/bench/list

generate: ## write what is made from uapi/netjournal.yaml: the uapi header, the tool's tables
	@scripts/generate

check-generated: ## fail if they are not what the spec yields
	@scripts/generate --check

lint: ## the direction of includes, checkpatch and sparse on the module, shellcheck on the scripts
	@scripts/static/lint

analyze: ## gcc -fanalyzer, clang-tidy and cppcheck on module and tool (3 minutes)
	@scripts/static/analyze

install: install-module install-tool ## install module and tool (DESTDIR, PREFIX, INSTALL_MOD_PATH)

install-module: module
	$(MAKE) -C $(KDIR) M=$(CURDIR)/kmod INSTALL_MOD_PATH=$(INSTALL_MOD_PATH) DEPMOD=true modules_install
	@if [ -z "$(DESTDIR)$(INSTALL_MOD_PATH)" ]; then \
		echo "$(DEPMOD) $(release)"; $(DEPMOD) $(release); \
	else \
		echo "depmod is left to the package (DESTDIR or INSTALL_MOD_PATH is set)"; \
	fi

# The release of the kernel in KDIR, by which its modules' folder is called. (Debian's kernelrelease
# target prints another.)
release = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)".*/\1/p' $(KDIR)/include/generated/utsrelease.h 2>/dev/null)

# The man pages of a section where they are installed.
installed_man = $(patsubst user/man/%,$(DESTDIR)$(MANDIR)/man$(1)/%,$(wildcard user/man/*.$(1)))

install-tool: tool
	install -D -m 755 user/netjournal $(DESTDIR)$(SBINDIR)/netjournal
	install -D -m 644 -t $(DESTDIR)$(MANDIR)/man8 user/man/*.8
	install -D -m 644 -t $(DESTDIR)$(MANDIR)/man5 user/man/*.5
	install -D -m 644 user/completion/netjournal.bash $(DESTDIR)$(COMPLETIONDIR)/netjournal
	install -D -m 644 uapi/linux/netjournal.h $(DESTDIR)$(INCLUDEDIR)/linux/netjournal.h

uninstall: ## remove what `make install` put there (with the same variables)
	rm -f $(DESTDIR)$(SBINDIR)/netjournal $(call installed_man,8) $(call installed_man,5) \
		$(DESTDIR)$(COMPLETIONDIR)/netjournal $(DESTDIR)$(INCLUDEDIR)/linux/netjournal.h
	@if [ -e $(KDIR)/Makefile ]; then \
		for d in updates extra; do rm -f $(INSTALL_MOD_PATH)/lib/modules/$(release)/$$d/netjournal.ko*; done; \
		if [ -z "$(DESTDIR)$(INSTALL_MOD_PATH)" ]; then $(DEPMOD) $(release); fi; \
	else \
		echo "no kernel headers at $(KDIR): the module was not looked for" >&2; \
	fi

clean: ## remove everything that was built (the cache of kernels stays)
	-$(MAKE) -C user clean
	rm -rf build
	for d in kmod kmod/net; do \
		rm -rf $$d/*.o $$d/.*.o $$d/*.ko $$d/*.mod $$d/*.mod.c $$d/.*.cmd $$d/.*.d $$d/*.order $$d/*.symvers \
			$$d/.tmp_versions $$d/.module-common.o; \
	done

.PHONY: all help tool module headers demo picture test test-matrix test-interop test-vm fuzz vm generate check-generated lint analyze \
	install install-module install-tool uninstall clean
