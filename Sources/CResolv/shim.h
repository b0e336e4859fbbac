#pragma once
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

/* Asks one question and returns the length of the raw answer; -1 when no server answered, -2 when
   the name cannot be asked for. Its own state, for the shared one has the system's long time-outs;
   the functions are macros, which Swift does not see. An empty server means those of the system. */
static inline int cr_query(const char *server, int port, const char *name, int type, int seconds,
                           unsigned char *answer, int room) {
  struct __res_state state;
  unsigned char question[NS_PACKETSZ];
  memset(&state, 0, sizeof state);
  if (res_ninit(&state) != 0) return -1;
  state.retrans = seconds;
  state.retry = 1;
  if (server[0] != 0) {
    struct sockaddr_in *address = &state.nsaddr_list[0];
    memset(address, 0, sizeof *address);
    address->sin_family = AF_INET;
    address->sin_port = htons((unsigned short)port);
    if (inet_pton(AF_INET, server, &address->sin_addr) != 1) {
      res_nclose(&state);
      return -1;
    }
    state.nscount = 1;
  } else if (state.nscount > 2) {
    state.nscount = 2; /* Somebody waits in front of the screen. */
  }
  int length = res_nmkquery(&state, ns_o_query, name, ns_c_in, type, 0, 0, 0, question,
                            sizeof question);
  int found = length < 0 ? -2 : res_nsend(&state, question, length, answer, room);
  res_nclose(&state);
  return found;
}
