# Shared by the scripts of this folder and of the packages; to be sourced.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=$ROOT/build
LOGS=$BUILD/logs
VENV=$BUILD/venv
mkdir -p "$LOGS"

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

# have COMMAND: whether it can be run.
have() { command -v "$1" >/dev/null 2>&1; }

# need_packages PACKAGE...: Debian packages, installed where this user may, named exactly elsewhere.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local install="apt-get update && apt-get install -y ${missing[*]}"
  if ! have apt-get; then
    die "Missing: the programs of the Debian packages ${missing[*]}." \
      "Install them with this system's package manager and run this again."
  elif [ "$(id -u)" = 0 ]; then
    step "Installing ${missing[*]}" \
      env DEBIAN_FRONTEND=noninteractive bash -c "$install"
  elif have sudo && sudo -n true 2>/dev/null; then
    step "Installing ${missing[*]}" \
      sudo -n env DEBIAN_FRONTEND=noninteractive bash -c "$install"
  else
    die "Missing: ${missing[*]}. Run this, then try again:" "  sudo sh -c '$install'"
  fi
}

# need COMMAND PACKAGE: a command, or else the Debian package that has it.
need() { have "$1" || need_packages "$2"; }

# need_venv: the project's own Python environment, with what tests/requirements.txt names.
need_venv() {
  local wanted=$ROOT/tests/requirements.txt
  if ! cmp -s "$wanted" "$VENV/installed.txt"; then
    have python3 || die "Missing: Python 3.11 or later."
    python3 -c 'import ensurepip' 2>/dev/null || need_packages python3-venv
    rm -rf "$VENV"
    step "Setting up Python's tools" bash -c "
      python3 -m venv '$VENV' &&
      '$VENV/bin/pip' install --quiet --disable-pip-version-check -r '$wanted' &&
      cp '$wanted' '$VENV/installed.txt'"
  fi
}

# step LABEL COMMAND...: runs quietly, says how long it took, shows the output if it failed.
step() {
  local label=$1 log started=$SECONDS
  shift
  log=$(mktemp "$LOGS/step.XXXXXX")
  [ -t 1 ] && printf '  … %s' "$label"
  if "$@" >"$log" 2>&1 </dev/null; then
    [ -t 1 ] && printf '\r\033[K'
    printf '  ✓ %s (%s s)\n' "$label" $((SECONDS - started))
    rm -f "$log"
  else
    [ -t 1 ] && printf '\r\033[K'
    printf '  ✗ %s\n' "$label"
    tail -n 60 "$log" | sed 's/^/    /'
    die "Failed: $label"
  fi
}
