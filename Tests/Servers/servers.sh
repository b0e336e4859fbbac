#!/usr/bin/env bash
#
# Private mail and database servers for the tests, on loopback. README.md tells the ports,
# accounts and special addresses. Everything written lies in one folder, $PARLEY_SERVERS.

set -euo pipefail
umask 022

usage='usage: servers.sh install | up [NAME…] | status [NAME…] | env | down [NAME…] | clean'
home=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
root=$(realpath "$home/../..")

say() { printf '%s\n' "$*"; }
die() {
  printf 'servers.sh: %s\n' "$*" >&2
  exit 1
}

# The folder -------------------------------------------------------------------------------

# Each server runs as its own system user, which must be able to walk down to the folder.
others_may_enter() {
  local folder=$1
  until [[ -d $folder ]]; do folder=$(dirname "$folder"); done
  while (($(stat -c '0%a' "$folder") & 1)); do
    [[ $folder != / ]] || return 0
    folder=$(dirname "$folder")
  done
  return 1
}

# A Unix socket's path holds 107 bytes; the longest of ours adds some thirty.
fits() { ((${#1} <= 70)) && others_may_enter "$1"; }

if [[ -n ${PARLEY_SERVERS:-} ]]; then
  state=$(realpath -m "$PARLEY_SERVERS")
  fits "$state" ||
    die "$state is too long a path, or closed to other users; set PARLEY_SERVERS to another folder"
else
  state=$root/.servers
  # A checkout below a closed home, say /root, is common in containers.
  fits "$state" || state=/tmp/parley-servers-$(cksum <<<"$root" | cut -d' ' -f1)
fi
logs=$state/log certificate=$state/tls/cert.pem

prepare() {
  if ((EUID)) && sudo -n true 2>/dev/null; then
    local settings=()
    while IFS= read -r -d '' line; do
      [[ $line != PARLEY_* ]] || settings+=("$line")
    done </proc/self/environ
    exec sudo -n env "${settings[@]}" "$home/servers.sh" "$command" "$@"
  fi
  [[ -e $state/servers.lock || -z $(ls -A "$state" 2>/dev/null) ]] ||
    die "$state holds other things; set PARLEY_SERVERS to an empty folder"
  mkdir -p "$state/run" "$logs"
  [[ -O $state ]] || die "$state belongs to another user; set PARLEY_SERVERS to another folder"
  exec 9>>"$state/servers.lock"
  flock -w 120 9 || die "another servers.sh has been at work in $state for two minutes"
}

# What a server's own file may say ------------------------------------------------------------

servers=() port_names=()
declare -A port fill exports

# port NAME OFFSET: PARLEY_NAME_PORT, by default the base plus the offset.
port() {
  local variable=PARLEY_$1_PORT
  port[$1]=${!variable:-$((${PARLEY_PORT_BASE:-25000} + $2))}
  fill[$1_PORT]=${port[$1]}
  port_names+=("$1")
}

# render FILE: the template beside a server's own file, its @NAMES@ filled in.
render() {
  local text name
  text=$(<"$home/$1")
  for name in "${!fill[@]}"; do text=${text//"@$name@"/"${fill[$name]}"}; done
  say "$text"
}

need_root() {
  ((EUID == 0)) || die "$1 changes to users of its own: run as root, or where sudo asks no password"
}

need_ports() {
  local name
  for name in "$@"; do
    ! answers "${port[$name]}" || die \
      "port ${port[$name]} is taken by another process; set PARLEY_${name}_PORT or PARLEY_PORT_BASE"
  done
}

# answers PORT [GREETING]
answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1" &&
    { [[ -z ${2:-} ]] || { read -r -t 1 line <&3 && [[ $line == "$2"* ]]; }; }) 2>/dev/null
}

need_certificate() {
  openssl x509 -checkend 86400 -noout -in "$certificate" >/dev/null 2>&1 && return
  mkdir -p "$state/tls"
  openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -days 30 \
    -subj /CN=localhost -addext 'subjectAltName=DNS:localhost,DNS:mail.parley.test,IP:127.0.0.1' \
    -keyout "$state/tls/key.pem" -out "$certificate" 2>"$logs/openssl.log" ||
    die "no certificate could be made; see $logs/openssl.log"
}

# Processes ------------------------------------------------------------------------------------

# When a process started, in ticks since boot; nothing for one that is gone or a zombie.
birth() { sed -n 's/.*) \([^ZX] .*\)/\1/p' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# A number alone could by now be someone else's process: its birth tells it apart.
runs() {
  local pid born
  read -r pid born 2>/dev/null <"$state/run/$1" || return 1
  [[ -n $born && $born == "$(birth "$pid")" ]]
}

# launch NAME COMMAND…: in a session of its own, out of a Ctrl-C's reach.
launch() {
  local name=$1
  shift
  (cd "$state" && exec setsid "$@" </dev/null >>"$logs/$name.log" 2>&1 9>&-) &
  printf '%s %s\n' $! "$(birth $!)" >"$state/run/$name"
}

# until_ready NAME TEST…
until_ready() {
  local name=$1 end=$((SECONDS + 30)) trouble=
  shift
  until "$@" >/dev/null 2>&1; do
    sleep 0.05
    ((SECONDS < end)) || trouble='was not ready within 30 s'
    runs "$name" || trouble='ended as it started'
    [[ -z $trouble ]] || {
      tail -n 15 "$logs/$name.log" >&2 || true
      halt "$name"
      die "$name $trouble; its log is $logs/$name.log"
    }
  done
}

# halt NAME [SIGNAL…]: each signal has ten seconds, then what is left of its group is killed.
halt() {
  local name=$1 pid signal tries
  shift
  if runs "$name"; then
    read -r pid _ <"$state/run/$name"
    for signal in "${@:-TERM}"; do
      kill "-$signal" "$pid" 2>/dev/null || true
      for ((tries = 0; tries < 200; tries++)); do
        runs "$name" || break 2
        sleep 0.05
      done
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$state/run/$name"
}

# The servers: each folder here holds a server.sh with its ports, start_NAME and, if a plain
# TERM does not do, stop_NAME. In this order they start; they stop in the opposite one.

fill=([STATE]=$state [CERTIFICATE]=$certificate [KEY]=$state/tls/key.pem)
for name in dovecot postfix sink postgres apertium; do
  servers+=("$name")
  # shellcheck source=/dev/null
  source "$home/$name/server.sh"
done

# Commands ---------------------------------------------------------------------------------------

up() {
  local name began
  for name in "$@"; do
    runs "$name" && continue
    rm -f "$state/run/$name"
    began=${EPOCHREALTIME/[.,]/}
    "start_$name"
    say "$name is up ($(((${EPOCHREALTIME/[.,]/} - began) / 1000)) ms)"
  done
}

down() {
  local i name
  for ((i = ${#servers[@]} - 1; i >= 0; i--)); do
    name=${servers[i]}
    [[ " $* " == *" $name "* ]] || continue
    if declare -F "stop_$name" >/dev/null; then "stop_$name"; else halt "$name"; fi
  done
}

status() {
  local name result=0
  for name in "$@"; do
    if runs "$name"; then say "$name up"; else
      say "$name down"
      result=1
    fi
  done
  return $result
}

environment() {
  local name
  for name in "${port_names[@]}"; do say "export PARLEY_${name}_PORT=${port[$name]}"; done
  exports+=([SERVERS]=$state [CA_FILE]=$certificate [TEST_DOMAIN]=parley.test [TEST_PASSWORD]=parley)
  for name in "${!exports[@]}"; do printf 'export PARLEY_%s=%q\n' "$name" "${exports[$name]}"; done
}

command=${1:-}
shift || true
case $command in
  install) exec "$root/Scripts/install-packages.sh" test ;;
  env) environment ;;
  up | down | status)
    (($#)) || set -- "${servers[@]}"
    for name in "$@"; do
      [[ " ${servers[*]} " == *" $name "* ]] || die "no server '$name'; there are: ${servers[*]}"
    done
    [[ $command == status || ($command == down && ! -e $state/servers.lock) ]] || prepare "$@"
    "$command" "$@"
    ;;
  clean)
    [[ -e $state/servers.lock ]] || exit 0
    prepare
    down "${servers[@]}"
    rm -rf "$state"
    ;;
  *)
    say "$usage"
    say "names: ${servers[*]}"
    exit 2
    ;;
esac
