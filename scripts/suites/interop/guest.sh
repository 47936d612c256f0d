#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The part of scripts/suites/interop/run that runs in the virtual machine. Clients of other projects talk to the
# module, which is loaded. Prints "ok NAME", or the output and "not ok NAME".
#
# shellcheck disable=SC2016 # in single quotes: for the inner shell to expand

# check NAME PATTERN COMMAND...: the command must succeed, and its output must match the extended regular
# expression. Several lines of output are joined to one.
check() {
	name=$1 pattern=$2
	shift 2
	if "$@" >/tmp/out 2>&1 </dev/null && tr -s '\n\t ' '   ' </tmp/out | grep -qE -e "$pattern"; then
		echo "ok $name"
	else
		echo "#   wanted /$pattern/ of: $*"
		tail -n 30 /tmp/out | sed 's/^/#   /'
		echo "not ok $name"
	fi
}

ynl() { python3 /root/pyynl/cli.py --spec /root/netlink/specs/netjournal.yaml --output-json "$@"; }

check 'genl ctrl: the family' 'Name: netjournal .*ID: 0x[0-9a-f]+ +Version: 0x1.*multicast groups:.*name: note' \
	genl ctrl get name netjournal
check 'genl ctrl: in the list' 'Name: netjournal ' genl ctrl list
check 'genl-ctrl-list: the family' '0x[0-9a-f]+ netjournal version 1' genl-ctrl-list
check 'genl-ctrl-list: operations and groups' 'netjournal version 1 .*(admin-perm|uns-admin|policy).*note' genl-ctrl-list -d

check 'YNL: a do with a reply' '"next-seq": ?[0-9]+.*"ring": ?\[\{"kind": ?"note"' ynl --do status-get --json '{}'
check 'YNL: a do with an argument' '"seq": ?[0-9]+' ynl --do note-add --json '{"note": "from YNL"}'
check 'YNL: a dump' '"kind": ?"note".*"context": ?"request".*"comm": ?"python3".*"note": ?"from YNL"' \
	ynl --dump record-get --json '{"kinds": ["note"]}'
check 'YNL: a nested argument' 'None|null|\{\}' ynl --do config-set --json '{"config": {"kind": "note", "size": 65536}}'
check 'YNL: a refusal with its reason' 'size is below ring-size-min' sh -c '
	! python3 /root/pyynl/cli.py --spec /root/netlink/specs/netjournal.yaml --do config-set \
		--json "{\"config\": {\"kind\": \"note\", \"size\": 1}}"'
check 'YNL: notifications' '"name": ?"record-ntf".*"note": ?"heard by YNL"' sh -c '
	python3 /root/pyynl/cli.py --spec /root/netlink/specs/netjournal.yaml --output-json --subscribe note --duration 3 &
	while kill -0 $! 2>/dev/null; do
		netjournal note "heard by YNL" >/dev/null
		sleep 0.5
	done'
ip link set lo mtu 65000
check 'YNL: a record of the domain' '"kind": ?"link".*"message": ?"' ynl --dump record-get --json '{"kinds": ["link"]}'

check 'generated C client: a do with a reply' 'next [0-9]+ ring note size [1-9][0-9]* .*hook netlink_broadcast[a-z_]* on' \
	ynl-client status
check 'generated C client: a do with an argument' '^added [1-9]' ynl-client note
check 'generated C client: a dump' 'record [0-9]+ note by ynl-client \(request\): from C bookmark [1-9]' ynl-client notes
check 'generated C client: a notification' 'added ([0-9]+) heard record \1 note by ynl-client ' ynl-client listen
check 'generated C client: a refusal of an attribute in a nest' \
	"error 34: Kernel error: 'size is below ring-size-min' \(bad attribute: \.config\.size\)" sh -c '! ynl-client nested'
check 'generated C client: a refusal of what is missing' \
	"error 22: Kernel error: 'seq is missing' \(missing attribute: \.seq\)" sh -c '! ynl-client missing'

check 'pyroute2: a do' '^next [0-9]+ first ring 1' python3 /root/pyroute2-client.py status
check 'pyroute2: a dump' 'note from YNL' python3 /root/pyroute2-client.py notes
check 'pyroute2: a refusal' '^error 34' python3 /root/pyroute2-client.py refusal

# Messages that nlmon captures have the name of the family and its id.
ip link add nlmon0 type nlmon
ifconfig nlmon0 up
touch /tmp/tshark.out
tshark -q -i nlmon0 -w /tmp/nlmon.pcap >/tmp/tshark.out 2>&1 &
capture=$!
n=0
until grep -q 'Capturing\|capturing' /tmp/tshark.out || [ $n -gt 600 ]; do
	n=$((n + 1))
	sleep 0.2
done
# It says so a little before it captures, and writes a little later.
n=0
until tshark -r /tmp/nlmon.pcap -T fields -e genl.family_id 2>/dev/null | grep . >/dev/null || [ $n -gt 60 ]; do
	n=$((n + 1))
	netjournal note 'seen by tshark' >/dev/null
	sleep 1
done
kill -INT $capture
wait $capture
id=$(netjournal list family netjournal | sed -n 's/^netjournal *id \([0-9]*\) .*/\1/p')
check 'tshark: who is asked for' 'netjournal' tshark -r /tmp/nlmon.pcap -T fields -e genl.ctrl.family_name
check 'tshark: messages of the family' "$(printf '0x%04x' "$id")" tshark -r /tmp/nlmon.pcap -T fields -e genl.family_id -e netlink.hdr_type
check 'tshark: what is in them' '73 65 65 6e 20 62 79 20 .*74 73 68 61 72 6b' tshark -r /tmp/nlmon.pcap -x
echo "# end"
