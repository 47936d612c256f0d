# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# Debian packages: installs them, or fetches and unpacks them. Source lib/common.sh first.

# Succeeds on Debian 12, for which the set-up is written.
is_bookworm() {
	# shellcheck source=/dev/null
	[ -r /etc/os-release ] &&
		[ "$(. /etc/os-release && echo "${ID:-} ${VERSION_CODENAME:-}")" = "debian bookworm" ] &&
		[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ]
}

missing_packages() {
	local p
	if ! command -v dpkg-query >/dev/null; then
		printf '%s\n' "$@"
		return
	fi
	for p; do
		case $(dpkg-query -W -f '${Status}' "$p" 2>/dev/null || true) in
		*' installed') ;;
		*) printf '%s\n' "$p" ;;
		esac
	done
}

# need PACKAGE...: installs the missing packages, and says which.
need() {
	local -a missing
	mapfile -t missing < <(missing_packages "$@" | sort -u)
	[ ${#missing[@]} -gt 0 ] || return 0
	is_bookworm ||
		die "this step needs the programs of these Debian 12 (amd64) packages; install the equivalent packages: ${missing[*]}"
	say "installing ${missing[*]}"
	with_lock apt install_packages "${missing[@]}"
}

install_packages() {
	local -a opts=(-q -y --no-install-recommends -o DPkg::Lock::Timeout=300
		-o Acquire::Check-Valid-Until=false -o Dpkg::Use-Pty=0)
	local log
	log=$(mktemp)
	# sudo drops the environment.
	local -a apt=(as_root env DEBIAN_FRONTEND=noninteractive apt-get "${opts[@]}")
	# A dpkg that was stopped half-way, by a power cut for instance, leaves files here, and apt refuses to work.
	if compgen -G '/var/lib/dpkg/updates/[0-9]*' >/dev/null; then
		say "an earlier installation was interrupted: dpkg --configure -a"
		as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a </dev/null >"$log" 2>&1 ||
			tail -n 20 "$log" >&2
	fi
	# The package lists may be older than the archive. Fetch them and try again.
	if ! "${apt[@]}" install "$@" </dev/null >"$log" 2>&1; then
		if ! { "${apt[@]}" update && "${apt[@]}" install "$@"; } </dev/null >"$log" 2>&1; then
			tail -n 20 "$log" >&2
			rm -f "$log"
			die "could not install: $*"
		fi
	fi
	rm -f "$log"
}

# Prints "URI SUITE SIGNED-BY" for each binary source in apt's configuration of this machine
# (one-line and deb822 styles); SIGNED-BY is - if the entry has none, or contains a key instead of a
# file.
apt_sources() {
	local f
	for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ -r "$f" ] || continue
		awk '$1 == "deb" {
			key = "-"; i = 2
			if ($i ~ /^\[/) {
				while (i <= NF) {
					o = $i; gsub(/[][" ]/, "", o)
					if (o ~ /^signed-by=\//) key = substr(o, 11)
					if ($(i++) ~ /\]$/) break
				}
			}
			print $i, $(i + 1), key
		}' "$f"
	done
	for f in /etc/apt/sources.list.d/*.sources; do
		[ -r "$f" ] || continue
		awk 'function flush(  n, m, u, s, i, j) {
			if (types ~ /(^| )deb( |$)/ && enabled != "no") {
				n = split(uris, u, " "); m = split(suites, s, " ")
				for (i = 1; i <= n; i++)
					for (j = 1; j <= m; j++)
						print u[i], s[j], (key ~ /^\// ? key : "-")
			}
			types = uris = suites = key = enabled = field = ""
		}
		/^#/ { next }
		/^[ \t]*$/ { flush(); next }
		/^[^ \t]/ { field = tolower($1); sub(/:.*/, "", field); sub(/^[^:]*:[ \t]*/, "") }
		{ sub(/^[ \t]+/, ""); sub(/[ \t\r]+$/, "") }
		field == "types" { types = types " " $0 }
		field == "uris" { uris = uris " " $0 }
		field == "suites" { suites = suites " " $0 }
		field == "signed-by" { key = key $0 }
		field == "enabled" { enabled = tolower($0) }
		END { flush() }' "$f"
	done
}

# Prints the lines of a private sources.list for SUITE, with the mirror that this machine uses.
suite_sources() {
	local suite=$1 uri s key line=
	while read -r uri s key; do
		case $s in
		bookworm) [ "$suite" = bookworm ] || s=$suite ;;
		bookworm-*) [ "$suite" = bookworm ] || continue ;;
		*) continue ;;
		esac
		line="deb "
		[ "$key" = - ] || line+="[signed-by=$key] "
		printf '%s%s %s main\n' "$line" "$uri" "$s"
	done < <(apt_sources) | sort -u
}

