#!/usr/bin/env bash
# Installs into an empty prefix, as a user and as a packager do, and builds a program with
# pkg-config alone: against the shared library, and statically.
#   install.sh WORK
set -euo pipefail
work=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
prefix=$work/prefix
rm -rf "$work"
mkdir -p "$work"

make -s -C "$root/bindings-c" install PREFIX="$prefix"
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
version=$(sed -n 's/^version = "\(.*\)"$/\1/p;T;q' "$root/Cargo.toml")
[ "$(pkg-config --modversion userhash)" = "$version" ]
# What the linker writes into programs is what is installed.
soname=$(readelf -d "$prefix/lib/libuserhash.so" | sed -n 's/.*soname: \[\(.*\)\]/\1/p')
[ "$(readlink -f "$prefix/lib/$soname")" = "$(readlink -f "$prefix/lib/libuserhash.so.$version")" ]

program=$root/docs/snippets/readme.c
# shellcheck disable=SC2046
cc -o "$work/shared" "$program" $(pkg-config --cflags --libs userhash)
# shellcheck disable=SC2046
cc -static -o "$work/static" "$program" $(pkg-config --static --cflags --libs userhash)
# Not through a pipe into grep -q, whose end would end ldd by a signal, now and then.
[[ $(LD_LIBRARY_PATH=$prefix/lib ldd "$work/shared") == *"$prefix/lib/$soname"* ]]
if ldd "$work/static" >/dev/null 2>&1; then exit 1; fi

# What the README shows: the hash that OpenSSL gives, accepted; another one, not.
user=customer@example.com
export USERHASH_SECRET_KEY="correct horse battery staple" LD_LIBRARY_PATH=$prefix/lib
expected=$(printf %s "$user" | openssl dgst -sha256 -hmac "$USERHASH_SECRET_KEY" | sed 's/.*= //')
for run in "$work/shared" "$work/static"; do
  [ "$("$run" "$user" "$expected")" = "$expected"$'\nverified' ]
  [ "$("$run" "$user" "${expected/[0-9]/x}")" = "$expected"$'\nnot verified' ]
  if (unset USERHASH_SECRET_KEY && "$run" "$user" 2>"$work/message"); then exit 1; fi
  grep -q "environment variable is not set" "$work/message"
done

make -s -C "$root/bindings-c" uninstall PREFIX="$prefix"
[ -z "$(find "$prefix" -not -type d)" ]

# A packager installs below DESTDIR what will run from PREFIX, in directories of its own.
make -s -C "$root/bindings-c" install DESTDIR="$work/package" PREFIX=/usr LIBDIR=/usr/lib/abc
grep -qx 'libdir=${prefix}/lib/abc' "$work/package/usr/lib/abc/pkgconfig/userhash.pc"
if grep -q "$work" "$work/package/usr/lib/abc/pkgconfig/userhash.pc"; then exit 1; fi
[ -f "$work/package/usr/include/userhash.h" ]
