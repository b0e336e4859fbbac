/// What holds to the end of a group of RTF. Small, for a hostile text has a million groups.
struct RTFGroup {
    /// After `\uN` this many signs stand for it, for readers that know no Unicode.
    var fallbackCount: UInt8 = 1
    /// Of the text, by the number in the font table.
    var font = RTFFonts.unnamed
    /// Within `\htmlrtf`: what stands for a tag, for readers that know none.
    var isInsteadOfHTML = false
}
