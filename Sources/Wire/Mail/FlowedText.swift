/// Puts the lines of a `format=flowed` text together to the paragraphs that were typed (RFC 3676).
///
/// A line that ends in a space goes on in the next one of the same quote depth, except the
/// signature mark `-- ` (§4.3). Space-stuffing is taken off (§4.4), but for a line that would then
/// look like a quote. Quoted paragraphs keep their marks. Linear.
/// - Parameters:
///   - text: The text with LF line ends.
///   - deletesSpace: `delsp=yes`: the space at the end is not part of the text, as in Chinese.
/// - Returns: The text with a line for each paragraph.
func unflowed(_ text: String, deletesSpace: Bool) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    var openDepth: Int?
    var isFirst = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let depth = line.utf8.prefix { $0 == 0x3E }.count
        var words = Substring(line.unicodeScalars.dropFirst(depth))
        let isStuffed = words.utf8.first == 0x20
        if isStuffed { words = Substring(words.unicodeScalars.dropFirst()) }
        let isSignatureMark = words == "-- "
        let joins = openDepth == depth && !isSignatureMark
        if !joins {
            if !isFirst { out += "\n" }
            if depth > 0 {
                out += String(repeating: ">", count: depth) + (words.isEmpty ? "" : " ")
            }
            if depth == 0, isStuffed, words.utf8.first == 0x3E { out += " " }
        }
        isFirst = false
        let flows = words.utf8.last == 0x20 && !isSignatureMark
        out += flows && deletesSpace ? words.dropLast() : words
        openDepth = flows ? depth : nil
    }
    return out
}
