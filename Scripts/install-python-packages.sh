#!/usr/bin/env bash
#
# install-python-packages.sh [REQUIREMENTS FOLDER]: puts what Tests/requirements.txt names into
# .venv-tests, a virtual environment of Debian's Python; or what another file names into another
# folder. Says nothing where it is there already.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

python=/usr/bin/python3 wanted=${1:-Tests/requirements.txt} folder=${2:-.venv-tests}

die() {
  printf 'install-python-packages.sh: %s\n' "$*" >&2
  exit 1
}

[[ -x $python ]] || die "there is no $python; run Scripts/install-packages.sh test"
# Written last: an installation that broke off, or another Python since, begins anew. A checkout
# that moved does too, for the environment's own scripts name its folder.
stamp=$("$python" --version && realpath "$folder" && cat "$wanted")
[[ ! -e $folder/stamp || $(<"$folder/stamp") != "$stamp" ]] || exit 0

printf 'Installing %s …\n' "$(sed -n 's/^\([A-Za-z0-9_-]*\)==.*/\1/p' "$wanted" | paste -sd' ')"
rm -rf "$folder"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$python" -m venv "$folder" >"$log" 2>&1 ||
  die "no virtual environment could be made; Debian's package python3-venv makes them: $(tail -n 2 "$log")"
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$wanted" \
  >"$log" 2>&1 </dev/null || {
  tail -n 3 "$log" >&2
  die "pip could not install what $wanted names; the lines above say why. Without a network, set" \
    "PIP_FIND_LINKS to a folder that holds the packages"
}
printf '%s\n' "$stamp" >"$folder/stamp"
