import MessageFormat

/// Drafts to an agency and back. It knows no queue: whoever keeps the drafts gives them and takes
/// the translations.
public struct DraftExchange: Sendable {
    /// A sentence as it came back.
    public struct Returned: Sendable, Hashable {
        /// Of the draft.
        public let reference: String
        /// Of the sentence.
        public let index: Int
        /// The translation; its slots are those of the source, each as often.
        public let text: TextSegment
        /// Of the file.
        public let line: Int
        /// Whether it differs from what went out.
        public let isChanged: Bool
        /// Whether the file itself says that it is still to be looked at.
        public let isOpen: Bool
    }

    /// A sentence, or something in the file, that is not taken.
    public struct Refusal: Sendable, Hashable {
        /// Of the draft; nil when the file names none that is known.
        public let reference: String?
        /// Of the sentence.
        public let index: Int?
        /// Why, and where in the file.
        public let problem: ExchangeProblem
    }

    /// What came back.
    public struct Outcome: Sendable, Hashable {
        /// In the order of the drafts.
        public internal(set) var returned: [Returned] = []
        /// In the order of the file.
        public internal(set) var refused: [Refusal] = []
    }

    /// The drafts that are waiting, of one language pair.
    public let drafts: [ExchangeDraft]

    /// Over drafts; those of another pair than the first one's are left out.
    public init(_ drafts: [ExchangeDraft]) {
        self.drafts = drafts.filter { $0.pair == drafts.first?.pair }
    }

    /// The file for the agency; nil without a draft.
    public var file: ExchangeFile? {
        drafts.first.map { ExchangeFile($0.pair, drafts.map(\.section)) }
    }

    /// Reads what came back. Whatever in the file belongs to no draft (messages of catalogs, say)
    /// is passed over.
    ///
    /// - Throws: ``ExchangeProblem`` when the file cannot be read or is of other languages.
    public func reading(_ document: [UInt8]) throws(ExchangeProblem) -> Outcome {
        let file = try XLIFFReader.read(document)
        if let pair = drafts.first?.pair { try file.check(pair) }
        let known = file.units(of: drafts.map(\.section))
        var outcome = Outcome()
        for unit in known.unknown where unit.id.hasPrefix("draft-") {
            outcome.refused.append(
                Refusal(
                    reference: nil, index: nil,
                    problem: ExchangeProblem(
                        line: unit.line,
                        "No draft that is waiting has a sentence \"\(unit.id)\". It may have been approved, or discarded, since the file went out."
                    )))
        }
        for draft in drafts {
            for entry in draft.section.entries {
                for unit in entry.units { take(unit, entry, draft, known, &outcome) }
            }
        }
        return outcome
    }

    private func take(
        _ unit: ExchangeUnit, _ entry: ExchangeEntry, _ draft: ExchangeDraft,
        _ known: ReadFile.Known, _ outcome: inout Outcome
    ) {
        guard case .segment(_, let index) = unit.kind, let read = known.units[unit.id] else {
            return
        }
        do throws(ExchangeProblem) {
            let arrival = UnitArrival(unit, read, digest: entry.digest)
            guard let text = try arrival.text() else { return }
            guard let segment = text.segment else {
                throw ExchangeProblem(line: read.line, "It has a blank that is no slot.")
            }
            outcome.returned.append(
                Returned(
                    reference: draft.reference, index: index, text: segment, line: read.line,
                    isChanged: text != unit.target, isOpen: read.state == .open))
        } catch {
            outcome.refused.append(
                Refusal(reference: draft.reference, index: index, problem: error))
        }
    }
}
