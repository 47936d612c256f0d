#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Links that move between network namespaces: both journals tell it as a move, with the other side. Runs in
# its own network namespace.
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

inode_of() {
	stat -L -c %i "$1"
}

ip=$(command -v ip)
tool=$(command -v netjournal)
here=$(inode_of /proc/self/ns/net)
ip netns add there
there=$(inode_of /run/netns/there)
in_there() {
	ip netns exec there "$@"
}

ip link add eth4 type dummy
ip link set eth4 netns there name eth0
check 'it goes: where to, and as what' 0 "link +- eth4  moved to netns $there as eth0 +(in )?ip link set eth4 netns there name eth0 \[" netjournal log link
check 'it goes: JSON' 0 "\"moved-to\":\\{\"inode\":$there,\"cookie\":[0-9]+,\"ifindex\":[0-9]+,\"name\":\"eth0\"\\}" netjournal log link -j
check 'it comes: where from' 0 "link +\+ eth4 .*moved from netns $here, where it was eth4" in_there "$tool" log link
check 'it comes: JSON' 0 "\"moved-from\":\\{\"inode\":$here,\"cookie\":[0-9]+,\"ifindex\":[0-9]+,\"name\":\"eth4\"\\}" in_there "$tool" log link -j
check 'it comes: blame by the new name' 0 "^  added .*moved from netns $here, where it was eth4 .*ip link set eth4" in_there "$tool" blame eth0
check 'blame: it has moved' 0 "^  deleted .*moved to netns $there as eth0 .*ip link set eth4 netns there" netjournal blame eth4

# Its name is taken there, so the kernel takes the one that was asked for.
ip link add eth5 type dummy
in_there "$ip" link add eth5 type dummy
ip link set eth5 netns there name eth6
check 'the name was taken' 0 "link +- eth5  moved to netns $there as eth6" netjournal log link
check 'the name was taken: on the other side' 0 "link +\+ eth6 .*moved from netns $here, where it was eth5" in_there "$tool" log link

# A move that the kernel refuses leaves nothing behind.
ip link add eth7 type dummy
in_there "$ip" link add eth7 type dummy
ip link set eth7 netns there 2>/dev/null
ip link del eth7
check 'a move that was refused' 0 'link +- eth7 dummy DOWN' netjournal log link
succeeds 'a move that was refused: it is not one' sh -c '! grep -qE "eth7.*moved" "$1"' sh "$out"

# One of a pair that is made in two namespaces.
ip link add v0 type veth peer name v1
ip link set v1 netns there
in_there "$ip" link set v1 netns $$
check 'it comes back' 0 "link +\+ v1.*moved from netns $there, where it was v1" netjournal log link

# A container does not learn what is outside.
unshare -Urn sleep 1000 &
sleeper=$!
until [ "$(inode_of /proc/$sleeper/ns/net)" != "$here" ] 2>/dev/null; do sleep 0.1; done
ip link add c0 type dummy
ip link set c0 netns $sleeper
inside=$(inode_of /proc/$sleeper/ns/net)
check 'a container: its maker knows where' 0 "link +- c0  moved to netns $inside as c0" netjournal log link
check 'a container: where from is hidden' 0 'link +\+ c0 .*moved from another network namespace' nsenter -t $sleeper -U -n --preserve-credentials "$tool" log link
check 'a container: in JSON, too' 0 '"moved-from":\{\}' nsenter -t $sleeper -U -n --preserve-credentials "$tool" log link -j
kill $sleeper
wait $sleeper

ip netns del there
check 'the namespace ends' 0 "^  then .*netns $there ended .*ip netns del there \[" netjournal blame eth4
check 'the namespace ends: who moved the link' 0 "^  deleted .*moved to netns $there as eth0 .*ip link set eth4 netns there" netjournal blame eth4
check 'the namespace ends: JSON' 0 '"kind":"netns".*"did":"namespace ended"' netjournal blame eth4 -j
check 'the namespace ends: not before' 0 '' netjournal blame eth7
succeeds 'the namespace ends: no word of it for others' sh -c '! grep -q then "$1"' sh "$out"

plan
