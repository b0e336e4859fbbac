// The baseline of the MessageFormat benchmark: ICU's MessageFormat through its C API.
//
// The same messages as in Sources/measure, opened once and formatted for 1,000 distinct arguments
// into a buffer of the caller. Prints "NAME<TAB>nanoseconds each<TAB>a sample" for each.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/umsg.h>
#include <unicode/ustring.h>

enum { ARGUMENTS = 1000, SAMPLE = 777, ROOM = 512 };

static UChar students[ARGUMENTS][32], teachers[ARGUMENTS][32];
static const double first_day = 1790000000000.0, step = 29000000.0;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void check(UErrorCode status, const char *what) {
  if (U_FAILURE(status)) {
    fprintf(stderr, "umsg_format: %s: %s\n", what, u_errorName(status));
    exit(1);
  }
}

static UMessageFormat *open_pattern(const char *text) {
  UChar pattern[ROOM];
  UErrorCode status = U_ZERO_ERROR;
  u_uastrcpy(pattern, text);
  UMessageFormat *format = umsg_open(pattern, -1, "en_US", NULL, &status);
  check(status, text);
  return format;
}

enum shape { PLURAL_STRING, TWO_STRINGS, PLURAL_DATE };

static void format(UMessageFormat *message, enum shape shape, int i, UChar *out) {
  UErrorCode status = U_ZERO_ERROR;
  switch (shape) {
    case PLURAL_STRING: umsg_format(message, out, ROOM, &status, students[i], (double)i); break;
    case TWO_STRINGS: umsg_format(message, out, ROOM, &status, students[i], teachers[i]); break;
    case PLURAL_DATE: umsg_format(message, out, ROOM, &status, (double)i, first_day + i * step); break;
  }
  check(status, "format");
}

static void measure(const char *name, enum shape shape, const char *pattern, int rounds) {
  UChar out[ROOM];
  char sample[ROOM];
  UErrorCode status = U_ZERO_ERROR;
  UMessageFormat *message = open_pattern(pattern);
  for (int i = 0; i < ARGUMENTS; i++) format(message, shape, i, out);
  double began = now();
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < ARGUMENTS; i++) format(message, shape, i, out);
  double each = (now() - began) / rounds / ARGUMENTS;
  format(message, shape, SAMPLE, out);
  u_strToUTF8(sample, ROOM, NULL, out, -1, &status);
  check(status, "sample");
  printf("%s\t%.1f\t%s\n", name, each, sample);
  umsg_close(message);
}

int main(int count, char **words) {
  int rounds = count > 1 ? atoi(words[1]) : 200;
  for (int i = 0; i < ARGUMENTS; i++) {
    char text[32];
    snprintf(text, sizeof text, "Student %d", i);
    u_uastrcpy(students[i], text);
    snprintf(text, sizeof text, "Teacher %d", i);
    u_uastrcpy(teachers[i], text);
  }
  const char *plural =
      "{0} has {1, plural, one {# absence} other {# absences}} this month.";
  measure("plural-string", PLURAL_STRING, plural, rounds);
  measure("two-strings", TWO_STRINGS, "{0} will meet {1} in the library.", rounds);
  measure("plural-date", PLURAL_DATE,
          "{0, plural, one {# meeting} other {# meetings}} on {1, date, long}.", rounds);
  double began = now();
  for (int i = 0; i < rounds * 100; i++) umsg_close(open_pattern(plural));
  printf("parse\t%.1f\t%s\n", (now() - began) / rounds / 100, "");
  return 0;
}
