# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Completion of netjournal for bash.

_netjournal_netns() {
	local path
	for path in /run/netns/*; do
		[ -e "$path" ] && echo "${path##*/}"
	done
}

# domain: functions
_netjournal_devices() {
	local path
	for path in /sys/class/net/*; do
		[ -e "$path" ] && echo "${path##*/}"
	done
}
# end of domain

_netjournal_families() {
	netjournal list family 2>/dev/null | sed -n 's/^\([^ ]*\)  id .*/\1/p'
}

# The words that can stand here, one of them per line or separated by spaces.
_netjournal_words() {
	local prev=$1 verb=$2 object=$3
	# domain: words
	local kinds='note config link addr route rule neigh nexthop'
	local objects='link addr route rule neigh nexthop' verbs='blame watch'
	local filters='--dev --prefix --root --match'
	# end of domain

	case $prev in
	# domain: values
	--dev | dev | master | iif | oif) _netjournal_devices; return ;;
	--prefix | --root | --match) return ;;
	# end of domain
	--since | --until) echo now today yesterday -1h -1d; return ;;
	--after | --seq | --comm | --pid | --uid | --lines | -n) return ;;
	esac
	case $verb in
	'')
		echo log show "$verbs" note status config clear list --netns --json --version --help
		;;
	log)
		echo "$kinds" --follow --lines --reverse --json --since --until --after --seq \
			--cursor-file --show-cursor --from-start --comm --pid --uid "$filters" --help
		;;
	# domain: verbs
	blame)
		case $object in
		'') echo "$objects" --lines --json --help ;;
		link) _netjournal_devices ;;
		addr | neigh) echo dev ;;
		route) echo default dev via table metric ;;
		rule) echo from to fwmark iif oif lookup pref ;;
		nexthop) echo id dev via ;;
		esac
		;;
	# end of domain
	config)
		case $object in
		'') echo "$kinds" --json --help ;;
		*) echo size on off ;;
		esac
		;;
	clear) echo "$kinds" --help ;;
	list)
		case $object in
		family) _netjournal_families ;;
		# domain: list
		'') echo "$objects" family --json --help ;;
		link) _netjournal_devices; echo up master nomaster type group state ;;
		addr)
			echo dev to scope label up master type permanent dynamic primary \
				secondary temporary tentative deprecated dadfailed proto
			;;
		route) echo default root match exact table dev via proto scope type metric nhid ;;
		rule) echo from to iif oif fwmark table pref proto ;;
		neigh) echo to dev state master proxy lladdr proto ;;
		nexthop) echo dev via groups fdb proto ;;
		# end of domain
		esac
		# domain: list-options
		case $object in
		'' | family) ;;
		*) echo --ipv4 --ipv6 --who --count --details --show-cursor --json --help ;;
		esac
		# end of domain
		;;
	# domain: watch
	watch)
		echo "$objects" --changes --all-netns --ipv4 --ipv6 --details --json --dev \
			--prefix --root --match --help
		;;
	# end of domain
	show | note | status) echo --json --help ;;
	esac
}

_netjournal() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local i verb='' object=''

	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-n | --netns | --lines) ((i++)) ;;
		-*) ;;
		*)
			if [ -z "$verb" ]; then
				verb=${COMP_WORDS[i]}
			elif [ -z "$object" ]; then
				object=${COMP_WORDS[i]}
			fi
			;;
		esac
	done

	if [ "$prev" = --cursor-file ]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	elif [ -z "$verb" ] && { [ "$prev" = -n ] || [ "$prev" = --netns ]; }; then
		mapfile -t COMPREPLY < <(compgen -W "$(_netjournal_netns)" -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -W "$(_netjournal_words "$prev" "$verb" "$object")" -- "$cur")
	fi
}

complete -F _netjournal netjournal
