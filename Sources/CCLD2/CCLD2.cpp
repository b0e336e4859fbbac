#include "CCLD2.h"
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" ccld2_result ccld2_detect(const char *utf8, int length, const char *hint,
                                     bool best_effort) {
  ccld2_result r{};
  try {
    CLD2::CLDHints hints = {hint, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    CLD2::ResultChunkVector chunks;
    int valid_prefix = 0;
    CLD2::ExtDetectLanguageSummaryCheckUTF8(
        utf8, length, true, &hints, best_effort ? CLD2::kCLDFlagBestEffort : 0, languages,
        r.percent, r.score, &chunks, &r.text_bytes, &r.reliable, &valid_prefix);
    for (int i = 0; i < 3; i++)
      std::snprintf(r.code[i], sizeof r.code[i], "%s", CLD2::LanguageCode(languages[i]));
  } catch (...) {
    r = ccld2_result{};
  }
  return r;
}
