#!/usr/bin/env bash
#
# test.sh: everything that has to hold, on both databases and through real servers; what CI runs.
# test.sh quick: the tests without servers, on SQLite. Swift test's own result lines come last but
# for those of the fuzzing and the torture, and for what failed.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

servers=Tests/Servers/servers.sh
ours=()

step() { # step WHAT COMMAND…
  local began=$SECONDS
  printf '\n== %s\n' "$1"
  shift
  "$@"
  printf '== %s s\n' $((SECONDS - began))
}

# What was up before stays up: someone works with it.
stop_servers() { ((${#ours[@]} == 0)) || "$servers" down "${ours[@]}"; }
said=$(mktemp)
trap 'rm -f "$said"; stop_servers' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_servers() {
  mapfile -t ours < <("$servers" status | sed -n 's/ down$//p')
  # Nothing up: begin with empty mailboxes and databases.
  [[ $("$servers" status) == *' up'* ]] || "$servers" clean
  # The tests kill programs, not the machine: what PostgreSQL wrote survives without syncs.
  PARLEY_PG_OPTS=${PARLEY_PG_OPTS:--c fsync=off -c max_connections=300} "$servers" up
}

format() {
  local folder folders=(Package.swift)
  for folder in Sources Tests Benchmarks; do [[ ! -d $folder ]] || folders+=("$folder"); done
  swift format lint --strict --parallel --recursive "${folders[@]}"
}

# A run prints thousands of lines; what failed is said once more below them.
tests() {
  swift test --skip-build --disable-xctest 2>&1 | tee "$said" && return
  printf '\n== What failed\n'
  grep -aE -A 3 '✘ .*recorded an issue|^error: |Fatal error|unexpected signal' "$said" |
    grep -avE '^--$|^(✔|◇) ' | cut -c1-500 | head -n 60 || tail -n 20 "$said"
  return 1
}

if [[ ${1:-} == quick ]]; then
  unset PARLEY_PG_URL PARLEY_REQUIRE_SERVERS
  export FUZZ_SECONDS=${FUZZ_SECONDS:-2}
  step 'Rules of the house' Scripts/lint.sh
  step 'Build' Scripts/build.sh --build-tests
  printf '\n== Tests on SQLite, without servers; make test runs the rest\n'
else
  step 'Packages' Scripts/install-packages.sh test
  step 'Python packages' Scripts/install-python-packages.sh
  step 'Servers' start_servers
  step 'Format' format
  step 'Rules of the house' Scripts/lint.sh
  step 'Build, without a warning' Scripts/build.sh --strict --build-tests
  step 'Catalogs' .build/debug/parley catalog check
  settings=$("$servers" env)
  eval "$settings"
  export PARLEY_REQUIRE_SERVERS=1
  printf '\n== Tests; the logs of the servers are in %s/log\n' "$PARLEY_SERVERS"
fi
# Many of the tests wait for a server or a lease. With hundreds at once on two cores each waits for
# the others as well, past its own time-outs.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-6}
tests
[[ ${1:-} == quick ]] || {
  # Side by side, whatever the number of processors: their limits are in processor time.
  FUZZ_AT_ONCE=6 step 'Mutated input, in short' Scripts/fuzz.sh short
  step 'Torture, in short' Scripts/torture.sh short
}
