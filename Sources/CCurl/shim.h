#pragma once
#include <curl/curl.h>

// curl_easy_setopt and its siblings are variadic functions behind type-checking macros: Swift
// imports neither, so one inline per kind of argument.
typedef size_t (*cc_data_fn)(char *bytes, size_t size, size_t count, void *user);
typedef int (*cc_debug_fn)(CURL *handle, curl_infotype kind, char *bytes, size_t size, void *user);
typedef int (*cc_progress_fn)(void *user, curl_off_t dt, curl_off_t dn, curl_off_t ut, curl_off_t un);
typedef int (*cc_prereq_fn)(void *user, char *there, char *here, int port_there, int port_here);
typedef int (*cc_socket_fn)(void *user, curl_socket_t socket, curlsocktype purpose);
typedef int (*cc_close_fn)(void *user, curl_socket_t socket);

static inline CURLcode cc_set_long(CURL *h, CURLoption o, long v) {
    return curl_easy_setopt(h, o, v);
}
static inline CURLcode cc_set_off(CURL *h, CURLoption o, curl_off_t v) {
    return curl_easy_setopt(h, o, v);
}
static inline CURLcode cc_set_str(CURL *h, CURLoption o, const char *v) {
    return curl_easy_setopt(h, o, v);
}
static inline CURLcode cc_set_ptr(CURL *h, CURLoption o, void *v) {
    return (curl_easy_setopt)(h, o, v);
}
static inline CURLcode cc_set_data_fn(CURL *h, CURLoption o, cc_data_fn v) {
    return (curl_easy_setopt)(h, o, v);
}
static inline CURLcode cc_set_debug_fn(CURL *h, cc_debug_fn v) {
    return (curl_easy_setopt)(h, CURLOPT_DEBUGFUNCTION, v);
}
static inline CURLcode cc_set_progress_fn(CURL *h, cc_progress_fn v) {
    return (curl_easy_setopt)(h, CURLOPT_XFERINFOFUNCTION, v);
}
static inline CURLcode cc_set_prereq_fn(CURL *h, cc_prereq_fn v) {
    return (curl_easy_setopt)(h, CURLOPT_PREREQFUNCTION, v);
}
static inline CURLcode cc_set_socket_fn(CURL *h, cc_socket_fn v) {
    return (curl_easy_setopt)(h, CURLOPT_SOCKOPTFUNCTION, v);
}
static inline CURLcode cc_set_close_fn(CURL *h, cc_close_fn v) {
    return (curl_easy_setopt)(h, CURLOPT_CLOSESOCKETFUNCTION, v);
}
static inline CURLcode cc_get_long(CURL *h, CURLINFO i, long *v) {
    return (curl_easy_getinfo)(h, i, v);
}
static inline CURLcode cc_get_socket(CURL *h, curl_socket_t *v) {
    return (curl_easy_getinfo)(h, CURLINFO_ACTIVESOCKET, v);
}
static inline CURLcode cc_get_ptr(CURL *h, CURLINFO i, void **v) {
    return (curl_easy_getinfo)(h, i, v);
}

// CURLMsg holds an anonymous union: read it here. Returns 1 with the next transfer that has ended.
static inline int cc_next_done(CURLM *m, CURL **h, CURLcode *code) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(m, &left))) {
        if (message->msg == CURLMSG_DONE) {
            *h = message->easy_handle;
            *code = message->data.result;
            return 1;
        }
    }
    return 0;
}
