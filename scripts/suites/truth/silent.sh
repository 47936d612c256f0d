#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Makes routes that the kernel removes silently, and some that stay. scripts/suites/truth/run runs this beside the
# kernel's own tests.

ip link add quiet0 type dummy
ip link add quiet1 type dummy
ip link set quiet0 up
ip link set quiet1 up
ip addr add 10.91.0.1/24 dev quiet0
ip addr add 10.92.0.1/24 dev quiet1
ip route add 10.93.0.0/16 via 10.91.0.2
ip route add 10.94.0.0/16 via 10.91.0.2 metric 7 table 77
ip route add 10.95.0.0/16 nexthop via 10.91.0.2 nexthop via 10.92.0.2
ip route add 10.96.0.0/16 via 10.92.0.2
ip route replace 10.96.0.0/16 via 10.92.0.3
ip route append 10.96.0.0/16 via 10.91.0.3
ip link set quiet0 down
ip link set quiet0 up
ip route add 10.93.0.0/16 via 10.91.0.4
ip link del quiet0
echo 'ok silent # its routes are judged outside'
