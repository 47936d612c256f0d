#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The promises of `log -f` and --cursor-file. A follower that is killed at any moment loses
# nothing. A follower that was stopped continues. Missing records are reported with the reason,
# in text and in JSON, and with exit status 3.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"
out=/tmp/follow.out
cursor=/tmp/follow.cursor

# status NAME STATUS PATTERN COMMAND...: the exit status, and a line that must be in the output.
status() {
	name=$1 want=$2 pattern=$3
	shift 3
	rc=0
	"$@" >/tmp/follow.said 2>&1 || rc=$?
	if [ $rc = "$want" ] && { [ -z "$pattern" ] || grep -qE -e "$pattern" /tmp/follow.said; }; then
		result 0 "$name"
	else
		echo "# status $rc, wanted $want and /$pattern/ of: $*"
		tail -n 5 /tmp/follow.said | cut -c 1-300 | sed 's/^/#   /'
		result 1 "$name"
	fi
}

# wait_for PATTERN FILE: up to 60 s.
wait_for() {
	i=0
	until grep -q -e "$1" "$2" || [ $i -ge 300 ]; do
		i=$((i + 1))
		sleep 0.2
	done
	grep -q -e "$1" "$2"
}

next_seq() { netjournal status -j | sed 's/.*"next-seq":\([0-9]*\).*/\1/'; }

# The output has one complete line for each of these sequence numbers.
whole() { grep -aE '^\{.*\}$' "$out" | sed -n 's/.*"seq":\([0-9]*\),"prev-seq".*/\1/p' | sort -n -u; }

### Killed again and again while routes change

ip link set lo up
ip link add d0 type dummy
# A link-local address would be announced later.
ip link set d0 addrgenmode none
ip link set d0 up
netjournal config route size 4M
first=$(next_seq)
i=0
while [ $i -lt 2500 ]; do
	echo "route add 10.1.$((i / 250)).$((i % 250))/32 dev d0"
	i=$((i + 1))
done >/tmp/follow.batch
rm -f $cursor $out
netjournal log --cursor-file $cursor >/dev/null
(for _ in 1 2; do ip -batch /tmp/follow.batch; sed 's/ add / del /' /tmp/follow.batch | ip -batch -; done) &
writer=$!
kills=0
while kill -0 $writer 2>/dev/null || [ $kills -lt 20 ]; do
	netjournal log -f -j route --cursor-file $cursor >>$out &
	follower=$!
	sleep "0.$((kills * 7 % 4))$((kills * 3 % 10))"
	kill -9 $follower
	wait $follower 2>/dev/null
	kills=$((kills + 1))
done
wait $writer
netjournal log -j route --cursor-file $cursor >>$out
last=$(next_seq)
whole >/tmp/follow.have
seq "$first" $((last - 1)) >/tmp/follow.want
echo "# killed $kills times; $(grep -c . $out) lines for $((last - first)) records"
succeeds 'killed: every record is there' cmp /tmp/follow.have /tmp/follow.want
# A line comes twice if it was printed, and its cursor was not saved before the kill. That may
# happen to no line.
succeeds 'killed: the cursor is the last record' grep -q ":$((last - 1))\$" $cursor

# Half a line at the end of the file does not become a part of the next record.
printf '{"seq":1,"torn' >>$out
netjournal note 'after the tear' >/dev/null
netjournal log -j note --cursor-file $cursor >>$out
succeeds 'torn line: the next record is complete' sh -c "tail -n 1 $out | grep '^{.*after the tear.*}\$' | grep -qv torn"

### Stopped, and overtaken meanwhile

netjournal config route size 64K
sleep 0.2
netjournal log -f -j -n 0 route >$out &
follower=$!
waits $follower
first=$(next_seq)
kill -STOP $follower
ip -batch /tmp/follow.batch
last=$(next_seq)
kill -CONT $follower
succeeds 'stopped: it continues to the last record' wait_for "\"seq\":$((last - 1))," $out
kill -INT $follower
wait $follower
rc=$?
succeeds 'stopped: status 3' [ $rc = 3 ]
gap_last=$(sed -n 's/.*"gap":{.*"last":\([0-9]*\).*/\1/p' $out | tail -n 1)
succeeds 'stopped: the gap ends where the records begin' [ "$(whole | head -n 1)" = $((gap_last + 1)) ]
succeeds 'stopped: the gap begins where it stopped' grep -q "\"gap\":{\"first\":$first," $out

### Gaps of each reason

status 'overwritten: text' 3 "route +! records missing from #$first to #$gap_last: overwritten" netjournal log route --after $((first - 1))
status 'overwritten: JSON' 3 '"gap":\{"first":[0-9]+,"last":[0-9]+,"reason":"overwritten"\}' netjournal log -j route --after $((first - 1))
last=$(($(next_seq) - 1))
netjournal clear route
status 'cleared: text' 3 "route +! records missing from #$last to #$last: cleared" netjournal log route --after $((last - 1))
status 'cleared: JSON' 3 "\"kind\":\"route\",\"gap\":\{\"first\":$last,\"last\":$last,\"reason\":\"cleared\"\}" netjournal log -j route --after $((last - 1))

