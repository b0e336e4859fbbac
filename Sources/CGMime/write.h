#pragma once
// What composing needs of GMime: GObject casts do not import into Swift.
#include <gmime/gmime.h>

static inline void gmw_unref(void *o) {
    if (o) g_object_unref(o);
}
static inline GMimeObject *gmw_object(void *o) {
    return GMIME_OBJECT(o);
}
// Sets a header whose value is already encoded and folded; GMime writes it as it stands.
static inline void gmw_set_raw(GMimeHeaderList *list, const char *name, const char *raw) {
    g_mime_header_list_append(list, name, "", NULL);
    int last = g_mime_header_list_get_count(list) - 1;
    GMimeHeader *header = last < 0 ? NULL : g_mime_header_list_get_header_at(list, last);
    if (header) g_mime_header_set_raw_value(header, raw);
}
// Gives the part a copy of its content, not yet encoded.
static inline void gmw_set_content(GMimePart *part, const unsigned char *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *) bytes, length);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_object_unref(content);
    g_object_unref(stream);
}
// The same in quoted-printable, encoded here, so that no line begins with "From ", which programs on
// the way would change to ">From ".
static inline void gmw_set_quoted(GMimePart *part, const unsigned char *bytes, size_t length) {
    GMimeStream *encoded = g_mime_stream_mem_new();
    GMimeStream *filtered = g_mime_stream_filter_new(encoded);
    GMimeFilter *encoder = g_mime_filter_basic_new(GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, TRUE);
    GMimeFilter *armour = g_mime_filter_from_new(GMIME_FILTER_FROM_MODE_ARMOR);
    g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered), encoder);
    g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered), armour);
    g_mime_stream_write(filtered, (const char *) bytes, length);
    g_mime_stream_flush(filtered);
    g_object_unref(armour);
    g_object_unref(encoder);
    g_object_unref(filtered);
    g_mime_stream_reset(encoded);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(encoded, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_part_set_content(part, content);
    g_object_unref(content);
    g_object_unref(encoded);
}
// The written object with CRLF line ends; NULL when GMime could not write it. Free with
// g_byte_array_unref.
static inline GByteArray *gmw_write(GMimeObject *object) {
    GByteArray *bytes = g_byte_array_sized_new(8192);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    GMimeFormatOptions *format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    gssize written = g_mime_object_write_to_stream(object, format, stream);
    g_mime_format_options_free(format);
    g_object_unref(stream);
    if (written < 0) {
        g_byte_array_unref(bytes);
        return NULL;
    }
    return bytes;
}
static inline GMimeMultipart *gmw_multipart(GMimeObject *o) {
    return GMIME_MULTIPART(o);
}
