#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What ethtool changes over netlink is recorded. Uses the real `ethtool`. Runs in its own network namespace.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

newest() { check "$1" 0 "$2" netjournal log ethtool -n 1; }

# A machine with one processor gives it one queue by itself.
ip link add v0 numtxqueues 2 numrxqueues 2 type veth peer name v1
# One queue may be what it has. If so, this asks for nothing.
ethtool -L v0 rx 1 tx 1 2>/dev/null
ethtool -L v0 rx 2 tx 2
newest 'ethtool: channels' 'ethtool +~ v0 channels .*rx-count (1 -> )?2[ ,].*ethtool -L v0 rx 2'
ethtool -L v0 rx 1 tx 1
newest 'ethtool: what has changed' 'ethtool +~ v0 channels .*count 2 -> 1.*ethtool -L v0 rx 1'
ethtool -K v0 gro on
newest 'ethtool: features, by their names' 'ethtool +~ v0 features off: [a-z0-9-]+, .*ethtool -K v0'
ethtool -K v0 gso off
newest 'ethtool: which feature went off' 'ethtool +~ v0 features .*-tx-generic-segmentation[ ,].*ethtool -K v0 gso off'
check 'blame: who changed the channels' 0 '^  changed .*ethtool -L v0 rx 1' netjournal blame ethtool v0

# What ethtool itself says is active, in the kernel's names. Groups of features, whose "fixed" is null, have no name there.
ethtool_active() {
	ethtool --json -k v0 | awk -F'"' '
		BEGIN {
			kernel["rx-checksumming"] = "rx-checksum"
			kernel["generic-segmentation-offload"] = "tx-generic-segmentation"
			kernel["generic-receive-offload"] = "rx-gro"
			kernel["large-receive-offload"] = "rx-lro"
			kernel["rx-vlan-offload"] = "rx-vlan-hw-parse"
			kernel["tx-vlan-offload"] = "tx-vlan-hw-insert"
			kernel["ntuple-filters"] = "rx-ntuple-filter"
			kernel["receive-hashing"] = "rx-hashing"
		}
		/": \{/ { name = $2 in kernel ? kernel[$2] : $2; active = 0 }
		/"active": true/ { active = 1 }
		/"fixed": (true|false)/ { if (active) print name }' | sort
}
# The names of the active features in the last record.
recorded_active() {
	netjournal log ethtool -n 1 -j | sed 's/.*"active":{[^}]*"names":\[\([^]]*\)\].*/\1/' | tr -d '"' | tr , '\n' | sort
}
for feature in 'gro off' 'tso off' 'tx off' 'rx off' 'gso on' 'tx on' 'rxvlan off'; do
	# shellcheck disable=SC2086 # two words
	ethtool -K v0 $feature >/dev/null
	ethtool_active >/tmp/active.ethtool
	recorded_active >/tmp/active.record
	check "features after $feature: the record has the names that ethtool has" 0 '^$' diff /tmp/active.ethtool /tmp/active.record
done
check 'features: some are active' 0 '^tx-vlan-hw-insert$' cat /tmp/active.ethtool

plan
