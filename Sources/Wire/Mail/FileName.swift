/// A file name that is safe to show and to offer for download.
///
/// GMime keeps `../../` as it is; here only the last component stays. Control characters,
/// bidirectional overrides (which make `exe.pdf` of `fdp.exe`) and the signs that file systems
/// refuse are dropped. At most 200 bytes, with the ending kept. nil when nothing is left.
func safeFileName(_ name: String) -> (name: String?, changed: Bool) {
    let last =
        name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    var scalars = String.UnicodeScalarView()
    for scalar in last.unicodeScalars where isSafe(scalar) { scalars.append(scalar) }
    var clean = String(scalars).trimmingSpaces()
    while clean.hasPrefix(".") { clean.removeFirst() }
    clean = shortened(clean, bytes: 200)
    return (clean.isEmpty ? nil : clean, clean != name)
}

private func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": false
    case "<", ">", ":", "\"", "|", "?", "*": false
    case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{206F}", "\u{FEFF}":
        false
    default: true
    }
}

private func shortened(_ name: String, bytes limit: Int) -> String {
    guard name.utf8.count > limit else { return name }
    var ending = ""
    if let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 20 {
        ending = String(name[dot...])
    }
    var stem = ""
    var used = ending.utf8.count
    for character in name.dropLast(ending.count) {
        used += character.utf8.count
        guard used <= limit else { break }
        stem.append(character)
    }
    return stem + ending
}
