# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# What every script needs: places, messages, root, locks. Every script sources this file first, and
# then those beside it that it needs. Until scripts/setup has run, these files may use nothing but
# bash, coreutils, dpkg, apt and util-linux (flock), because a bare Debian has no more.

set -eu -o pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Shared by all trees that have these scripts: it holds Debian's kernels, and nothing of a tree.
CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/debian-kernels
# Built files of each kernel go in here, so that two kernels never share an object.
BUILD=${BUILD_DIR:-$TOP/build}
export TOP CACHE BUILD
# The name of the family, the module and the tool, which is that of the one spec.
NAME=$(cd "$TOP/uapi" && echo *.yaml)
NAME=${NAME%.yaml}
# What is compiled again, in another clone too, comes from a cache where there is ccache. It goes by
# content: the compiler, its options, and the source as the preprocessor leaves it.
PATH=/usr/lib/ccache:$PATH
export CCACHE_DIR=$CACHE/ccache CCACHE_MAXSIZE=2G CCACHE_BASEDIR=$TOP CCACHE_NOHASHDIR=1

# The name of this script; of a suite's `run` that of the suite.
script_name() {
	local name=${0##*/}
	[ "$name" != run ] || name=$(basename "$(dirname "$(realpath "$0")")")
	echo "$name"
}
say() { printf '%s: %s\n' "$(script_name)" "$*" >&2; }
die() { say "$*"; exit 1; }

# try COMMAND...: its status in rc. Unlike in `if` or `||`, `set -e` holds inside of it.
try() {
	set +e
	(set -e; "$@")
	# shellcheck disable=SC2034 # the caller's
	rc=$?
	set -e
}

# Runs a command as root; never asks for a password.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
		sudo -n "$@"
	else
		die "needs root (or sudo without a password) for: $*"
	fi
}

# with_lock NAME COMMAND...: one at a time, over all clones that share the cache.
with_lock() {
	local name=$1
	shift
	mkdir -p "$CACHE/lock"
	( flock 9; "$@" 9>&- ) 9>"$CACHE/lock/$name"
}
