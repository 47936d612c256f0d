# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Completion of netjournal for bash: the tool says what can stand next.

_netjournal() {
	local cur=${COMP_WORDS[COMP_CWORD]} words
	words=$("${COMP_WORDS[0]}" complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
	if [ "$words" = '<files>' ]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
	fi
}

complete -F _netjournal netjournal
