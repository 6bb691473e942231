#!/usr/bin/env bash
# Writes the file system of a small image with Debian's Python as a tar: its packages, unpacked, without a package manager.
# Takes seconds where debootstrap takes minutes. What is downloaded is kept in CACHE. usage: base-image.sh CACHE OUT.tar
set -euo pipefail
cache=$1 out=$2
mkdir -p "$cache"
python=$(apt-cache depends python3-minimal | sed -nE 's/^ *(Pre)?Depends: (python3\.[0-9]+-minimal)$/\2/p' | head -n 1)
version=${python#python} version=${version%-minimal}
# The interpreter, the standard library, what they are linked with, and a shell.
packages="$python libpython$version-minimal libpython$version-stdlib libc6 libgcc-s1 libexpat1 zlib1g libbz2-1.0 liblzma5 libffi8 libuuid1 libcrypt1 dash coreutils libacl1 libattr1 libselinux1 libpcre2-8-0 libgmp10"
missing=
for package in $packages; do ls "$cache/$package"_*.deb > /dev/null 2>&1 || missing="$missing $package"; done
# In one call; what another suite does not have is not needed there, and one name that is not known spoils the call.
[ -z "$missing" ] || (cd "$cache" && apt-get download $missing > download.log 2>&1) || for package in $missing; do
  (cd "$cache" && apt-get download "$package" > download.log 2>&1) || echo "without $package" >&2
done

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{dev,proc,sys,etc,root,home,run,var/tmp}
mkdir -m 1777 "$root/tmp"
for directory in bin sbin lib lib64; do ln -s "usr/$directory" "$root/$directory"; done
# Not "dpkg-deb -x": it would put a directory in the place of the link.
for deb in "$cache"/*.deb; do dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$root"; done
ln -sf "python$version" "$root/usr/bin/python3"
ln -sf dash "$root/usr/bin/sh"
printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n' > "$root/etc/passwd"
printf 'root:x:0:\napp:x:1000:\n' > "$root/etc/group"
rm -rf "$root"/usr/share/{doc,man,locale,lintian,info} "$root"/usr/lib/python3*/test
tar -C "$root" -c . > "$out.part"
mv "$out.part" "$out"
