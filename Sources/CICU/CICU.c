#include "CICU.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

parley_breaks *parley_breaks_open(
    int32_t sentences, const char *locale, const uint16_t *text, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(
        sentences ? UBRK_SENTENCE : UBRK_WORD, locale, (const UChar *)text, length, &status);
    if (!U_FAILURE(status)) return (parley_breaks *)breaks;
    if (breaks) ubrk_close(breaks);
    return 0;
}

int32_t parley_breaks_next(parley_breaks *breaks) { return ubrk_next((UBreakIterator *)breaks); }

int32_t parley_breaks_is_word(parley_breaks *breaks) {
    return ubrk_getRuleStatus((UBreakIterator *)breaks) >= UBRK_WORD_NONE_LIMIT;
}

void parley_breaks_close(parley_breaks *breaks) { ubrk_close((UBreakIterator *)breaks); }

parley_letters *parley_letters_open(void) {
    UErrorCode status = U_ZERO_ERROR;
    static const UChar rules[] = u"Any-Latin; Latin-ASCII; Lower";
    UTransliterator *letters = utrans_openU(rules, -1, UTRANS_FORWARD, 0, 0, 0, &status);
    if (!U_FAILURE(status)) return (parley_letters *)letters;
    if (letters) utrans_close(letters);
    return 0;
}

int32_t parley_letters_spell(
    parley_letters *letters, uint16_t *text, int32_t length, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t limit = length;
    utrans_transUChars(
        (UTransliterator *)letters, (UChar *)text, &length, capacity, 0, &limit, &status);
    return U_FAILURE(status) || length > capacity ? -1 : length;
}