# No memory for records.
limit=$(cat /sys/module/netjournal/parameters/netns_memory_max)
first=$(next_seq)
echo 0 >/sys/module/netjournal/parameters/netns_memory_max
ip link add d1 type dummy
echo "$limit" >/sys/module/netjournal/parameters/netns_memory_max
netjournal clear link
ip link set d1 up
echo 0 >/sys/module/netjournal/parameters/netns_memory_max
ip rule add pref 100 lookup 100
echo "$limit" >/sys/module/netjournal/parameters/netns_memory_max
status 'lost: text' 3 "rule +! records missing from #[0-9]+ to #[0-9]+: lost" netjournal log rule
status 'lost: JSON' 3 '"kind":"rule","gap":\{"first":[0-9]+,"last":[0-9]+,"reason":"lost"\}' netjournal log -j rule
ip rule add pref 101 lookup 101
status 'lost: recording continues' 3 'rule +\+ 101:' netjournal log rule

### Another load of the module

netjournal log --cursor-file $cursor >/dev/null
netjournal log -f -n 0 >$out 2>/dev/null &
text=$!
netjournal log -f -j -n 0 >$out.json 2>/dev/null &
json=$!
waits $text
waits $json
unload netjournal
sleep 1
succeeds 'unloaded: followers do not load it again' [ ! -e /sys/module/netjournal ]
modprobe netjournal
succeeds 'reloaded: text' wait_for 'another journal begins: the records after #[0-9]* of the old one are gone' $out
succeeds 'reloaded: JSON' wait_for '{"gap":{"first":[0-9]*,"reason":"reloaded"}}' $out.json
netjournal note 'in the new journal' >/dev/null
succeeds 'reloaded: the follower continues' wait_for 'in the new journal' $out.json
kill -INT $text $json
wait $text
succeeds 'reloaded: status 3' [ $? = 3 ]
wait $json
status 'cursor of another load: is refused with advice' 2 'restarted \(--from-start' netjournal log --cursor-file $cursor
status 'cursor of another load: --from-start' 3 'in the new journal' netjournal log --from-start --cursor-file $cursor
status 'cursor of another load: --from-start replaces it' 0 'again' sh -c "netjournal note again >/dev/null; netjournal log --cursor-file $cursor"
echo nonsense >$cursor
status 'cursor file: nonsense' 2 "$cursor: the file contains no cursor" netjournal log --cursor-file $cursor
# A crash of the machine can leave such a file.
: >$cursor
status 'cursor file: empty' 2 "$cursor has no cursor: it is empty \(--from-start" netjournal log --cursor-file $cursor
status 'cursor file: empty, --from-start' 3 'in the new journal' netjournal log --from-start --cursor-file $cursor
status 'cursor file: cannot be written' 2 'cannot write /nowhere' netjournal log --cursor-file /nowhere/cursor

### Output that ends, or cannot be written

# More than a pipe holds, so that the program is writing when the reader goes away or does not
# read.
ip link add d2 type dummy
ip link set d2 up
sed 's/10\.1\./10.2./; s/d0/d2/' /tmp/follow.batch | ip -batch -
for how in '' -f; do
	{
		# shellcheck disable=SC2086 # an option, or none
		netjournal log $how --from-start 2>/tmp/follow.err
		echo "status $?" >>/tmp/follow.err
	} | head -n 1 >/dev/null
	status "output: log${how:+ $how} ends when nobody reads it" 0 '^status [03]$' cat /tmp/follow.err
	succeeds "output: log${how:+ $how} prints no error when nobody reads it" [ "$(wc -l </tmp/follow.err)" = 1 ]
done
# interrupted STATUS [OPTION...]: the program waits until it can write, and gets the signal.
interrupted() {
	want=$1
	shift
	mkfifo /tmp/follow.fifo
	# shellcheck disable=SC2217 # holds the pipe open, and never reads
	sleep 1000 </tmp/follow.fifo &
	sleeper=$!
	netjournal log "$@" >/tmp/follow.fifo 2>/tmp/follow.err &
	follower=$!
	waits $follower pipe
	# The first signal may only end the write that is under way.
	until ! kill -INT $follower 2>/dev/null || grep -q '^State:.*Z' /proc/$follower/status; do sleep 1; done
	wait $follower
	rc=$?
	kill $sleeper
	rm /tmp/follow.fifo
	[ "$rc" = "$want" ] || echo "# status $rc"
	sed 's/^/# /' /tmp/follow.err
	[ "$rc:$(wc -c </tmp/follow.err)" = "$want:0" ]
}
succeeds 'output: a signal ends log' interrupted 2
rm -f $cursor
# A signal is no error for a follower. Its status is that of anybody who reads the whole journal.
netjournal log >/dev/null 2>&1
succeeds 'output: a signal ends a follower' interrupted $? -f --cursor-file $cursor
# The output that it held was never written.
last=$(($(next_seq) - 1))
succeeds 'output: the cursor is not after the output' sh -c "! grep -q ':$last\$' $cursor 2>/dev/null"
status 'output: a full disk is an error' 2 'cannot write: No space' sh -c 'netjournal log >/dev/full'

plan
