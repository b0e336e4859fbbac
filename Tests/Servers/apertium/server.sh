# shellcheck shell=bash disable=SC2154
# Apertium APY with English and Spanish. Its own command would listen on every interface, so it is
# started through Tornado's server with the address put in.

port APERTIUM 737
exports[TRANSLATE_URL]=http://127.0.0.1:${port[APERTIUM]}

start_apertium() {
  need_ports APERTIUM
  launch apertium /usr/bin/python3 -c '
from tornado.httpserver import HTTPServer
from apertium_apy.apy import main
bind = HTTPServer.bind
HTTPServer.bind = lambda self, port: bind(self, port, "127.0.0.1")
main()' -p "${port[APERTIUM]}" -t 60 -l /usr/share/apertium-apy/langNames.db \
    /usr/share/apertium/modes
  until_ready apertium answers "${port[APERTIUM]}"
}
