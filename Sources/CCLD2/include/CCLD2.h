#pragma once
#include <stdbool.h>
#ifdef __cplusplus
extern "C" {
#endif
/* The three likeliest languages of a text; nothing to free. */
typedef struct {
  char code[3][16];
  int percent[3];
  double score[3];
  bool reliable;
  int text_bytes;
} ccld2_result;
/* hint: "es,ht" or NULL. Never throws: an exception answers "un", not reliable. */
ccld2_result ccld2_detect(const char *utf8, int length, const char *hint, bool best_effort);
#ifdef __cplusplus
}
#endif
