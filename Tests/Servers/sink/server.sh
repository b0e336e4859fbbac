# shellcheck shell=bash disable=SC2154
# smtp-sink: takes every mail and keeps none. PARLEY_SINK_OPTS adds options of smtp-sink(1).

port SINK 26

start_sink() {
  local options
  read -ra options <<<"${PARLEY_SINK_OPTS:-}"
  need_ports SINK
  if ((EUID == 0)); then options+=(-u nobody); fi
  launch sink /usr/sbin/smtp-sink "${options[@]}" "127.0.0.1:${port[SINK]}" 1024
  until_ready sink answers "${port[SINK]}" 220
}
