# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Completion of example for bash.

_example() {
	local cur=${COMP_WORDS[COMP_CWORD]} words
	case ${COMP_WORDS[1]:-} in
	get) words='--json --help' ;;
	set) words='level label --help' ;;
	monitor) words='--json --help' ;;
	*) words='get set monitor --netns --json --version --help' ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _example example
