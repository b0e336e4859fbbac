/// Whether a scalar belongs to a script that puts no space between words: Thai, Lao, Burmese, Khmer,
/// kana, Chinese characters. Korean has spaces, and endings without.
func isOfUnspacedScript(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF: true
    default: false
    }
}

/// Whether it is a syllable of Hangul.
func isHangulSyllable(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7AF).contains(scalar.value)
}
