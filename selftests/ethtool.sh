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

plan
