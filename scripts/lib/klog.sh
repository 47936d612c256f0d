# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# The scan of a kernel log. Source lib/common.sh first.

# Patterns of kernel messages that report a fault. Short words are anchored by the text after them, so
# that lines with "DEBUG:" and "BIOS bug" do not match.
KLOG_BAD='(^|[^[:alnum:]_])BUG[: ]|WARNING:|UBSAN:|KASAN:|KFENCE:|KCSAN:|Oops|Kernel panic|general protection'
KLOG_BAD+='|suspicious RCU|possible (circular|recursive|irq lock inversion|deadlock)|inconsistent lock state'
KLOG_BAD+='|unreferenced object|ref_tracker:|waiting for .* to become free|blocked for more than'
KLOG_BAD+='|Objects remaining|Call Trace:|rcu.*stall|rcu:.*detected stall|soft lockup|hard LOCKUP'
KLOG_BAD+='|refcount_t:|list_(add|del) corruption|Slab corruption|Padding overwritten|Redzone overwritten'
KLOG_BAD+='|Object already free|Poison overwritten|scheduling while atomic|unable to handle'

# scan_kernel_log FILE: prints the bad lines and returns 1 if there are any. (Lines with the kernel's command line
# are left out, because its words can look like a fault.)
scan_kernel_log() {
	if [ ! -s "$1" ]; then
		echo "no kernel log in $1"
		return 1
	fi
	# If the kernel cannot make a cache, it prints a call trace (kmem_cache_create()). Tests cause this by a lack
	# of memory (-ENOMEM, and -EINVAL of __kmem_cache_create()), so such a trace is no fault; nor is a reference
	# that the kernel has no memory to track. A log that cannot be read counts as bad.
	! { awk '/kmem_cache_create.* failed with error -(12|22)\r?$/ { n = 4 }
		n && n-- && /Call Trace:/ { $0 = ""; n = 0 }
		{ print }' "$1" || echo "BUG: $1 could not be read"; } | grep -a -E -n -e "$KLOG_BAD" | grep -a -v -i -E 'command line: |warnings timeout set to|ref_tracker: memory allocation failure'
}
