#!/usr/bin/env bash
#
# bench.sh [NAME]: release build, then each benchmark, or the one named. Every benchmark ends with a
# line "NAME vs BASELINE ratio X.XX (ours …, baseline …)"; results also go to .bench/NAME.json.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

known=(bulk-pipeline)
wanted=("${@:-${known[@]}}")
for name in "${wanted[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || {
    printf 'bench.sh: there is no benchmark "%s"; there are: %s\n' "$name" "${known[*]}" >&2
    exit 1
  }
done

servers=Tests/Servers/servers.sh
Scripts/install-packages.sh test
printf 'Building parley for release …\n'
Scripts/build.sh -c release --product parley
was_up=$("$servers" status sink | grep -c ' up$' || true)
"$servers" up sink
trap '((was_up)) || "$servers" down sink' EXIT
settings=$("$servers" env)
eval "$settings"

for name in "${wanted[@]}"; do
  case $name in
    bulk-pipeline)
      # shellcheck disable=SC2086  # several numbers
      python3 Benchmarks/bulk_pipeline.py .build/release/parley "$PARLEY_SINK_PORT" ${BENCH_SIZES:-}
      ;;
  esac
done
