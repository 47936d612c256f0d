#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Names over time: a change is found by the name that a device had at that time. The devices of one name
# are not mixed up, and the ports of a device are found by it also when they leave. Runs in its own network
# namespace.
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

# lines NAME COUNT COMMAND...: the output has as many lines.
lines() {
	name=$1 count=$2
	shift 2
	"$@" >"$out" 2>"$err"
	[ "$(wc -l <"$out")" = "$count" ] || sed 's/^/#   /' "$out" "$err"
	succeeds "$name" [ "$(wc -l <"$out")" = "$count" ]
}

# lacks NAME PATTERN: no line of the last output matches.
lacks() {
	! grep -E -e "$2" "$out" | sed 's/^/#   /' | grep . || true
	succeeds "$1" sh -c '! grep -qE -e "$1" "$2"' sh "$2" "$out"
}

ip link set lo up
ip link add va mtu 1401 type dummy
ip link add vb mtu 1402 type dummy
netjournal watch link --dev tmp >/tmp/watch 2>&1 &
watcher=$!
waits $watcher
ip addr add 10.0.1.1/24 dev va
ip addr add 10.0.2.1/24 dev vb
ip link set va name tmp
ip link set vb name va
ip link set tmp name vb
ip addr add 10.0.3.1/24 dev va
ip addr add 10.0.4.1/24 dev vb
until_in /tmp/watch 'tmp -> vb'
kill -INT $watcher
wait $watcher

check 'a rename is found by the old name' 0 'renamed va -> tmp' netjournal log link --dev va
succeeds 'and by the new name' grep -qE 'renamed vb -> va' "$out"
lacks 'but not one between other names' 'tmp -> vb'
check 'a name for a moment: its first rename' 0 'renamed va -> tmp' netjournal log --dev tmp
succeeds 'a name for a moment: its second rename' grep -qE 'renamed tmp -> vb' "$out"
lines 'a name for a moment: nothing else' 2 netjournal log --dev tmp
check 'swapped: an address by the old name' 0 '10\.0\.1\.1/24 dev va ' netjournal log addr --dev va
succeeds 'swapped: an address by the new name' grep -qE '10\.0\.3\.1/24 dev va ' "$out"
lacks 'swapped: no address of the other device' '10\.0\.[24]\.1'
check 'swapped: the other device' 0 '10\.0\.4\.1/24 dev vb ' netjournal log addr --dev vb
lacks 'swapped: no address of the first device' '10\.0\.[13]\.1'
check 'a word' 0 'renamed va -> tmp' netjournal log va changed
netjournal log link -f -n 99 --dev tmp >/tmp/follow 2>&1 &
follower=$!
waits $follower
kill -INT $follower
wait $follower
succeeds 'a follower' grep -q 'renamed tmp -> vb' /tmp/follow
succeeds 'watch: both renames' [ "$(grep -cE '(va -> tmp|tmp -> vb)' /tmp/watch)" = 2 ]

check 'blame: the device that has the name' 0 '^link va .* mtu 1402 [^()]*: present$' netjournal blame va
succeeds 'blame: the device that had it' grep -qE '^link vb .* mtu 1401 .* \(formerly va\): present$' "$out"
check 'blame: JSON' 0 '"present-by":"kernel","formerly":"va"' netjournal blame va -j
succeeds 'blame: JSON, without the former device' sh -c '[ "$(netjournal blame va -j | grep -c formerly)" -gt 0 ] &&
	netjournal blame va -j | grep -v formerly | grep -q "\"mtu\":1402"'
check 'blame: an address by the name of that time' 0 '^addr 10\.0\.1\.1/24 dev ' netjournal blame addr 10.0.1.1 dev va
check 'list --who: the right device' 0 '10\.0\.4\.1/24 .*dev vb .*ip addr add 10\.0\.4\.1/24 dev vb ' netjournal list addr --who

ip link add bond0 type bond mode active-backup miimon 100
ip link add br0 type bridge
ip link add p0 type dummy
ip link set p0 master bond0
ip link set p0 nomaster
ip link set p0 down
ip link set p0 master br0
ip link set p0 nomaster
check 'a released port of a bond, by its bond' 0 'p0 .*master bond0 -> none' netjournal log link --dev bond0
lacks 'and not what came later' 'br0'
check 'a released port of a bridge, by its bridge' 0 'p0 .*master br0 -> none' netjournal log link --dev br0
ip link set bond0 name bond9
check 'by the name that the bond had' 0 'p0 .*master bond0 -> none' netjournal log link --dev bond0
lines 'and not by its later name' 1 netjournal log link --dev bond9 -v

ip link set va up
ip link set vb up
ip route add 10.9.0.0/16 dev va
ip route replace 10.9.0.0/16 dev vb
check 'a route that left a device' 0 'route +~ 10\.9\.0\.0/16 dev va -> vb' netjournal log route --dev va
ip neigh add 10.0.3.9 lladdr 02:00:00:00:00:01 dev va
ip neigh replace 10.0.3.9 lladdr 02:00:00:00:00:02 dev va
check 'a neighbour by the address that it had' 0 '00:01 -> 02:00:00:00:00:02' netjournal log 02:00:00:00:00:01

plan
