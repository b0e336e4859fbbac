/* What libcurl does at its best in C: one prepared message, sent COUNT times over SESSIONS
 * connections by one thread and one multi handle. Prints nothing; exits 1 when a mail failed.
 *
 * usage: curl_multi PORT FILE COUNT SESSIONS */

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *message;
static size_t length;

struct session {
    CURL *easy;
    size_t given; /* bytes of the message that libcurl has */
};

static size_t give(char *into, size_t size, size_t count, void *context) {
    struct session *session = context;
    size_t left = length - session->given, room = size * count;
    size_t bytes = left < room ? left : room;
    memcpy(into, message + session->given, bytes);
    session->given += bytes;
    return bytes;
}

static void die(const char *what) {
    fprintf(stderr, "curl_multi: %s\n", what);
    exit(1);
}

static void load(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) die("the message cannot be read");
    length = (size_t)ftell(file);
    rewind(file);
    message = malloc(length);
    if (!message || fread(message, 1, length, file) != length) die("the message cannot be read");
    fclose(file);
}

static void set_up(struct session *session, const char *url, struct curl_slist *recipients) {
    session->easy = curl_easy_init();
    curl_easy_setopt(session->easy, CURLOPT_URL, url);
    curl_easy_setopt(session->easy, CURLOPT_MAIL_FROM, "<bounce@bench.test>");
    curl_easy_setopt(session->easy, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(session->easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(session->easy, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(session->easy, CURLOPT_READDATA, session);
    curl_easy_setopt(session->easy, CURLOPT_PRIVATE, session);
}

/* Starts the session's next message. */
static void start(CURLM *multi, struct session *session) {
    session->given = 0;
    if (curl_multi_add_handle(multi, session->easy)) die("a message could not be started");
}

/* Takes what has ended, and lets its session go on while there is more to send. */
static void collect(CURLM *multi, long *started, long *ended, long count) {
    int queued;
    CURLMsg *news;
    while ((news = curl_multi_info_read(multi, &queued))) {
        if (news->msg != CURLMSG_DONE) continue;
        if (news->data.result) die(curl_easy_strerror(news->data.result));
        CURL *easy = news->easy_handle;
        struct session *session;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&session);
        curl_multi_remove_handle(multi, easy);
        ++*ended;
        if (*started < count) {
            start(multi, session);
            ++*started;
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 5) die("usage: curl_multi PORT FILE COUNT SESSIONS");
    char url[64];
    snprintf(url, sizeof url, "smtp://127.0.0.1:%s/bench.test", argv[1]);
    load(argv[2]);
    long count = atol(argv[3]), sessions = atol(argv[4]), started = 0, ended = 0;
    struct curl_slist *recipients = curl_slist_append(NULL, "<parent@bulk.test>");
    struct session *all = calloc((size_t)sessions, sizeof *all);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = curl_multi_init();
    if (!all || !multi) die("out of memory");
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, sessions);
    for (; started < sessions && started < count; started++) {
        set_up(&all[started], url, recipients);
        start(multi, &all[started]);
    }
    while (ended < count) {
        int running;
        if (curl_multi_perform(multi, &running)) die("libcurl stopped");
        collect(multi, &started, &ended, count);
        if (ended < count) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    return 0;
}
