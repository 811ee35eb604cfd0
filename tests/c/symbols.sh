#!/usr/bin/env bash
# What the library exports, against what the header declares.
#   symbols.sh exported LIBRARY HEADER   the same set, all of it prefixed
#   symbols.sh tested HEADER SOURCE...   every declared function is called in one of the sources
#   symbols.sh must_use HEADER           every status is marked
#   symbols.sh none LIBRARY              nothing of userhash or of Rust is exported
set -euo pipefail

declared() { cc -E -P -x c "$1" | grep -oE '\buserhash_[a-z0-9_]+ ?\(' | tr -d ' (' | sort -u; }
exported() { nm -D --defined-only "$1" | awk '{ print $NF }' | sed 's/@.*//' | sort -u; }

command=$1
shift
case $command in
exported)
  [ "$(declared "$2" | wc -l)" -ge 20 ]
  diff <(exported "$1") <(declared "$2")
  ;;
tested)
  names=$(declared "$1")
  [ "$(wc -l <<<"$names")" -ge 20 ]
  shift
  for name in $names; do
    grep -q "\b$name(" "$@" || { echo "no test calls $name" && exit 1; }
  done
  ;;
must_use)
  awk '/^userhash_status userhash_/ { all++; if (before != "USERHASH_MUST_USE") { print; bad = 1 } }
       { before = $0 } END { exit bad || all < 15 }' "$1"
  ;;
none)
  names=$(exported "$1")
  if grep -E 'userhash_|rust|^_R' <<<"$names"; then exit 1; fi
  ;;
*) exit 2 ;;
esac
