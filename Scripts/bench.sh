#!/usr/bin/env bash
#
# bench.sh [NAME…]: release build, then the usual benchmarks, or those named; million, matching,
# memory and graph run by name alone. Every benchmark prints lines "NAME vs BASELINE ratio X.XX (ours …, baseline …)"
# and keeps its results in .bench/NAME.json; graph draws them for docs/performance.md. BENCH_SIZES
# is the number of recipients, instead of each benchmark's own (for million and matching two: many and few).

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

usual=(
  bulk-pipeline enqueue two-workers urgent intake reading messageformat catalog-check drafting
)
known=("${usual[@]}" million matching memory graph)
wanted=("${@:-${usual[@]}}")
for name in "${wanted[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || {
    printf 'bench.sh: there is no benchmark "%s"; there are: %s\n' "$name" "${known[*]}" >&2
    exit 1
  }
done

parley=.build/release/parley
formats=.build/messageformat # ours by itself, and what it is measured beside
others=.build/benchmarks     # what the pipeline is measured beside
sizes=()
read -ra sizes <<<"${BENCH_SIZES:-}"

build_parley() {
  [[ -z ${built:-} ]] || return 0
  Scripts/install-packages.sh test
  printf 'Building parley for release …\n'
  Scripts/build.sh -c release --static-swift-stdlib --product parley
  built=yes
}

build_contenders() { # libcurl's loop in C, and django-post_office
  Scripts/install-packages.sh bench
  mkdir -p "$others"
  # shellcheck disable=SC2046  # several words
  "${CC:-cc}" -O2 -Wall -Wextra -o "$others/curl_multi" Benchmarks/curl_multi.c \
    $(pkg-config --cflags --libs libcurl)
  Scripts/install-python-packages.sh Benchmarks/post_office/requirements.txt .venv-bench
}

build_formats() { # build_formats PRODUCT
  Scripts/install-packages.sh bench
  printf 'Building %s for release …\n' "$1"
  Scripts/build.sh --package-path Benchmarks/messageformat --scratch-path "$formats" \
    -c release --product "$1"
}

build_icu() { # ICU's MessageFormat in C
  # shellcheck disable=SC2046  # several words
  "${CC:-cc}" -O2 -o "$formats/umsg_format" Benchmarks/messageformat/umsg_format.c \
    $(pkg-config --cflags --libs icu-i18n icu-uc)
}

started=()
stop_servers() { ((${#started[@]} == 0)) || Tests/Servers/servers.sh down "${started[@]}"; }
trap stop_servers EXIT

start_server() { # start_server NAME: unless it is up
  local servers=Tests/Servers/servers.sh settings
  "$servers" status "$1" >/dev/null || started+=("$1")
  "$servers" up "$1" || return
  settings=$("$servers" env)
  eval "$settings"
}

measure() { # measure PROGRAM ARGUMENT…: with the number of recipients, if one is set
  python3 "Benchmarks/$1" "${@:2}" "${sizes[@]}"
}

for name in "${wanted[@]}"; do
  case $name in
    bulk-pipeline)
      build_parley
      build_contenders
      measure bulk_pipeline.py "$parley" "$others/curl_multi" .venv-bench/bin/python
      ;;
    enqueue | urgent | million | matching)
      build_parley
      measure "$name.py" "$parley"
      ;;
    drafting)
      build_parley
      start_server apertium || true # it says so, and leaves the row out
      measure drafting.py "$parley"
      ;;
    intake)
      build_parley
      Scripts/install-packages.sh bench
      Scripts/install-python-packages.sh Benchmarks/reply_parser/requirements.txt .venv-replies
      measure intake.py "$parley" .venv-replies/bin/python
      ;;
    two-workers)
      build_parley
      start_server postgres
      measure two_workers.py "$parley" "$PARLEY_PG_URL"
      ;;
    memory)
      build_parley
      start_server postgres
      Scripts/install-python-packages.sh Benchmarks/memory-requirements.txt .venv-memory
      .venv-memory/bin/python Benchmarks/memory.py "$parley" "$PARLEY_PG_URL" "${sizes[@]}"
      ;;
    catalog-check)
      build_parley
      build_formats parse-catalogs
      python3 Benchmarks/catalog_check.py "$parley" "$formats/release/parse-catalogs"
      ;;
    messageformat)
      build_formats measure
      build_icu
      python3 Benchmarks/messageformat.py "$formats/release/measure" "$formats/umsg_format"
      ;;
    reading)
      build_parley
      python3 Benchmarks/reading.py "$parley"
      ;;
    graph) python3 Benchmarks/graph.py .bench docs/images/performance.svg ;;
  esac
done
