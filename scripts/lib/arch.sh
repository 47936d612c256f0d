# shellcheck shell=bash disable=SC2034 # the sourcing scripts use these
# SPDX-License-Identifier: GPL-2.0
#
# What differs between the architectures of virtual machines. amd64 is that of this machine: its programs and its
# compiler serve. For another architecture, the programs of Debian 12 are unpacked in the cache, and a cross compiler
# builds. Source lib/common.sh, lib/packages.sh and lib/domain.sh first.

# The folder of libraries.
declare -A ARCH_TRIPLET=([amd64]=x86_64-linux-gnu [arm64]=aarch64-linux-gnu)
# Arguments for the make that builds modules.
declare -A ARCH_KBUILD=([amd64]='' [arm64]='ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu-')
# QEMU: its program, its package, packages with what it loads, and the machine and the processor that it emulates.
declare -A ARCH_QEMU=([amd64]=qemu-system-x86_64 [arm64]=qemu-system-aarch64)
declare -A ARCH_QEMU_PACKAGE=([amd64]=qemu-system-x86 [arm64]=qemu-system-arm)
declare -A ARCH_QEMU_FILES=([amd64]=seabios [arm64]='')
declare -A ARCH_MACHINE=([amd64]='q35,smm=off' [arm64]='virt,gic-version=3')
# QEMU 7.2 gets the flags of cmpxchg16b wrong: an interrupt right after it kills the kernel (6.12 at each boot,
# others by chance). Kernels do without it. On the Cortex-A57 the kernel notes itself that a page is used, so that
# pages which a child has not used since fork() cannot be read in atomic context: the harder case of arm64.
declare -A ARCH_CPU=([amd64]='max,-cx16,-la57' [arm64]=cortex-a57)
# The kernel's serial console, and other words for its command line.
declare -A ARCH_CONSOLE=([amd64]='ttyS0,115200' [arm64]=ttyAMA0)
declare -A ARCH_WORDS=([amd64]='tsc=reliable no_timer_check' [arm64]='')

# Prints the architecture of a kernel, from its key or its release.
arch_of() {
	case $1 in
	*-arm64) echo arm64 ;;
	*) echo amd64 ;;
	esac
}

# Prints the package of the compiler for an architecture.
arch_compiler() {
	case $1 in
	amd64) echo gcc ;;
	*) echo "gcc-${ARCH_TRIPLET[$1]}" ;;
	esac
}

# Prints where the programs and libraries of an architecture are: nothing for this machine.
arch_root() {
	local root packages
	[ "$1" != amd64 ] || return 0
	packages="bash dash busybox-static kmod libc6-dev libnl-3-dev libnl-genl-3-dev ${DOMAIN_BUILD_PACKAGES-}"
	packages+=" ${DOMAIN_PROGRAM_PACKAGES[*]}"
	root=$CACHE/root/$1-$(cksum <<<"$packages" | cut -d ' ' -f 1)
	[ -d "$root" ] || with_lock "root-$1" make_arch_root "$1" "$root" "$packages" >&2
	echo "$root"
}

make_arch_root() {
	local names
	[ ! -d "$2" ] || return 0
	say "fetching programs and libraries of Debian 12 for $1"
	# shellcheck disable=SC2086 # a list of words
	names=$(printf ',%s' $3)
	debian_root bookworm extract "${names#,}" "$2.new" --architectures="$1"
	as_root mv "$2.new" "$2"
}

# arch_program ROOT NAME: prints the path of a program in ROOT, which is what arch_root printed; fails if there is none.
arch_program() {
	if [ -z "$1" ]; then
		type -P "$2"
	else
		# Some packages have a link in the other folder.
		compgen -G "$1/usr/*bin/$2" || compgen -G "$1/bin/$2" || compgen -G "$1/sbin/$2"
	fi
}

# arch_libraries ROOT FILE: prints the paths of the libraries that a program or a library is linked with, the loader
# among them.
arch_libraries() {
	local root=$1 name lib
	local -a files=("$2")
	local -A found=()
	if [ -z "$root" ]; then
		ldd "$2" 2>/dev/null | grep -o '/[^ ]*' || true
		return
	fi
	# ldd asks the loader, which does not run here.
	while [ ${#files[@]} -gt 0 ]; do
		while read -r name; do
			for lib in "$root"{,/usr}/lib{,/*-linux-gnu}/"${name##*/}"; do
				if [ -e "$lib" ] && [ -z "${found[$lib]-}" ]; then
					found[$lib]=y
					files+=("$lib")
					echo "$lib"
				fi
			done
		done < <(readelf -l -d "${files[0]}" |
			sed -n -E 's/.*\(NEEDED\).*\[(.*)\]/\1/p; s/.*program interpreter: (.*)\]/\1/p')
		files=("${files[@]:1}")
	done
}

# arch_make ARCH ARGUMENT...: make for programs of that architecture.
arch_make() {
	local root
	root=$(arch_root "$1")
	if [ -n "$root" ]; then
		need "$(arch_compiler "$1")"
		export PKG_CONFIG_SYSROOT_DIR=$root
		export PKG_CONFIG_LIBDIR=$root/usr/lib/${ARCH_TRIPLET[$1]}/pkgconfig:$root/usr/share/pkgconfig
		set -- "$@" CC="${ARCH_TRIPLET[$1]}-gcc --sysroot=$root"
	fi
	make "${@:2}"
}
