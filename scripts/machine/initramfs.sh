# shellcheck shell=bash disable=SC2154 # scripts/vm sets sysroot
# SPDX-License-Identifier: GPL-2.0
#
# Makes the initial file system of a virtual machine from two archives: a base for each kernel, which is
# cached, and the files of one run. The kernel unpacks one archive after the other. scripts/vm sources this
# file after lib/common.sh, lib/packages.sh, lib/domain.sh and lib/arch.sh. It sets sysroot to what arch_root prints.

# Programs of the base besides busybox. The shell of busybox is not used, because it would run its own small
# `ip` instead of the real one.
BASE_PROGRAMS=(bash dash kmod "${DOMAIN_PROGRAMS[@]}")
BASE_PACKAGES=(bash dash busybox-static kmod libc6 "${DOMAIN_PROGRAM_PACKAGES[@]}")

# Modules of the base and those that they depend on. Modules that a kernel lacks are left out.
BASE_MODULES=(virtio_ring virtio virtio_pci virtio_console virtio_blk virtio_net overlay ramoops netconsole qemu_fw_cfg
	"${DOMAIN_MODULES[@]}")

# place TREE SOURCE DEST: copies a file or folder, and the libraries that a program needs. Resolves the symbolic
# links of the merged /usr.
place() {
	local tree=$1 source=$2 dest=$3
	dest=/${dest#/}
	case $dest in
	/bin/* | /sbin/* | /lib/* | /lib64/*) dest=/usr$dest ;;
	esac
	mkdir -p "$tree${dest%/*}"
	if [ -d "$source" ]; then
		mkdir -p "$tree$dest"
		cp -rL "$source/." "$tree$dest/"
		while read -r source; do
			place_libraries "$tree" "$source"
		done < <(find "$tree$dest" -type f \( -perm /111 -o -name '*.so*' \))
		return
	fi
	rm -f "$tree$dest"
	cp -L "$source" "$tree$dest"
	place_libraries "$tree" "$source"
}

# Libraries that a program or a shared object is linked with, the loader among them.
place_libraries() {
	local tree=$1 lib dest
	[ "$(head -c 4 "$2" | tail -c 3)" = ELF ] || return 0
	while read -r lib; do
		[ -e "$lib" ] || continue
		dest=${lib#"$sysroot"}
		case $dest in
		/usr/*) ;;
		*) dest=/usr$dest ;;
		esac
		[ -e "$tree$dest" ] && continue
		mkdir -p "$tree${dest%/*}"
		cp -L "$lib" "$tree$dest"
	done < <(arch_libraries "$sysroot" "$2")
}

pack() { (cd "$1" && find . | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet) >"$2"; }

# The modules named, and what they depend on.
place_modules() {
	local tree=$1 kernel=$2 release=$3 m file
	shift 3
	mkdir -p "$tree/usr/lib/modules/$release"
	for m; do
		modprobe -C /dev/null -d "$kernel" -S "$release" --show-depends "$m" 2>/dev/null || true
	done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | sort -u | while read -r file; do
		file=${file##*/lib/modules/"$release"/}
		mkdir -p "$(dirname "$tree/usr/lib/modules/$release/$file")"
		cp "$kernel/lib/modules/$release/$file" "$tree/usr/lib/modules/$release/$file"
	done
	cp "$kernel/lib/modules/$release"/modules.{order,builtin,builtin.modinfo} \
		"$tree/usr/lib/modules/$release/"
	depmod -b "$tree/usr" "$release"
}

