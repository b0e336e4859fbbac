#pragma once
/* What reading needs of GMime. Macros (GObject casts) do not import into Swift: one inline each,
   "test and cast, NULL if not". Pointers stay inside one synchronous Swift function. */
#include <gmime/gmime.h>
#include <iconv.h>
#include <errno.h>

static inline GMimeMultipart *gmr_as_multipart(GMimeObject *o) {
  return GMIME_IS_MULTIPART(o) ? GMIME_MULTIPART(o) : NULL;
}
static inline GMimePart *gmr_as_part(GMimeObject *o) {
  return GMIME_IS_PART(o) ? GMIME_PART(o) : NULL;
}
static inline GMimeMessagePart *gmr_as_message_part(GMimeObject *o) {
  return GMIME_IS_MESSAGE_PART(o) ? GMIME_MESSAGE_PART(o) : NULL;
}
static inline GMimeObject *gmr_message_object(GMimeMessage *m) { return GMIME_OBJECT(m); }
static inline void gmr_unref(void *o) { if (o) g_object_unref(o); }

/* A stream over bytes that the caller owns and keeps alive: nothing is copied, so that a large
   message is in memory once. Give it back with gmr_close_borrowed. */
static inline GMimeStream *gmr_open_borrowed(const unsigned char *bytes, unsigned int length) {
  GByteArray *a = g_byte_array_new();
  GMimeStream *s = g_mime_stream_mem_new();
  a->data = (guint8 *) bytes;
  a->len = length;
  g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(s), a);
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(s), FALSE);
  return s;
}
static inline void gmr_close_borrowed(GMimeStream *s) {
  GByteArray *a = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(s));
  g_object_unref(s);
  if (a) {
    a->data = NULL;
    a->len = 0;
    g_byte_array_free(a, TRUE);
  }
}
/* A stream that collects what is written to it: take the bytes, then unref. */
static inline GMimeStream *gmr_open_collector(void) { return g_mime_stream_mem_new(); }
static inline GByteArray *gmr_collected(GMimeStream *s) {
  return g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(s));
}
/* How many base64 letters wait for their group of four to be complete. */
static inline int gmr_base64_waiting(const GMimeEncoding *e) { return e->state & 0xff; }
static inline iconv_t gmr_iconv_open(const char *to, const char *from) { return iconv_open(to, from); }
static inline int gmr_iconv_failed(iconv_t c) { return c == (iconv_t) -1; }
static inline int gmr_errno(void) { return errno; }
