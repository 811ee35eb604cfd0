dnl The extension is these C files and the static library of bindings-c, which cargo makes.

PHP_ARG_ENABLE([userhash],
  [whether to enable userhash],
  [AS_HELP_STRING([--enable-userhash],
    [Enable userhash])],
  [yes])

PHP_ARG_WITH([userhash-root],
  [where the sources of userhash are],
  [AS_HELP_STRING([--with-userhash-root=DIR],
    [The folder that holds include/userhash.h and Cargo.toml [the one above]])],
  [no],
  [no])

PHP_ARG_WITH([userhash-lib],
  [for a ready-made libuserhash.a],
  [AS_HELP_STRING([--with-userhash-lib=FILE],
    [Link this static library, instead of one that cargo makes])],
  [no],
  [no])

PHP_ARG_ENABLE([userhash-forced-panic],
  [whether to add Userhash\test_panic()],
  [AS_HELP_STRING([--enable-userhash-forced-panic],
    [Add a function that panics; for the tests of userhash alone])],
  [no],
  [no])

if test "$PHP_USERHASH" != "no"; then
  USERHASH_ROOT=$PHP_USERHASH_ROOT
  if test "$USERHASH_ROOT" = "no"; then
    USERHASH_ROOT=`cd "PHP_EXT_SRCDIR()/.." && pwd`
  fi
  if test ! -f "$USERHASH_ROOT/include/userhash.h"; then
    AC_MSG_ERROR([no include/userhash.h in $USERHASH_ROOT: build inside a clone of userhash, or name one with --with-userhash-root])
  fi

  if test "$PHP_USERHASH_FORCED_PANIC" = "yes"; then
    AC_DEFINE([USERHASH_FORCED_PANIC], [1], [Whether Userhash\test_panic() exists])
    dnl Never where a library that is meant to be shipped is made.
    USERHASH_TARGET=$USERHASH_ROOT/target/forced-panic
    USERHASH_LIB=$USERHASH_TARGET/debug/libuserhash.a
    USERHASH_CARGO_FLAGS="--features forced-panic"
  else
    USERHASH_TARGET=$USERHASH_ROOT/target
    USERHASH_LIB=$USERHASH_TARGET/release/libuserhash.a
    USERHASH_CARGO_FLAGS="--release"
  fi

  if test "$PHP_USERHASH_LIB" != "no"; then
    if test ! -f "$PHP_USERHASH_LIB"; then
      AC_MSG_ERROR([there is no $PHP_USERHASH_LIB])
    fi
    USERHASH_LIB=$PHP_USERHASH_LIB
    USERHASH_SHARED_DEPENDENCIES=$USERHASH_LIB
  else
    AC_PATH_PROG([CARGO], [cargo], [no])
    if test "$CARGO" = "no"; then
      AC_MSG_ERROR([cargo is missing: install Rust 1.88 or later (https://rustup.rs), or name a ready-made library with --with-userhash-lib])
    fi
    USERHASH_SHARED_DEPENDENCIES=userhash-core.stamp
  fi

  dnl Nothing but get_module leaves the extension: its symbols, and the library's, can't meet those
  dnl of another one in the same process.
  case $host_os in
    darwin*[)]
      USERHASH_LINK="-Wl,-exported_symbol,_get_module -Wl,-dead_strip"
      ;;
    *[)]
      USERHASH_LINK="-Wl,--exclude-libs,ALL -Wl,--gc-sections"
      ;;
  esac
  dnl Handed to the linker as it is, because libtool has doubts about archives.
  USERHASH_SHARED_LIBADD="$USERHASH_LINK -Wl,$USERHASH_LIB"

  PHP_SUBST([USERHASH_ROOT])
  PHP_SUBST([USERHASH_TARGET])
  PHP_SUBST([USERHASH_CARGO_FLAGS])
  PHP_SUBST([USERHASH_SHARED_DEPENDENCIES])
  PHP_SUBST([USERHASH_SHARED_LIBADD])
  PHP_SUBST([CARGO])
  PHP_ADD_INCLUDE([$USERHASH_ROOT/include])
  PHP_NEW_EXTENSION([userhash],
    [userhash.c details.c errors.c hash_context.c hmac.c key_ring.c sealed.c secret_key.c user.c visitor.c],
    [$ext_shared],,
    [-Wall -Wextra -Wno-unused-parameter -fvisibility=hidden])
  PHP_ADD_MAKEFILE_FRAGMENT
fi
