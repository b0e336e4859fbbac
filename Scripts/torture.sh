#!/usr/bin/env bash
#
# torture.sh [full|short] [PART OF A NAME…]: kills, power cuts, lying servers, full disks, clock
# jumps; docs/reliability.md tells what they prove. TORTURE_KILLS (500; short: 40), TORTURE_INTAKE_KILLS
# (200; short: 6) and TORTURE_SEED change it. It has a PostgreSQL of its own, since it is stopped and killed while workers run.

set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

# Small file systems, mount namespaces and port 53 are root's.
if ((EUID)) && sudo -n true 2>/dev/null; then
  exec sudo -n --preserve-env=PARLEY_PROGRAM,TORTURE_KILLS,TORTURE_INTAKE_KILLS,TORTURE_SEED,TORTURE_KEEP,TORTURE_AT_ONCE,TORTURE_SERVERS,TORTURE_PORT_BASE \
    Scripts/torture.sh "$@"
fi

form=full
[[ ${1:-} != full && ${1:-} != short ]] || { form=$1 && shift; }
PARLEY_SERVERS=${TORTURE_SERVERS:-/tmp/parley-torture-$(cksum <<<"$PWD" | cut -d' ' -f1)}
PARLEY_PORT_BASE=${TORTURE_PORT_BASE:-$((${PARLEY_PORT_BASE:-25000} + 1000))}
export PARLEY_SERVERS PARLEY_PORT_BASE
# Its servers are its own: none of the ports of those that the tests have just used.
for name in "${!PARLEY_@}"; do
  [[ $name != *_PORT && $name != PARLEY_PG_URL ]] || unset "$name"
done
servers=Tests/Servers/servers.sh

stop_servers() { "$servers" clean; }
trap stop_servers EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

Scripts/install-packages.sh torture
[[ -n ${PARLEY_PROGRAM:-} || -x .build/debug/parley ]] || Scripts/build.sh --product parley
"$servers" clean
"$servers" up postgres
# A mail server with folders, for the intake; its accounts are root's to make.
((EUID)) || "$servers" up dovecot
settings=$("$servers" env)
eval "$settings"
# Debian's Python: its sqlite3 is the system's own library, as Parley's is.
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 Tests/Torture "$form" "$@"
