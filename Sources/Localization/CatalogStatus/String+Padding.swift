/// A text with blanks behind it up to a width; as it stands where it is wider.
func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// A line without the blanks at its end.
func withoutTrail(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
}
