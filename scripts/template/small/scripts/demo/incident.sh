#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# What `make demo` plays, inside of its virtual machine.

say() { printf '\n# %s\n' "$*"; }
# Shows a command and runs it. The demo also shows what is refused, so the command may fail.
run() { printf "\$ %s\n" "$1"; eval "$1" 2>&1 || true; }

example monitor >/run/events &
monitor=$!
until grep -q poll "/proc/$monitor/wchan"; do sleep 0.1; done

say "Channels are set and read."
run 'example set 1 label pump level 4000'
run 'example set 2 label valve level 2500'
run 'example get 1'
run 'example -j get 2'

say "A wrong request is refused. The kernel names the attribute and its limits."
run 'example set 9 level 1'
run 'example set 1 level 100001'

say "Somebody who watched heard each change."
kill "$monitor"
wait "$monitor"
run 'cat /run/events'
