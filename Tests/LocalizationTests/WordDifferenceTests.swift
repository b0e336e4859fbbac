import Engines
import Localization
import Testing

@Suite struct WordDifferenceTests {
    private func marked(_ old: String, _ new: String) -> String {
        WordDifference(from: old, to: new).pieces.map { piece in
            switch piece {
            case .same(let text): text
            case .removed(let text): "[-\(text)-]"
            case .added(let text): "{+\(text)+}"
            }
        }
        .joined()
    }

    @Test(arguments: [
        ("Please read it now.", "Please read it at once.", "Please read it [-now-]{+at once+}."),
        ("one two three", "one three", "one [-two -]three"),
        ("one three", "one two three", "one {+two +}three"),
        ("", "new", "{+new+}"), ("old", "", "[-old-]"), ("same", "same", "same"), ("", "", ""),
        ("a b c d", "x y c d", "[-a b-]{+x y+} c d"),
        ("Ask {$liaison}.", "Ask {$teacher}.", "Ask {[-$liaison-]{+$teacher+}}."),
        ("can't go", "can go", "[-can't-]{+can+} go"),
        ("line\none", "line\ntwo", "line\n[-one-]{+two+}"),
    ])
    func `what changed is marked word by word`(_ old: String, _ new: String, _ expected: String) {
        #expect(marked(old, new) == expected)
    }

    @Test func `both texts can be read from the pieces, whatever they are`() {
        var chance = SeededGenerator(state: 11)
        let words = ["a", "b", " ", "  ", "\n", ".", "{$x}", "é", "السلام", "👩‍👧", "'"]
        for _ in 0..<2_000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...12, using: &chance))
                    .compactMap { _ in words.randomElement(using: &chance) }.joined()
            }
            let pieces = WordDifference(from: texts[0], to: texts[1]).pieces
            let old = pieces.map { if case .added = $0 { "" } else { $0.text } }.joined()
            let new = pieces.map { if case .removed = $0 { "" } else { $0.text } }.joined()
            #expect(old == texts[0] && new == texts[1])
        }
    }

    @Test func `long texts take their time, not the square of it`() {
        let old = (0..<200_000).map { "a\($0)" }.joined(separator: " ")
        let new = (0..<200_000).map { "b\($0)" }.joined(separator: " ")
        let time = processorTime {
            #expect(WordDifference(from: old, to: new).pieces.count == 2)
            let one = WordDifference(from: old, to: old.replacing("a100000 ", with: "x ")).pieces
            #expect(one.count == 4)
        }
        #expect(time < .seconds(20))
    }
}

extension WordDifference.Piece {
    fileprivate var text: String {
        switch self {
        case .same(let text), .removed(let text), .added(let text): text
        }
    }
}
