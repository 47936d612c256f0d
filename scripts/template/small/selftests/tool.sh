#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The tool end to end, on the real module: what it prints, and its exit status.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"

# Nobody has set a channel yet.
rmmod example
modprobe example

check 'get: all' 0 '^channel 7: level 0, set 0 times$' example get
check 'get: all, in order' 0 '^channel 0: ' example get
check 'set: both' 0 '' example set 1 label pump level 4000
check 'set: again' 0 '' example set 1 level 5
check 'get: one' 0 '^channel 1 \(pump\): level 5, set 2 times$' example get 1
check 'get: JSON of one' 0 '^\{"index":1,"level":5,"changes":2,"label":"pump"\}$' example -j get 1
check 'get: JSON of all is one array' 0 '^\[\{"index":0,.*\{"index":7,.*\}\]$' example get --json

check 'wrong: no such channel' 2 'there is no such channel.*attribute index' example get 9
check 'wrong: the limits are named' 2 'level must be at most 100000' example set 1 level 100001
check 'wrong: a label that is too long' 2 'label must have at most 15 bytes' example set 1 label 0123456789012345
check 'wrong: nothing to set' 2 'neither label nor level' example set 1
check 'wrong: no number' 1 'not the number of a channel: one' example get one
check 'wrong: no level' 1 'level needs a number' example set 1 level
check 'wrong: a word' 1 'unexpected word: colour' example set 1 colour red
check 'wrong: a verb' 1 'unknown verb: dance' example dance
check 'wrong: no privilege' 2 'CAP_NET_ADMIN' unshare -Ur example get
check 'help' 0 '^  monitor ' example --help
check 'version' 0 "$(cat /root/built-with)\$" example --version

example monitor -j >/tmp/events &
monitor=$!
waits $monitor
example set 2 label 'a "b"' level 1
example set 3 level 2
until_in /tmp/events '"index":3'
kill $monitor
wait $monitor
result $? 'monitor ends well by a signal'
check 'monitor: an event' 0 '^\{"index":2,"level":1,"changes":1,"label":"a \\"b\\""\}$' cat /tmp/events
check 'monitor: the next' 0 '^\{"index":3,' cat /tmp/events

rmmod example
check 'without the module it is loaded' 0 '^channel 0: level 0, set 0 times$' example get

plan
