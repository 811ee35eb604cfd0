# Builds the extension out of the tree; for the scripts that source it after scripts/lib.sh.
# shellcheck shell=bash

need_php() {
  have cargo || die "Missing: Rust 1.88 or later (https://rustup.rs)."
  need php php-cli
  need phpize php-dev
  need cc gcc
  need make make
}

# build_extension FOLDER [CONFIGURE-OPTION...]: FOLDER/modules/userhash.so, for the php of the PATH.
build_extension() {
  local folder=$1 kind
  shift
  # What was configured for another PHP, or otherwise, can't be built upon.
  kind="$(php-config --vernum) $(php-config --extension-dir) $ROOT $*"
  if [ "$(cat "$folder/kind" 2>/dev/null)" != "$kind" ] \
    || [ "$ROOT/bindings-php/config.m4" -nt "$folder/configure" ]; then
    rm -rf "$folder"
  fi
  mkdir -p "$folder"
  cp -pu "$ROOT"/bindings-php/{*.c,*.h,*.m4,*.frag,*.stub.php} "$folder"
  cd "$folder" || return
  if [ ! -f kind ]; then
    phpize
    ./configure --quiet --with-userhash-root="$ROOT" "$@"
    echo "$kind" >kind
  fi
  make
}
export -f build_extension
