# shellcheck shell=bash disable=SC2154
# Postfix: the MX of parley.test. It relays to Dovecot and to the product's own listener, and
# nowhere else.

port SMTP 25
port SMTPS 465
port SUBMISSION 587
port INBOUND 124 # the product's LMTP listener; Postfix only connects to it

start_postfix() {
  local folder=$state/postfix file
  need_root Postfix
  runs dovecot || up dovecot
  need_ports SMTP SMTPS SUBMISSION
  need_certificate
  mkdir -p "$folder"/{conf,queue,data,seen,piped}
  chown postfix "$folder/data"
  chown nobody "$folder/seen"
  for file in main.cf master.cf recipients transport greylist.sh; do
    render "postfix/$file" >"$folder/conf/$file"
  done
  printf '%s@parley.test ok\n' "${mailboxes[@]}" latebounce latefull latedefer \
    >"$folder/conf/mailboxes"
  /usr/sbin/postfix -c "$folder/conf" check >>"$logs/postfix.log" 2>&1 ||
    die "Postfix does not take its configuration; see $logs/postfix.log"
  launch postfix /usr/lib/postfix/sbin/master -s -c "$folder/conf"
  until_ready postfix answers "${port[SMTP]}" 220
}
