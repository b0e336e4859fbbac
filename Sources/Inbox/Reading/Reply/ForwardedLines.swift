/// Marks what was passed on and not answered: it is new to the reader, though not the parent's own.
enum ForwardedLines {
    /// Marks them; true when there are any.
    ///
    /// `isForward`: The subject says so. Programs such as Outlook say it nowhere else.
    static func mark(_ lines: inout [ReplyLine], isForward: Bool) -> Bool {
        var inside = false
        var isFirst = true
        for index in lines.indices {
            if lines[index].part == .forwarded { continue }
            guard lines[index].isOlder else {
                if !lines[index].isBlank { (inside, isFirst) = (false, true) }
                continue
            }
            if isFirst, !lines[index].isBlank {
                isFirst = false
                inside =
                    isForward || OriginalMessageLine.kind(lines[index]) == .forwarded
            }
            if inside { lines[index].part = .forwarded }
        }
        return lines.contains { $0.part == .forwarded }
    }
}
