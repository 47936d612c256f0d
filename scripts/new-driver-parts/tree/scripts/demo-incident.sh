#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# What `make demo` plays, inside of its virtual machine: a device with some channels, which an
# operator, a script and the device itself change. In the evening a channel is at 0, and nobody
# did it.

say() { printf '\n# %s\n' "$*"; }
# Shows a command and runs it.
run() { printf "\$ %s\n" "$1"; eval "$1" 2>&1; }

cat >/usr/local/sbin/nightly-check <<'END'
#!/bin/bash
# "Does the valve still close?" by somebody who has long left.
netjournal channel 2 target 0
END
chmod +x /usr/local/sbin/nightly-check

say "The operator opens a valve and starts a pump; the device takes its time."
run 'netjournal channel 1 label pump target 4000'
run 'netjournal channel 2 label valve target 2500'
run 'netjournal channel'
sleep 1
run 'netjournal channel'

say "What is wrong is refused, with the reason."
run 'netjournal channel 9 target 1'
run 'netjournal channel 1 target 5000'

say "A program follows the events as they come."
netjournal log -f -j channel --channel 2 >/run/follow.json &
follower=$!
sleep 0.5
run 'nightly-check'
run 'netjournal note "ticket 4711: customer says there is no water"'
sleep 1
kill $follower
run 'cat /run/follow.json'

say "In the evening: the valve is shut. Who did that?"
run 'netjournal channel 2'
run 'netjournal log --channel 2'
run 'netjournal log note'
run 'netjournal show 4'
run 'netjournal status'
