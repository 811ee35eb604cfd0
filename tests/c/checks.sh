# How scripts/test-c runs and counts its checks; to be sourced after lib.sh.
# shellcheck shell=bash
passed=0
failed=0

# check LABEL COMMAND...: the command must succeed. Counts as one test, or as many as the last line
# of its output says.
check() {
  local label=$1 log status=0 started=$SECONDS
  shift
  log=$(mktemp "$LOGS/check.XXXXXX")
  "$@" >"$log" 2>&1 </dev/null || status=$?
  count "$label" "$log" "$status" $((SECONDS - started))
}

# catches LABEL PATTERN COMMAND...: the command must fail, with output that has the pattern. For
# planted bugs: a check that can't fail is worse than none.
catches() {
  local label=$1 pattern=$2 log status=1
  shift 2
  log=$(mktemp "$LOGS/check.XXXXXX")
  if "$@" >"$log" 2>&1 </dev/null; then
    echo "succeeded, but should have failed" >>"$log"
  elif grep -qE "$pattern" "$log"; then
    status=0 && : >"$log"
  else
    echo "failed, but without: $pattern" >>"$log"
  fi
  count "$label" "$log" "$status" 0
}

count() {
  local label=$1 log=$2 status=$3 seconds=$4 good=0 bad=0
  if [[ $(tail -n 1 "$log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    good=${BASH_REMATCH[1]} bad=${BASH_REMATCH[2]}
  elif [[ $(grep '^test result' "$log") =~ ([0-9]+)\ passed\;\ ([0-9]+)\ failed ]]; then
    good=${BASH_REMATCH[1]} bad=${BASH_REMATCH[2]}
  elif [ "$status" = 0 ]; then
    good=1
  fi
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  passed=$((passed + good)) failed=$((failed + bad))
  if [ "$bad" = 0 ]; then
    printf '  ✓ %s (%d, %d s)\n' "$label" "$good" "$seconds"
    rm -f "$log"
  else
    printf '  ✗ %s\n' "$label"
    tail -n 40 "$log" | sed 's/^/    /'
  fi
}

# total: the closing line; fails if something did.
total() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" = 0 ]
}