make_base() {
	local release=$1 dir=$2 kernel=$CACHE/kernel/$1 tree p applet modules
	[ ! -e "$dir/base.cpio" ] || return 0
	rm -rf "$dir"
	tree=$dir/tree
	mkdir -p "$tree"/{usr/{bin,sbin,lib,lib64},usr/local/bin,usr/local/sbin,proc,sys,dev,run,tmp,root,etc,vm,var/lib}
	for p in bin sbin lib lib64; do
		ln -s "usr/$p" "$tree/$p"
	done
	ln -s ../run "$tree/var/run"
	for p in "${BASE_PROGRAMS[@]}"; do
		p=$(arch_program "$sysroot" "$p")
		place "$tree" "$p" "${p#"$sysroot"}"
	done
	ln -sf dash "$tree/usr/bin/sh"
	for p in modprobe insmod rmmod lsmod modinfo depmod; do
		ln -s ../bin/kmod "$tree/usr/sbin/$p"
	done
	cp "$(arch_program "$sysroot" busybox)" "$tree/usr/bin/busybox"
	while read -r applet; do
		p=$(compgen -G "$tree/usr/[bs]*/$applet" || true)
		[ -n "$p" ] || ln -s busybox "$tree/usr/bin/$applet"
	done < <(busybox --list)
	echo 'root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/false' >"$tree/etc/passwd"
	echo 'root:x:0:
nogroup:x:65534:' >"$tree/etc/group"
	p=/usr/lib/locale/C.utf8
	[ ! -d "$sysroot$p" ] || place "$tree" "$sysroot$p" "$p"
	for p in protocols services iproute2; do
		[ ! -e "/etc/$p" ] || cp -rL "/etc/$p" "$tree/etc/"
	done
	echo "PS1='vm:\w# '" >"$tree/etc/bash.bashrc"
	mkdir "$tree/etc/modprobe.d"
	echo "$DOMAIN_MODPROBE" >"$tree/etc/modprobe.d/vm.conf"
	cp "$TOP/scripts/machine/init" "$tree/init"
	cp "$TOP/scripts/machine/run" "$tree/vm/run"
	chmod 755 "$tree/init" "$tree/vm/run"
	modules=("${BASE_MODULES[@]}")
	# An empty pattern would fit all.
	[ -z "$DOMAIN_MODULE_ALIASES" ] ||
		mapfile -t -O "${#modules[@]}" modules < <(sed -E -n "s/^alias ${DOMAIN_MODULE_ALIASES}[^ ]* //p" \
			"$kernel/lib/modules/$release/modules.alias")
	place_modules "$tree" "$kernel" "$release" "${modules[@]}"
	pack "$tree" "$dir/base.new"
	mv "$dir/base.new" "$dir/base.cpio"
}

# Prints the folder of a kernel's base (base.cpio, tree/). Makes the base if anything that it is made from has
# changed.
base_for() {
	local release=$1 key dir
	key=$({ cat "$TOP/scripts/machine/"{init,run,initramfs.sh}
		printf '%s\n' "${DOMAIN_PROGRAMS[@]}" "${DOMAIN_MODULES[@]}" "$DOMAIN_MODULE_ALIASES" "$DOMAIN_MODPROBE" "$sysroot"
		dpkg-query -W -f '${Package} ${Version}\n' "${BASE_PACKAGES[@]}"; } | cksum | cut -d ' ' -f 1)
	dir=$CACHE/initramfs/$release/$key
	if [ ! -e "$dir/base.cpio" ]; then
		# Old bases are useless, but a run may be reading one now.
		find "$CACHE/initramfs/$release" -mindepth 1 -maxdepth 1 -mmin +60 -exec rm -rf {} + 2>/dev/null || true
		with_lock "initramfs-$release" make_base "$release" "$dir" >&2
	fi
	touch "$dir"
	echo "$dir"
}

# Adds the module of a tree as `modules_install` would do it, with the indexes of modules.
place_module() {
	local tree=$1 base=$2 release=$3 ko=$4 work name=${4##*/}
	work=$(mktemp -d "$CACHE/depmod.XXXXXX")
	mkdir -p "$work/lib/modules"
	cp -rl "$base/tree/usr/lib/modules/$release" "$work/lib/modules/"
	# depmod writes in place, and these files are hard links to those of the base.
	rm -f "$work/lib/modules/$release"/modules.{alias,dep,softdep,symbols,devname}* \
		"$work/lib/modules/$release"/modules.*.bin
	mkdir -p "$work/lib/modules/$release/updates"
	cp -L "$ko" "$work/lib/modules/$release/updates/$name"
	depmod -b "$work" "$release"
	mkdir -p "$tree/usr/lib/modules/$release/updates"
	cp "$work/lib/modules/$release"/modules.* "$tree/usr/lib/modules/$release/"
	cp "$work/lib/modules/$release/updates/$name" "$tree/usr/lib/modules/$release/updates/"
	rm -rf "$work"
}
