# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Paths, messages, root and locks, for every script. Every script sources this file first, and then the
# other files in this folder that it needs. These files may use only bash, coreutils, dpkg, apt and
# util-linux (flock) until scripts/setup has run, because a bare Debian has no more.

set -eu -o pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# The cache contains Debian's kernels and no files of a tree, so all trees share it.
CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/debian-kernels
# Built files go into a folder for each kernel, so that two kernels never share an object.
BUILD=${BUILD_DIR:-$TOP/build}
export TOP CACHE BUILD
# The name of the family, the module and the tool, which is that of the one spec.
NAME=$(cd "$TOP/uapi" && echo *.yaml)
NAME=${NAME%.yaml}
# ccache, if it is installed, keeps the results of the compiler, also for other clones. It compares the
# compiler, its options, and the preprocessed source.
PATH=/usr/lib/ccache:$PATH
export CCACHE_DIR=$CACHE/ccache CCACHE_MAXSIZE=2G CCACHE_BASEDIR=$TOP CCACHE_NOHASHDIR=1

# The name of this script; for a suite's `run`, the name of the suite.
SCRIPT=${0##*/}
[ "$SCRIPT" != run ] || SCRIPT=$(basename "$(dirname "$(realpath "$0")")")
say() { printf '%s: %s\n' "$SCRIPT" "$*" >&2; }
die() { say "$*"; exit 1; }

# try COMMAND...: sets rc to the status of COMMAND. Unlike in `if` or `||`, `set -e` works inside COMMAND.
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

# with_lock NAME COMMAND...: runs COMMAND alone among all clones that share the cache.
with_lock() {
	local name=$1
	shift
	mkdir -p "$CACHE/lock"
	( flock 9; "$@" 9>&- ) 9>"$CACHE/lock/$name"
}

# The clone's name in what all clones share: in the folder of locks, and in a chroot.
clone_id() { printf '%s' "$BUILD" | cksum | cut -d ' ' -f 1; }

# with_clone_lock NAME COMMAND...: runs COMMAND alone in this clone.
with_clone_lock() { with_lock "$1-$(clone_id)" "${@:2}"; }
