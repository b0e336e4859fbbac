# shellcheck shell=bash disable=SC2034,SC2154
# PostgreSQL with a role and a database parley, no password. PARLEY_PG_OPTS adds options.

port PG 432
exports[PG_URL]=postgresql://parley@127.0.0.1:${port[PG]}/parley
exports[PG_SOCKET]=$state/postgres

start_postgres() {
  local folder=$state/postgres as=() options program
  program=$(find /usr/lib/postgresql -path '*/bin/postgres' 2>/dev/null | sort -V | tail -n 1)
  [[ -n $program ]] || die "PostgreSQL is not installed; run $root/Scripts/install-packages.sh test"
  read -ra options <<<"${PARLEY_PG_OPTS:-}"
  need_ports PG
  mkdir -p "$folder"
  if ((EUID == 0)); then
    chown postgres "$folder"
    as=(setpriv --reuid postgres --regid postgres --init-groups)
  fi
  # The locale C: text sorts as in SQLite, by its bytes.
  [[ -s $folder/data/PG_VERSION ]] || (cd "$state" &&
    "${as[@]}" "${program%/*}/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale C \
      --no-sync >>"$logs/postgres.log" 2>&1) || die "initdb failed; see $logs/postgres.log"
  launch postgres "${as[@]}" "$program" -D "$folder/data" -p "${port[PG]}" -k "$folder" \
    -h 127.0.0.1 -c max_connections=200 "${options[@]}"
  until_ready postgres "${program%/*}/pg_isready" -q -h "$folder" -p "${port[PG]}" -U postgres
  psql -qAt -h "$folder" -p "${port[PG]}" -U postgres >>"$logs/postgres.log" 2>&1 <<'SQL' ||
SELECT 'CREATE ROLE parley SUPERUSER LOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley') \gexec
SELECT 'CREATE DATABASE parley OWNER parley'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'parley') \gexec
SQL
    die "the database could not be made; see $logs/postgres.log"
}

# INT ends its clients' sessions, QUIT its processes without a checkpoint.
stop_postgres() { halt postgres INT QUIT; }
