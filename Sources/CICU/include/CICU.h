#ifndef PARLEY_CICU_H
#define PARLEY_CICU_H

#include <stdint.h>

// ICU's own headers stay out of sight: Foundation brings others of the same names.

typedef struct parley_breaks parley_breaks;

/// Opens the borders of a text in UTF-16, which must outlive them; null when ICU refuses.
/// `sentences`: 1 for sentences, 0 for words. `locale`: as ICU writes it.
parley_breaks *parley_breaks_open(
    int32_t sentences, const char *locale, const uint16_t *text, int32_t length);

/// The next border, as an offset in UTF-16; -1 after the last.
int32_t parley_breaks_next(parley_breaks *breaks);

/// 1 when what ends at the border is a word rather than blanks or marks.
int32_t parley_breaks_is_word(parley_breaks *breaks);

void parley_breaks_close(parley_breaks *breaks);

typedef struct parley_letters parley_letters;

/// Opens the rules that spell any script in Latin letters; null when ICU refuses.
parley_letters *parley_letters_open(void);

/// Spells a text in place. Returns its new length in UTF-16; -1 when it does not fit or is refused.
int32_t parley_letters_spell(
    parley_letters *letters, uint16_t *text, int32_t length, int32_t capacity);

#endif
