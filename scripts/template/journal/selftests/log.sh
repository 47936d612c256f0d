#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The journal by the tool: who set which channel.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
rmmod example
modprobe example

example set 1 label pump level 4000
sh -c 'example set 2 level 7; :'
check 'log: what, and who' 0 'change +channel 1 \(pump\): level 4000 +.*example set 1 label pump level 4000 \[[0-9]+\] < .*log\.sh' example log
check 'log: by kind' 0 'channel 2: level 7' example log change
check 'log: by channel' 0 'channel 2: level 7' example log --channel 2
succeeds 'log: by channel, no other' sh -c "! grep -q 'channel 1' $out"
check 'log: JSON' 0 '"kind":"change".*"channel":\{"index":1,"level":4000,"changes":1,"label":"pump"\}' example log -j
check 'log: by process' 0 'channel 1' example log --comm log.sh
check 'show' 0 'level' example show 1
check 'note' 0 '^#' example note something happened
check 'log: a note' 0 'note +something happened' example log note
check 'status' 0 'change' example status
check 'config' 0 '' example config change off
example set 3 level 1
succeeds 'config: it is not recorded' sh -c "! example log | grep -q 'channel 3'"
check 'clear' 0 '' example clear
succeeds 'clear: it is gone' sh -c "! example log change | grep -q 'channel 1'"

example config change on
example log -f -n 0 -j >/tmp/followed &
follower=$!
waits $follower
example set 4 level 44
until_in /tmp/followed '"level":44'
kill $follower
wait $follower
result $? 'log -f ends well by a signal'
check 'log -f: what came' 0 '"index":4' cat /tmp/followed

plan
