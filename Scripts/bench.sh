#!/usr/bin/env bash
#
# bench.sh [NAME]: release build, then each benchmark, or the one named. Every benchmark ends with a
# line "NAME vs BASELINE ratio X.XX (ours …, baseline …)"; results also go to .bench/NAME.json.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

known=(bulk-pipeline messageformat catalog-check)
wanted=("${@:-${known[@]}}")
for name in "${wanted[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || {
    printf 'bench.sh: there is no benchmark "%s"; there are: %s\n' "$name" "${known[*]}" >&2
    exit 1
  }
done

start_pipeline() { # builds parley and starts the sink, unless that is up
  servers=Tests/Servers/servers.sh
  Scripts/install-packages.sh test
  printf 'Building parley for release …\n'
  Scripts/build.sh -c release --product parley
  was_up=$("$servers" status sink | grep -c ' up$' || true)
  "$servers" up sink
  trap '((was_up)) || "$servers" down sink' EXIT
  settings=$("$servers" env)
  eval "$settings"
}

build_messageformat() { # ours, by itself, and ICU's in C
  Scripts/install-packages.sh bench
  printf 'Building MessageFormat for release …\n'
  scratch=.build/messageformat
  Scripts/build.sh --package-path Benchmarks/messageformat --scratch-path "$scratch" \
    -c release --product measure
  # shellcheck disable=SC2046  # several words
  "${CC:-cc}" -O2 -o "$scratch/umsg_format" Benchmarks/messageformat/umsg_format.c \
    $(pkg-config --cflags --libs icu-i18n icu-uc)
}

build_check() { # parley, and a program that only parses
  Scripts/install-packages.sh build
  printf 'Building parley and the baseline for release …\n'
  Scripts/build.sh -c release --product parley
  scratch=.build/messageformat
  Scripts/build.sh --package-path Benchmarks/messageformat --scratch-path "$scratch" \
    -c release --product parse-catalogs
}

for name in "${wanted[@]}"; do
  case $name in
    bulk-pipeline)
      start_pipeline
      # shellcheck disable=SC2086  # several numbers
      python3 Benchmarks/bulk_pipeline.py .build/release/parley "$PARLEY_SINK_PORT" ${BENCH_SIZES:-}
      ;;
    catalog-check)
      build_check
      python3 Benchmarks/catalog_check.py .build/release/parley "$scratch/release/parse-catalogs"
      ;;
    messageformat)
      build_messageformat
      python3 Benchmarks/messageformat.py "$scratch/release/measure" "$scratch/umsg_format"
      ;;
  esac
done
