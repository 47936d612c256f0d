# SPDX-License-Identifier: GPL-2.0
#
# The entry points that every driver has. The Makefile at the top includes this file, and adds those
# of its own. The work is done by kmod/Makefile, user/Makefile and scripts/.

# The name of the family, the module, the tool and the spec.
NAME := $(basename $(notdir $(wildcard uapi/*.yaml)))

KDIR ?= /lib/modules/$(shell uname -r)/build
PREFIX ?= /usr/local
SBINDIR ?= $(PREFIX)/sbin
MANDIR ?= $(PREFIX)/share/man
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
INCLUDEDIR ?= $(PREFIX)/include
UNITDIR ?= $(PREFIX)/lib/systemd/system
DEPMOD ?= depmod
# For `make vm`, `make test-vm`: 6.1, 6.12, newest or a release name.
KERNEL ?= 6.1

# The tree is put below DESTDIR for a package; modules too, unless told otherwise.
INSTALL_MOD_PATH ?= $(DESTDIR)

all: tool module ## build the tool and the module (KDIR= for another kernel than the running one)

help: ## list the entry points
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | \
		while IFS="$$(printf '\t')" read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

tool: ## build the tool only (in user/)
	$(MAKE) -C user

module: headers ## build the module only (in kmod/)
	$(MAKE) -C kmod KDIR=$(KDIR)

headers:
	@if [ ! -e $(KDIR)/Makefile ]; then \
		echo "No kernel headers at $(KDIR)." >&2; \
		echo "Install those of the running kernel (Debian: linux-headers-$$(uname -r)), or" >&2; \
		echo "name others: make KDIR=/path/to/headers. (make test and make demo need none.)" >&2; \
		exit 1; \
	fi

demo: ## the driver at work, in a virtual machine
	@scripts/demo/run

test: ## run the tests for every change: on the host, and in virtual machines with Debian 12's kernel
	@scripts/test

test-matrix: ## the tests in full, on all kernels, and those that take more time
	@scripts/test-matrix

test-deep: ## the tests that look for rare faults (PART=NAME: one part of them)
	@scripts/test-deep $(if $(PART),--part $(PART)) $(if $(PART_OF),--part-of $(PART_OF))

test-vm: ## only the selftests, on one kernel (KERNEL=newest)
	@scripts/run-selftests --kernel $(KERNEL)

vm: ## a shell in a virtual machine with the module loaded (KERNEL=newest for another)
	@scripts/machine/shell --kernel $(KERNEL)

generate: ## write the files that are made from the spec in uapi/: the header, the tool's tables
	@scripts/generate

check-generated: ## fail if the generated files do not match the spec
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

# The release of the kernel in KDIR, which is the name of its modules' folder. Debian's target
# kernelrelease prints another one.
release = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)".*/\1/p' $(KDIR)/include/generated/utsrelease.h 2>/dev/null)

# The paths of the installed man pages.
installed_man = $(foreach page,$(wildcard user/man/*.[1-8]),\
	$(DESTDIR)$(MANDIR)/man$(patsubst .%,%,$(suffix $(page)))/$(notdir $(page)))

units = $(wildcard user/systemd/*.service)

install-tool: tool
	install -D -m 755 user/$(NAME) $(DESTDIR)$(SBINDIR)/$(NAME)
	for page in user/man/*.[1-8]; do \
		install -D -m 644 -t $(DESTDIR)$(MANDIR)/man$${page##*.} $$page || exit 1; \
	done
	install -D -m 644 user/completion/$(NAME).bash $(DESTDIR)$(COMPLETIONDIR)/$(NAME)
	install -D -m 644 -t $(DESTDIR)$(INCLUDEDIR)/linux uapi/linux/$(NAME)*.h
	for unit in $(notdir $(units)); do \
		install -d $(DESTDIR)$(UNITDIR) && \
		sed 's|@SBINDIR@|$(SBINDIR)|' user/systemd/$$unit >$(DESTDIR)$(UNITDIR)/$$unit || exit 1; \
	done

uninstall: ## remove what `make install` put there (with the same variables)
	rm -f $(DESTDIR)$(SBINDIR)/$(NAME) $(installed_man) $(DESTDIR)$(COMPLETIONDIR)/$(NAME) \
		$(patsubst uapi/%,$(DESTDIR)$(INCLUDEDIR)/%,$(wildcard uapi/linux/$(NAME)*.h)) \
		$(addprefix $(DESTDIR)$(UNITDIR)/,$(notdir $(units)))
	@if [ -e $(KDIR)/Makefile ]; then \
		for d in updates extra; do rm -f $(INSTALL_MOD_PATH)/lib/modules/$(release)/$$d/$(NAME).ko*; done; \
		if [ -z "$(DESTDIR)$(INSTALL_MOD_PATH)" ]; then $(DEPMOD) $(release); fi; \
	else \
		echo "no kernel headers at $(KDIR): the module was not looked for" >&2; \
	fi

clean: ## remove everything that was built (the cache of kernels stays)
	-$(MAKE) -C user clean
	rm -rf build
	for d in kmod kmod/*/; do \
		rm -rf $$d/*.o $$d/.*.o $$d/*.ko $$d/*.mod $$d/*.mod.c $$d/.*.cmd $$d/.*.d $$d/*.order $$d/*.symvers \
			$$d/.tmp_versions $$d/.module-common.o; \
	done

.PHONY: all help tool module headers demo test test-matrix test-deep test-vm vm generate check-generated lint analyze \
	install install-module install-tool uninstall clean
