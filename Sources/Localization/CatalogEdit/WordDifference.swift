/// What changed between two texts, word by word.
public struct WordDifference: Sendable, Hashable {
    /// A stretch of the texts.
    public enum Piece: Sendable, Hashable {
        /// Stands in both.
        case same(String)
        /// Stood in the old one.
        case removed(String)
        /// Stands in the new one.
        case added(String)
    }

    /// In reading order: joined without what was removed they are the new text, without what was
    /// added the old one.
    public let pieces: [Piece]

    /// More words than this on either side, once the equal ends are off, count as all replaced: the
    /// table has their product in cells, and a message of a thousand changed words is a new one.
    static let mostWords = 1_000

    /// Compares by the longest common subsequence of words, blanks and signs.
    public init(from old: String, to new: String) {
        var writer = PieceWriter()
        let (old, new) = (Self.words(old), Self.words(new))
        let head = zip(old, new).prefix { $0 == $1 }.count
        let left = old.dropFirst(head)
        let right = new.dropFirst(head)
        let tail = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        for word in old.prefix(head) { writer.add(.same(word)) }
        Self.compare(Array(left.dropLast(tail)), Array(right.dropLast(tail)), &writer)
        for word in old.suffix(tail) { writer.add(.same(word)) }
        pieces = writer.finish()
    }

    private static func compare(_ old: [String], _ new: [String], _ writer: inout PieceWriter) {
        guard old.count <= mostWords, new.count <= mostWords else {
            for word in old { writer.add(.removed(word)) }
            for word in new { writer.add(.added(word)) }
            return
        }
        let width = new.count + 1
        // How many words the rest from here on have in common.
        var common = [UInt16](repeating: 0, count: (old.count + 1) * width)
        for row in old.indices.reversed() {
            for column in new.indices.reversed() {
                let below = (row + 1) * width + column
                common[row * width + column] =
                    old[row] == new[column]
                    ? common[below + 1] + 1 : max(common[below], common[row * width + column + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < old.count || column < new.count {
            if row < old.count, column < new.count, old[row] == new[column] {
                writer.add(.same(old[row]))
                (row, column) = (row + 1, column + 1)
            } else if column == new.count
                || row < old.count
                    && common[(row + 1) * width + column] >= common[row * width + column + 1]
            {
                writer.add(.removed(old[row]))
                row += 1
            } else {
                writer.add(.added(new[column]))
                column += 1
            }
        }
    }

    /// Words with their apostrophes and hyphens, runs of blanks, and single signs.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var last: Kind?
        for character in text {
            let kind = Kind(character)
            if kind == last, kind != .sign, let word = words.popLast() {
                words.append(word + String(character))
            } else {
                words.append(String(character))
            }
            last = kind
        }
        return words
    }

    private enum Kind {
        case word, blank, sign

        init(_ character: Character) {
            let isWord = character.isLetter || character.isNumber || "'’-_$".contains(character)
            self = character.isWhitespace ? .blank : isWord ? .word : .sign
        }
    }
}

/// Joins words to pieces; a blank alone between two changes goes with them, so that a changed
/// phrase is read as one.
private struct PieceWriter {
    private var pieces: [WordDifference.Piece] = []
    private var removed = ""
    private var added = ""
    /// Blanks in both texts behind a change, whose place is known by what follows.
    private var blank = ""
    private var same = ""

    mutating func add(_ piece: WordDifference.Piece) {
        switch piece {
        case .same(let word) where word.allSatisfy(\.isWhitespace) && same.isEmpty && isChanged:
            blank += word
        case .same(let word):
            closeChange()
            same += word
        case .removed(let word):
            open()
            removed += word
        case .added(let word):
            open()
            added += word
        }
    }

    private var isChanged: Bool { !removed.isEmpty || !added.isEmpty }

    private mutating func open() {
        if !same.isEmpty { pieces.append(.same(same)) }
        same = ""
        removed += blank
        added += blank
        blank = ""
    }

    private mutating func closeChange() {
        if !removed.isEmpty { pieces.append(.removed(removed)) }
        if !added.isEmpty { pieces.append(.added(added)) }
        (removed, added) = ("", "")
        same += blank
        blank = ""
    }

    mutating func finish() -> [WordDifference.Piece] {
        closeChange()
        if !same.isEmpty { pieces.append(.same(same)) }
        return pieces
    }
}
