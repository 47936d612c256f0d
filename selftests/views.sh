#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The views of the journal that are more than a list of records: acts and tables. Runs in a network
# namespace of its own.

# shellcheck source=selftests/lib/tap.sh
. "$(dirname "$0")/lib/tap.sh"
own_namespace "$@"

# follows NAME PATTERN PATTERN...: in the output of the last check, the line after the one with the first
# PATTERN has the second one, and so on.
follows() {
	name=$1
	shift
	awk 'BEGIN { n = ARGC - 1; for (i = 1; i <= n; i++) want[i] = ARGV[i]; ARGC = 1; at = 1 }
		{ if ($0 ~ want[at]) at++; else at = ($0 ~ want[1]) ? 2 : 1; if (at > n) { found = 1; exit } }
		END { exit !found }' "$@" <"$out"
	result $? "$name"
}

ip link set lo up
ip link add eth0 type dummy
ip link set eth0 up
ip addr add 10.0.0.1/24 dev eth0
ip route add 10.20.0.0/16 via 10.0.0.2
unit=/sys/fs/cgroup/system.slice/nightly.service
mkdir -p $unit
sh -c "echo 0 >$unit/cgroup.procs && ip link set eth0 down; true"
rmdir $unit
ip -batch - <<END
link set eth0 up
addr add 10.0.0.7/24 dev eth0
END

check 'acts: a heading' 0 '^[0-9:.]+  in ip link set eth0 down \[' netjournal log -o acts
follows 'acts: what the act did, and what followed' '  in ip link set eth0 down .*< nightly.service' \
	'^    link    ~ eth0 RUNNING -> DOWN  #[0-9]+$' \
	'^    route   - 10.20.0.0/16 via 10.0.0.2 dev eth0  [(]silent[)]  #[0-9]+$'
follows 'acts: what the kernel does by itself is counted' '^    route   - 10.0.0.0/24.*silent' \
	"^            and [0-9]+ of the kernel's own"
succeeds 'acts: one heading for one process' [ "$(grep -c 'ip -batch' "$out")" = 1 ]
succeeds 'acts: each record once' [ "$(grep -c 'eth0 RUNNING -> DOWN' "$out")" = 1 ]
check 'acts: -v has all' 0 '^    route   \+ local 10\.0\.0\.1 ' netjournal log -o acts -v
check 'acts: -n counts headings' 0 '^    addr    \+ 10\.0\.0\.7/24' netjournal log -o acts -n 1
succeeds 'acts: -n, no more than that' [ "$(grep -c '^[0-9]' "$out")" = 1 ]
check 'acts: -r' 0 'ip -batch' netjournal log -o acts -r
succeeds 'acts: -r, the newest comes first' sh -c "head -n 1 $out | grep -q 'ip -batch'"
check 'acts: JSON' 0 '^\{"act":[0-9]+,"time":[0-9]+,"records":\[\{.*"silent":true.*\}\]\}$' netjournal log -o acts -j
netjournal log -o acts -f -n 0 >"$out" 2>"$err" &
follower=$!
waits $follower
ip link set eth0 mtu 1400
until_in "$out" 'mtu 1500'
kill $follower
wait $follower
follows 'acts: -f' '  in ip link set eth0 mtu 1400 ' '^    link    ~ eth0 mtu 1500 -> 1400  #'
succeeds 'acts: -f, only what is new' [ "$(grep -c '^[0-9]' "$out")" = 1 ]

check 'summary: a unit' 0 '^nightly\.service +[0-9]+ .* 1 link' netjournal log -o summary
check 'summary: a program' 0 '^views\.sh +[0-9]+ ' netjournal log -o summary
check 'summary: of a kind' 0 '^BY +ALL +LAST +KINDS$' netjournal log -o summary addr
check 'summary: JSON' 0 '"by":"nightly.service","by-type":"unit".*"kinds":\{"link":1,' netjournal log -o summary -j
check 'only minor records: how many they are' 0 '^netjournal: log: [0-9]+ records? left out' sh -c '
	netjournal log route -n 5 127.0.0.0/8 2>&1'

check 'why: a route that went with its device' 0 '^10\.20\.0\.0/16 via 10\.0\.0\.2 dev eth0 has been gone since .*#' netjournal why 10.20.0.0/16
follows 'why: the reason, and who did it' \
	'^The kernel removed it without telling anybody because eth0 went down [(]#[0-9]+[)][.]$' \
	'^That happened inside .ip link set eth0 down., which .*[(]nightly.service, as root[)] ran[.]$' \
	'^eth0 came up again .* later [(]#[0-9]+[)], but nobody has added it again[.]$'
