# shellcheck shell=bash disable=SC2034 # the sourcing scripts use these
# SPDX-License-Identifier: GPL-2.0
#
# What the scripts know of this driver's subject. Source lib/common.sh first.

# Programs that every virtual machine has, besides bash, dash, busybox and kmod, and their packages.
DOMAIN_PROGRAMS=(ip ifconfig)
DOMAIN_PROGRAM_PACKAGES=(iproute2 net-tools)

# Modules that every virtual machine has, if its kernel has them, and those that the kernel loads by
# an alias that begins like this pattern.
DOMAIN_MODULES=()
DOMAIN_MODULE_ALIASES=''
# Lines for /etc/modprobe.d.
DOMAIN_MODPROBE=''

# More words for the kernel's command line in the selftests.
DOMAIN_APPEND=''

# Slab caches that are checked for overwrites and use after free in the selftests: the caches of the
# module's objects and messages.
DOMAIN_CACHES='kmalloc-*,skbuff*,net_namespace'

# Files of the module in plain C, which are also built on this machine: a pattern.
DOMAIN_PLAIN_C=''

# Packages for building the tool, besides libnl's.
DOMAIN_BUILD_PACKAGES=''

# Packages of the demo, and options of scripts/vm that bring what else plays in it.
DOMAIN_DEMO_PACKAGES=''
DOMAIN_DEMO_CAST=()

### What this driver adds to the tests that every driver has; lib/tier.sh explains `check` and `job`

# make test
domain_test() {
	job check 'benchmark builds' "$TOP/scripts/bench/run" --build
}

# make test-matrix
domain_test_matrix() {
	job check 'demo' "$TOP/scripts/demo/run"
}

# make test-deep: a function part_NAME for each
DOMAIN_PARTS=()
