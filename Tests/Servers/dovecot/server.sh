# shellcheck shell=bash disable=SC2154
# Dovecot: mailboxes by LMTP in and IMAP out, and the passwords for Postfix's AUTH.

port IMAP 143
port IMAPS 993
port LMTP 24

mailboxes=(liaison reply bounce away greylist ana fatima olena minh samira yusuf)

start_dovecot() {
  need_root Dovecot
  need_ports IMAP IMAPS LMTP
  need_certificate
  mkdir -p "$state/dovecot/mail/away"
  {
    printf '%s:{PLAIN}parley::::::\n' "${mailboxes[@]}"
    # A mailbox of one byte: the mail is taken, then comes back as 5.2.2.
    say 'latefull:{PLAIN}parley::::::userdb_quota_rule=*:storage=1B'
  } >"$state/dovecot/users"
  render dovecot/dovecot.conf >"$state/dovecot/dovecot.conf"
  cp "$home/dovecot/away.sieve" "$state/dovecot/mail/away/.dovecot.sieve"
  chown -R mail:mail "$state/dovecot/mail"
  launch dovecot /usr/sbin/dovecot -F -c "$state/dovecot/dovecot.conf"
  until_ready dovecot answers "${port[IMAP]}" '* OK'
  until_ready dovecot answers "${port[LMTP]}" 220
}
