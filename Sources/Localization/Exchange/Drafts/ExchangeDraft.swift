import MessageFormat

/// A liaison's own text that waits for its translation, as an agency may get it: sentences with
/// slots, so that it names nobody.
public struct ExchangeDraft: Sendable, Hashable {
    /// One sentence.
    public struct Segment: Sendable, Hashable {
        /// Its place in the draft.
        public let index: Int
        /// As it was written, protected.
        public let source: TextSegment
        /// The translation so far, by a machine or from memory.
        public let target: TextSegment?

        /// Describes a sentence.
        public init(index: Int, source: TextSegment, target: TextSegment?) {
            self.index = index
            self.source = source
            self.target = target
        }
    }

    /// What finds the draft again; letters, digits, `-` and `_`.
    public let reference: String
    /// From which language into which.
    public let pair: LanguagePair
    /// What it is for, in words for the translator that name nobody: `a meeting's note`.
    public let purpose: String
    /// In order.
    public let segments: [Segment]
    /// Changes when the source does; an import compares it.
    public let digest: String

    /// Describes a draft.
    public init(
        reference: String, pair: LanguagePair, purpose: String, segments: [Segment], digest: String
    ) {
        self.reference = reference
        self.pair = pair
        self.purpose = purpose
        self.segments = segments
        self.digest = digest
    }
}

extension ExchangeDraft {
    /// The draft as a section of a file.
    var section: ExchangeSection {
        ExchangeSection(
            id: "draft-\(reference)", original: "draft/\(reference)",
            notes: [
                purpose,
                "Words in braces are blanks for names, dates and the like: keep every one, once, and move it to where the language needs it.",
            ],
            entries: segments.map(entry))
    }

    private func entry(_ segment: Segment) -> ExchangeEntry {
        let source = ExchangeText(segment.source)
        let unit = ExchangeUnit(
            id: id(of: segment), kind: .segment(reference: reference, index: segment.index),
            source: source, target: segment.target.map { ExchangeText($0, of: source) },
            state: segment.target == nil ? .missing : .draft,
            notes: segment.source.slots.map { "{$\($0.name)}: \($0.kind.meaning)." })
        return ExchangeEntry(id: unit.id, digest: digest, units: [unit])
    }

    func id(of segment: Segment) -> String { "draft-\(reference):\(segment.index)" }
}

extension ExchangeText {
    /// A sentence; its slots numbered in order.
    init(_ segment: TextSegment) {
        var count = 0
        self.init(
            segment.parts.map { part in
                switch part {
                case .words(let words): return .words(words)
                case .slot(let slot):
                    count += 1
                    return .code(ExchangeCode(id: "\(count)", slot))
                }
            })
    }

    /// A translation; what the source has too bears the source's number.
    init(_ segment: TextSegment, of source: ExchangeText) {
        var open = source.codes
        var count = 0
        self.init(
            segment.parts.map { part in
                switch part {
                case .words(let words): return .words(words)
                case .slot(let slot):
                    let written = ExchangeCode(id: "", slot)
                    if let found = open.firstIndex(where: { $0.source == written.source }) {
                        return .code(open.remove(at: found))
                    }
                    count += 1
                    return .code(ExchangeCode(id: "t\(count)", slot))
                }
            })
    }

    /// A sentence again; nil when a code in it is no slot.
    var segment: TextSegment? {
        var found: [TextSegment.Part] = []
        for part in parts {
            switch part {
            case .words(let words): found.append(.words(words))
            case .code(let code):
                guard let slot = code.variable.flatMap({ TextSegment.Slot(name: $0) }) else {
                    return nil
                }
                found.append(.slot(slot))
            }
        }
        return TextSegment(found)
    }
}

extension ExchangeCode {
    fileprivate init(id: String, _ slot: TextSegment.Slot) {
        self.init(id: id, kind: .placeholder, source: "{$\(slot.name)}")
    }
}

extension TextSegment.SlotKind {
    fileprivate var meaning: String {
        switch self {
        case .name: "the name of a person"
        case .place: "the name of a place"
        case .date: "a date"
        case .time: "a time of day"
        case .number: "a number"
        case .phone: "a phone number"
        case .link: "a web address"
        case .email: "a mail address"
        }
    }
}