succeeds 'why: what happened before' grep -q '^  [0-9:.]*  + 10\.20\.0\.0/16 via' "$out"
check 'why: what to type next' 0 "$(sed -n 's/^More: netjournal \(show [0-9]*\);.*/\1/p' "$out")" netjournal why 10.20.0.0/16
check 'why: an address by request' 0 'ip -batch -.*asked for that\.$' netjournal why 10.0.0.7
check 'why: JSON' 0 '^\{"kind":"route","seq":[0-9]+,"present":false,"cause-seq":[0-9]+,"proven":true,"story":\["10\.20' netjournal why -j 10.20.0.0/16
check 'why: nothing is recorded, and since when' 0 '^nothing is recorded about 10\.99\.0\.0/16; searched route, .*since' netjournal why 10.99.0.0/16
# Two programs that do not agree.
# shellcheck disable=SC2016 # for the scripts to expand
for name in one two; do printf '#!/bin/sh\nip link set eth0 mtu "$1"\n' >/usr/local/bin/$name; done
chmod +x /usr/local/bin/one /usr/local/bin/two
check 'fights: none' 0 '^nobody fights; searched #' netjournal fights
netjournal log -f -n 0 >"$out.follow" 2>"$err" &
follower=$!
waits $follower
for _ in 1 2; do
	one 1300
	two 1280
done
until_in "$out.follow" fight
kill $follower
wait $follower
check 'fights: the property, how often, and who' 0 '^link eth0 mtu +4  one \(1300\), two \(1280\)  .*#[0-9]+$' netjournal fights
check 'fights: JSON' 0 '"object":"eth0","property":"mtu","times":4,"between":\[\{"by":"one","value":"1300"\},\{"by":"two","value":"1280"\}\]' netjournal fights -j eth0
check 'fights: a word that is none' 1 'did you mean route\?' netjournal fights ruote
check 'timeline: a word that is none' 1 'did you mean route\?' netjournal timeline ruote
check 'fights: of another object' 0 '^nobody fights' netjournal fights lo
check 'log -f: a fight begins' 0 '^------------  a fight: (one and two|two and one) change mtu of link eth0 back and forth' cat "$out.follow"
succeeds 'log -f: it begins once' [ "$(grep -c fight "$out.follow")" = 1 ]
check 'timeline: a line for each object' 0 '^link eth0  +[a-z=.*-]+$' netjournal timeline eth0
succeeds 'timeline: who' grep -q '^[a-z] nightly.service ([0-9]*)$' "$out"
check 'timeline: JSON' 0 '"lanes":\[.*\{"kind":"route","name":"10\.20\.0\.0/16","marks":\[\{.*"state":"gone","sign":"-","text":"- 10\.20' netjournal timeline -j
check 'timeline: nothing' 0 '^no record matches; searched #' netjournal timeline 10.99.0.0/16
check 'timeline: a page' 0 '^$' netjournal timeline --html "$out.html" --svg "$out.svg"
succeeds 'timeline: the page has the records' grep -q '"name":"10.20.0.0/16"' "$out.html"
succeeds 'timeline: so has the picture' grep -q '^</svg>$' "$out.svg"
check 'timeline: a file that cannot be written' 2 'cannot write /nonexistent/x: No such file' netjournal timeline --html /nonexistent/x
check 'bad: a folder as cursor file' 2 '/tmp: Is a directory' netjournal log --cursor-file /tmp
check 'bad: what the kernel refuses, in words' 2 '^netjournal: note: note must have at most 1024 bytes$' \
	netjournal note "$(head -c 1025 /dev/zero | tr '\0' x)"
ip link set eth0 alias 'a\b'
check 'why: a backslash is escaped once' 0 'alias .*a\\\\b ' netjournal why link eth0
# has_carrier STATE: waits until the kernel thread has found that e1 has its carrier (UP) or not, 10 s at most. Lists all
# links, because a question for one link would make the change itself, in this task, on Linux 6.9 and newer
# (linkwatch_sync_dev() in rtnl_getlink()).
has_carrier() {
	i=0
	while [ $i -lt 100 ]; do
		case $(ip -o link show | grep ' e1@') in *' state UP '*) now=up ;; *) now=down ;; esac
		[ $now != "$1" ] || return 0
		i=$((i + 1))
		sleep 0.1
	done
}

# The other end of a cable goes and comes. Only the carrier of this end is recorded here.
ip link add e1 type veth peer name e2 netns 1
ip link set e1 up
for state in up down up down up down up; do
	nsenter -t 1 -n "$(command -v ip)" link set e2 $state
	has_carrier $state
done
check 'log: a carrier that goes again and again' 0 '^ +carrier lost [2-9] more times since #[0-9]+$' netjournal log e1
succeeds 'log: the first and the last record' [ "$(grep -c 'kernel: carrier change' "$out")" = 2 ]
check 'acts: a carrier that goes again and again' 0 '^ +carrier lost [2-9] more times since #[0-9]+$' netjournal log -o acts e1
check 'log: -v has each record' 0 'UP \(no carrier\) -> RUNNING' netjournal log -v e1
succeeds 'log: -v, no line about others' sh -c "! grep -q 'more time' $out"
ip link del e1
plan
