#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/bench/run that runs in the virtual machine: prepares the files for auditd, and runs the rows.

mkdir -p /etc/audit /var/log/audit
printf '%s\n' 'log_file = /var/log/audit/audit.log' 'log_format = RAW' 'flush = NONE' \
	'max_log_file = 512' 'max_log_file_action = IGNORE' 'space_left_action = IGNORE' \
	'admin_space_left_action = IGNORE' 'disk_full_action = IGNORE' 'space_left = 2' \
	'admin_space_left = 1' >/etc/audit/auditd.conf
echo never >/sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null
exec bench "$@"
