#!/usr/bin/env bash
#
# fuzz.sh: mutated input against everything that reads what comes from outside, in a release build:
# FUZZ_SECONDS (600) for each target, as many targets at once as there are processors.
# fuzz.sh short: the debug build that is there, 20 s each; what make test runs.
# FUZZ=NAME runs one alone: messageformat, mail, reply, bounce, calendar, webhook, translate.
# FUZZ_SEED chooses the inputs, FUZZ_ROUND where to begin; each run prints its seed. After a run that
# ended badly the input that did it stands in .build/fuzz, to be tried again with
# `.build/release/fuzz NAME FILE` and added to the tests.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

readers=(mail reply bounce calendar webhook translate)
known=(messageformat "${readers[@]}")
build=release
wanted=("${known[@]}")
if [[ ${1:-} == short ]]; then
  build=debug
  # The other target is one of swift test's own.
  wanted=("${readers[@]}")
  export FUZZ_SECONDS=${FUZZ_SECONDS:-20}
fi
[[ -z ${FUZZ:-} ]] || wanted=("$FUZZ")
for name in "${wanted[@]}"; do
  [[ " ${known[*]} " == *" $name "* ]] || {
    printf 'fuzz.sh: there is no target "%s"; there are: %s\n' "$name" "${known[*]}" >&2
    exit 1
  }
done

export FUZZ_SECONDS=${FUZZ_SECONDS:-600} FUZZ_SEED=${FUZZ_SEED:-$(date +%s)}
export keep=$PWD/.build/fuzz build
formats=(--package-path Benchmarks/messageformat --scratch-path .build/messageformat -c release)
mkdir -p "$keep"

fuzz() { # fuzz NAME
  local status=0
  if [[ $1 == messageformat ]]; then
    FUZZ_KEEP=$keep/messageformat.input swift test --package-path Benchmarks/messageformat \
      --scratch-path .build/messageformat -c release --skip-build --disable-xctest \
      --filter FuzzTests || status=$?
    ((status > 0)) || rm -f "$keep/messageformat.input"
  else
    FUZZ_KEEP=$keep ".build/$build/fuzz" "$1" 2>"$keep/$1.log" || status=$?
    ((status == 0)) || grep '^fuzz ' "$keep/$1.log" >&2 || tail -n 20 "$keep/$1.log" >&2
  fi
  ((status == 0)) || {
    printf 'fuzz.sh: %s failed with FUZZ_SEED=%s; its input and log are in .build/fuzz\n' \
      "$1" "$FUZZ_SEED" >&2
    return 1
  }
}
export -f fuzz

if [[ $build == release ]]; then
  [[ " ${wanted[*]} " != *" messageformat "* ]] || Scripts/build.sh "${formats[@]}" --build-tests
  [[ "${wanted[*]}" == messageformat ]] || Scripts/build.sh -c release --static-swift-stdlib --product fuzz
fi
printf 'Fuzzing %s for %s s each with seed %s …\n' "${wanted[*]}" "$FUZZ_SECONDS" "$FUZZ_SEED"
# shellcheck disable=SC2016  # bash's own $1
printf '%s\n' "${wanted[@]}" | xargs -P "${FUZZ_AT_ONCE:-$(nproc)}" -I {} bash -c 'fuzz "$1"' fuzz {}