# A folder of this machine that in_chroot also mounts there, so that nothing can write to it. Empty: none.
CHROOT_SEES=''
# in_chroot ROOT COMMAND...: runs COMMAND in the chroot, with /proc. Several clones can do so at once, because each has
# its own mount namespace.
in_chroot() {
	# shellcheck disable=SC2016 # for the inner shell
	as_root unshare --mount sh -ec 'sees=$1
		shift
		mount -t proc proc "$0/proc"
		if [ -n "$sees" ]; then
			mkdir -p "$0$sees"
			mount -o bind,ro "$sees" "$0$sees"
		fi
		exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$0" "$@"' "$1" "$CHROOT_SEES" "${@:2}" </dev/null
}

# apt_suite SUITE PROGRAM ARG...: apt-get or apt-cache on lists of that suite alone, in a
# directory of the cache. Nothing of the machine's own apt state is read or changed. SUITE:arm64 is the suite for
# another architecture; PACKAGE:amd64 there is what runs on this machine.
apt_suite() {
	local suite=$1 program=$2 dir arch=amd64
	shift 2
	dir=$CACHE/apt/$suite
	[[ $suite != *:* ]] || arch=${suite#*:}
	"$program" -q -o Dir::Etc::sourcelist="$dir/sources.list" -o Dir::Etc::sourceparts=/dev/null \
		-o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
		-o Dir::State="$dir" -o Dir::State::lists="$dir/lists" -o Dir::State::status="$dir/status" \
		-o Dir::Cache="$dir/cache" -o Debug::NoLocking=true -o APT::Sandbox::User=root \
		-o APT::Architecture="$arch" -o APT::Architectures="$arch,amd64" \
		-o Acquire::Check-Valid-Until=false -o Acquire::Languages=none "$@"
}

# Fetches the lists of a suite if they are older than a day. Jobs of a tier may want them at the same time.
apt_suite_update() {
	apt_lists_are_new "$1" || with_lock "apt-$1" fetch_lists "$1" || exit
}

apt_lists_are_new() { [ -n "$(find "$CACHE/apt/$1/updated" -mmin -1440 2>/dev/null)" ]; }

fetch_lists() {
	local suite=$1 dir=$CACHE/apt/$1 log
	! apt_lists_are_new "$suite" || return 0
	is_bookworm || die "kernels come from Debian's archive, by the apt set-up of a Debian 12 (amd64) machine"
	mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
	: >"$dir/status"
	suite_sources "${suite%:*}" >"$dir/sources.list"
	[ -s "$dir/sources.list" ] ||
		die "apt's configuration has no source for bookworm, so the source of $suite is unknown"
	log=$dir/update.log
	# A part of the suite (updates, security) may be missing. The lists of the other parts are
	# enough.
	apt_suite "$suite" apt-get update >"$log" 2>&1 || true
	if ! compgen -G "$dir/lists/*_Packages*" >/dev/null; then
		cat "$log" >&2
		die "could not fetch the package lists of $suite"
	fi
	: >"$dir/updated"
}

# apt_field SUITE PACKAGE FIELD: prints this field of the newest version of the package.
apt_field() {
	apt_suite "$1" apt-cache show --no-all-versions "$2" 2>/dev/null | sed -n "s/^$3: //p" | head -n 1
}

# apt_unpack SUITE DIR PACKAGE...: downloads packages and unpacks them in DIR; installs nothing.
apt_unpack() {
	local suite=$1 dir=$2 tmp deb
	shift 2
	tmp=$(mktemp -d "$CACHE/unpack.XXXXXX")
	if ! (cd "$tmp" && apt_suite "$suite" apt-get download "$@") >"$tmp/log" 2>&1; then
		cat "$tmp/log" >&2
		rm -rf "$tmp"
		die "could not download from $suite: $*"
	fi
	mkdir -p "$dir"
	for deb in "$tmp"/*.deb; do
		dpkg-deb -x "$deb" "$dir"
	done
	rm -rf "$tmp"
}

# debian_root SUITE VARIANT PACKAGE,PACKAGE... DIR [OPTION...]: makes a Debian in DIR, without pages to read. OPTIONs are
# mmdebstrap's, which explains the variants: `extract` unpacks the packages, and runs none of their scripts.
debian_root() {
	local suite=$1 variant=$2 names=$3 dir=$4
	local -a mirrors
	shift 4
	mkdir -p "${dir%/*}"
	as_root rm -rf --one-file-system "$dir"
	need mmdebstrap debian-archive-keyring mount
	mapfile -t mirrors < <(suite_sources "$suite")
	as_root mmdebstrap --quiet --mode=root --variant="$variant" --include="$names" \
		--aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Sandbox::User "root"' \
		--aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
		--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' "$@" "$suite" "$dir" "${mirrors[@]}" </dev/null || die "mmdebstrap failed"
}
