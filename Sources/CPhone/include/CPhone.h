#pragma once
#include <stdbool.h>
#ifdef __cplusplus
extern "C" {
#endif
/* A number as libphonenumber reads it; nothing to free. */
typedef struct {
  int error; /* 0, else libphonenumber's ErrorType; -1 for an exception */
  bool possible, valid;
  int type; /* PhoneNumberUtil::PhoneNumberType */
  int country_code;
  char region[4]; /* "US", or "" */
  char e164[24];
} cphone_result;
cphone_result cphone_parse(const char *text, const char *default_region);
#ifdef __cplusplus
}
#endif
