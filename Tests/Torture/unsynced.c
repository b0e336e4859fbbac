/* Preloaded into a program, remembers what it writes to the files below $UNSYNCED_FOLDER and has
 * not synced, so that powercut.py can take it away again, as a power cut may.
 *
 * Beside a file stands FILE.unsynced with a record for each write or truncation since the file's
 * last fsync or fdatasync: where, how long the file was, what stood there and what came. A sync
 * empties it. Any number of threads and processes may write; a lock makes each write one with its
 * record. The shared-memory index (-shm) is mapped, rebuilt after a cut, and left alone. Creating
 * and deleting files counts as durable at once: SQLite syncs the folder itself.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct record {
    uint64_t offset, size_before;
    uint32_t old_length, new_length; /* a truncation brings nothing new */
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Opens the journal of a file that we watch, and locks it; -1 for any other file. */
static int watched(int fd) {
    const char *folder = getenv("UNSYNCED_FOLDER");
    char link[64], path[4096];
    if (folder == NULL) return -1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 16);
    if (length < 0) return -1;
    path[length] = 0;
    size_t prefix = strlen(folder);
    if (strncmp(path, folder, prefix) != 0 || path[prefix] != '/') return -1;
    if (ends_with(path, "-shm") || ends_with(path, ".unsynced")) return -1;
    strcat(path, ".unsynced");
    int journal = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (journal < 0) abort(); /* better no test than one that proves nothing */
    pthread_mutex_lock(&mutex);
    flock(journal, LOCK_EX);
    return journal;
}

static void leave(int journal) {
    int error = errno;
    close(journal);
    pthread_mutex_unlock(&mutex);
    errno = error;
}

static void put(int journal, const void *bytes, size_t count) {
    if (REAL(write)(journal, bytes, count) != (ssize_t)count) abort();
}

static void remember(int journal, int fd, off_t offset, size_t old, const void *new, size_t count) {
    struct stat found;
    if (fstat(fd, &found) != 0) abort();
    if (offset >= found.st_size) old = 0;
    else if ((off_t)old > found.st_size - offset) old = (size_t)(found.st_size - offset);
    struct record head = {(uint64_t)offset, (uint64_t)found.st_size, (uint32_t)old, (uint32_t)count};
    char *whole = malloc(sizeof head + old + count);
    if (whole == NULL) abort();
    memcpy(whole, &head, sizeof head);
    if (pread(fd, whole + sizeof head, old, offset) != (ssize_t)old) abort();
    if (count > 0) memcpy(whole + sizeof head + old, new, count);
    put(journal, whole, sizeof head + old + count);
    free(whole);
}

static ssize_t write_at(int fd, const void *bytes, size_t count, off_t offset) {
    int journal = watched(fd);
    if (journal < 0) return REAL(pwrite)(fd, bytes, count, offset);
    remember(journal, fd, offset, count, bytes, count);
    ssize_t written = REAL(pwrite)(fd, bytes, count, offset);
    leave(journal);
    return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    return write_at(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return write_at(fd, bytes, count, (off_t)offset);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    int journal = fd > 2 ? watched(fd) : -1;
    if (journal < 0) return REAL(write)(fd, bytes, count);
    remember(journal, fd, lseek(fd, 0, SEEK_CUR), count, bytes, count);
    ssize_t written = REAL(write)(fd, bytes, count);
    leave(journal);
    return written;
}

static int cut_to(int fd, off_t size) {
    int journal = watched(fd);
    if (journal < 0) return REAL(ftruncate)(fd, size);
    struct stat found;
    if (fstat(fd, &found) != 0) abort();
    remember(journal, fd, size, found.st_size > size ? (size_t)(found.st_size - size) : 0, NULL, 0);
    int result = REAL(ftruncate)(fd, size);
    leave(journal);
    return result;
}

int ftruncate(int fd, off_t size) { return cut_to(fd, size); }

int ftruncate64(int fd, off64_t size) { return cut_to(fd, (off_t)size); }

static int sync_with(int fd, int (*real)(int)) {
    int journal = watched(fd);
    if (journal < 0) return real(fd);
    /* A slow disk instead of a real sync: cuts shall hit writes that wait for theirs. */
    usleep(10000);
    if (REAL(ftruncate)(journal, 0) != 0) abort();
    leave(journal);
    return 0;
}

int fsync(int fd) { return sync_with(fd, REAL(fsync)); }

int fdatasync(int fd) { return sync_with(fd, REAL(fdatasync)); }
