#!/usr/bin/env bash
#
# fuzz.sh: mutated messages, models and resources against MessageFormat in a release build, for
# FUZZ_SECONDS (600). FUZZ_SEED chooses the inputs; each run prints its own. After a trap the input
# that did it stands in .build/fuzz-input, to be added to the tests.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

export FUZZ_SECONDS=${FUZZ_SECONDS:-600} FUZZ_SEED=${FUZZ_SEED:-$(date +%s)}
export FUZZ_KEEP=$PWD/.build/fuzz-input
package=(--package-path Benchmarks/messageformat --scratch-path .build/messageformat -c release)
Scripts/build.sh "${package[@]}" --build-tests
printf 'Fuzzing for %s s with seed %s …\n' "$FUZZ_SECONDS" "$FUZZ_SEED"
swift test "${package[@]}" --skip-build --disable-xctest --filter FuzzTests || {
  printf 'fuzz.sh: it failed with FUZZ_SEED=%s; the last input is in .build/fuzz-input\n' "$FUZZ_SEED" >&2
  exit 1
}
rm -f "$FUZZ_KEEP"
