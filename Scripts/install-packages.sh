#!/usr/bin/env bash
#
# install-packages.sh build|test|torture|bench: installs the Debian packages that are missing.
#
# build: the libraries that Parley is linked with. test: these, the servers of Tests/Servers and
# the tools that the tests call. torture: what bends clocks and drops writes, beside them. bench:
# what MessageFormat is measured beside. Says nothing where nothing is missing. No service is started.

set -euo pipefail

build=(
  pkg-config libcld2-dev libcurl4-openssl-dev libgmime-3.0-dev libical-dev libicu-dev libphonenumber-dev
  libpq-dev libsqlite3-dev libxml2-dev
)
servers=(
  apertium-apy apertium-eng-spa ca-certificates curl dovecot-core dovecot-imapd dovecot-lmtpd
  dovecot-sieve kannel kannel-extras
  libnet-ssleay-perl openssl postfix postgresql-15 postgresql-client-15 python3 python3-venv swaks
)

torture=(gcc libc6-dev postgresql-15 postgresql-client-15 python3)
bench=(gcc libc6-dev libicu-dev pkg-config python3)

die() {
  printf 'install-packages.sh: %s\n' "$*" >&2
  exit 1
}

case ${1:-} in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${build[@]}" "${servers[@]}") ;;
  torture) wanted=("${torture[@]}") ;;
  bench) wanted=("${bench[@]}") ;;
  *) die 'say what for: build, test, torture or bench' ;;
esac

command -v dpkg-query >/dev/null ||
  die "this is no Debian system; install by hand what its packages ${wanted[*]} hold"
missing=()
for package in "${wanted[@]}"; do
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
    missing+=("$package")
done
((${#missing[@]})) || exit 0

if ((EUID)); then
  sudo -n true 2>/dev/null || die "these packages are missing, and neither are you root nor does" \
    "sudo work without a password; run: sudo apt-get install ${missing[*]}"
  exec sudo -n "$(realpath "$0")" "$1"
fi

printf 'Installing %s …\n' "${missing[*]}"
log=$(mktemp)
policy=/usr/sbin/policy-rc.d
cleanup() {
  rm -f "$log"
  [[ -z ${own_policy:-} ]] || rm -f "$policy"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# Debian starts a service as it installs it; 101 from this script forbids that. One that is
# there already, as in most containers, is the owner's.
if [[ ! -e $policy ]]; then
  own_policy=yes
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
{
  apt-get update -qq || printf 'W: apt-get update failed\n'
  # Without a configuration of its own in /etc, Postfix never runs but for the tests.
  printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections &&
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "${missing[@]}"
} >"$log" 2>&1 </dev/null || {
  grep -E '^(E|W):' "$log" >&2 || tail -n 5 "$log" >&2
  die "apt-get could not install ${missing[*]}; the lines above say why. If it cannot find a" \
    "package, this is not Debian 12: install its like by hand"
}

# Nor shall they start with the machine.
if [[ -d /run/systemd/system ]]; then
  for package in dovecot-core:dovecot postfix:postfix postgresql-15:postgresql; do
    [[ " ${missing[*]} " != *" ${package%:*} "* ]] ||
      systemctl disable --quiet "${package#*:}" 2>/dev/null || true
  done
fi
