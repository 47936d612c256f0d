# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# What suites do in a virtual machine: they wait for the network, change it as a service of systemd, ask the tool, and
# judge its answer. The guest.sh of a suite sources this file. For the judgements, it has /root/out/answers open as 3.

# until_ok SECONDS COMMAND: waits for it to succeed.
until_ok() {
	local n=$(($1 * 5))
	shift
	until "$@" >/dev/null 2>&1; do
		n=$((n - 1))
		[ $n -gt 0 ] || { echo "# waited in vain for: $*"; return 1; }
		sleep 0.2
	done
}
has() { ip "${@:2}" 2>/dev/null | grep -q -e "$1"; }
lacks() { ! has "$@"; }

# judge NAME COMMAND SAID PATTERN...: each pattern must match a line of what the tool said; with a ! before it, none.
judge() {
	local name=$1 command=$2 said=$3 pattern wrong=()
	shift 3
	printf '### %s\n$ netjournal %s\n%s\n\n' "$name" "$command" "$said" >&3
	for pattern; do
		case $pattern in
		!*) ! grep -q -E -e "${pattern#!}" <<<"$said" || wrong+=("has /${pattern#!}/") ;;
		*) grep -q -E -e "$pattern" <<<"$said" || wrong+=("no /$pattern/") ;;
		esac
	done
	if [ ${#wrong[@]} = 0 ]; then
		echo "ok $name"
	else
		echo "not ok $name # ${wrong[*]}"
		printf '%s\n' "\$ netjournal $command" "$said" | sed 's/^/#   /'
	fi
}

# answers NAME COMMAND PATTERN...: asks the tool.
answers() { judge "$1" "$2" "$(bash -c "netjournal $2" 2>&1)" "${@:3}"; }

# script PATH: makes an executable of the standard input.
script() {
	mkdir -p "${1%/*}"
	cat >"$1"
	chmod 755 "$1"
}

# service NAME COMMAND: a service that runs the command once. Starts it, and waits for its end.
service() {
	printf '[Service]\nType=oneshot\nExecStart=%s\n' "$2" >"/etc/systemd/system/$1.service"
	systemctl daemon-reload
	systemctl start "$1.service"
}

# dummy NAME [ADDRESS]: a device that is up.
dummy() {
	ip link add "$1" type dummy
	[ -z "${2-}" ] || ip addr add "$2" dev "$1"
	ip link set "$1" up
}
