/// A line without what could steer a terminal or turn its neighbours around: anyone can write to
/// the school. A sign stands for each, so that columns stay as they are. Isolates stay, for they
/// close what they open.
package func harmless(_ line: String) -> String {
    let scalars = line.unicodeScalars.map { steersText($0) ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars))
}

/// Controls but the tab, and the marks U+202A to U+202E (UAX #9), which turn all that follows.
package func steersText(_ scalar: Unicode.Scalar) -> Bool {
    let isOverride = (0x202A...0x202E).contains(scalar.value)
    return isOverride || (scalar.properties.generalCategory == .control && scalar != "\t")
}
