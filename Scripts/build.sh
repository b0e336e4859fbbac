#!/usr/bin/env bash
#
# build.sh [--strict] [OPTION…]: swift build with these options and visible progress. With
# --strict a compiler warning in our own code fails it. The whole output is in .build/build.log.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

strict=
if [[ ${1:-} == --strict ]]; then
  strict=yes
  shift
fi

command -v swift >/dev/null || {
  printf 'build.sh: there is no swift; install Swift 6.1 or later from swift.org\n' >&2
  exit 1
}

# On a terminal the steps overwrite one another; elsewhere every fiftieth is a line of its own.
show() {
  local line step total count=0 wide=${COLUMNS:-100}
  while IFS= read -r line; do
    case $line in
      *'warning: prohibited flag(s)'*) ;; # of pkg-config's own, and harmless
      '['*/*']'*)
        step=${line%%]*} total=${step#*/} step=${step#[}
        if [[ -t 1 ]]; then
          printf '\r\033[K%.*s' "$wide" "$line"
          drawn=yes
        elif ((++count % 50 == 0)); then
          printf 'step %s of %s\n' "${step%/*}" "$total"
        fi
        ;;
      *)
        [[ -z ${drawn:-} ]] || printf '\r\033[K'
        drawn=
        printf '%s\n' "$line"
        ;;
    esac
  done
  [[ -z ${drawn:-} ]] || printf '\r\033[K'
}

mkdir -p .build
log=.build/build.log
# The check holds every target to the dependencies that Package.swift names.
swift build --explicit-target-dependency-import-check error "$@" 2>&1 | tee "$log" | show

[[ -n $strict ]] || exit 0
warnings=$(grep -E "^$PWD/(Sources|Tests|Benchmarks)/[^:]+:[0-9]+:[0-9]+: warning:" "$log" | sort -u || true)
[[ -z $warnings ]] || {
  printf '%s\n' "$warnings" | cut -d: -f1 | sort -u | while IFS= read -r file; do
    touch "$file" # compiled again, so that the next run meets the warning too
  done
  printf 'build.sh: warnings, and none may stay (%s):\n%s\n' "$(wc -l <<<"$warnings")" "$warnings" >&2
  exit 1
}
