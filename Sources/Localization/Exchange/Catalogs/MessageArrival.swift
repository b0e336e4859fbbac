import MessageFormat

/// One message as it came back: what it would become, and why not.
struct MessageArrival {
    let units: MessageUnits
    let line: Int
    private(set) var verdict: ExchangeDecision.Verdict
    /// In MessageFormat 2; nil where it cannot be put together.
    private(set) var source: String?
    /// What stands above it then.
    private(set) var properties: [String: String?] = [:]
    private(set) var standing: Standing?
    private(set) var reasons: [ExchangeProblem] = []
    private(set) var remarks: [String] = []

    /// Nil when the file has nothing of the message.
    init?(
        _ units: MessageUnits, _ entry: ExchangeEntry, _ known: ReadFile.Known,
        _ signature: ReviewSignature?
    ) {
        let found = entry.units.map { known.units[$0.id] }
        guard let first = found.compactMap(\.self).first else { return nil }
        self.units = units
        line = first.line
        verdict = .untranslated
        var texts: [ExchangeText?] = []
        for (index, unit) in entry.units.enumerated() {
            guard let read = found[index] else {
                texts.append(nil)
                continue
            }
            do throws(ExchangeProblem) {
                let arrival = UnitArrival(
                    unit, read, digest: entry.digest, optional: units.optional(units.rows[index]))
                texts.append(try arrival.text())
            } catch {
                reasons.append(error)
                texts.append(nil)
            }
        }
        guard reasons.isEmpty else {
            verdict = .refused
            return
        }
        let given = zip(texts, found).filter { $0.0 != nil }.compactMap(\.1)
        guard !given.isEmpty else { return }
        judge(texts, state: given.map(\.state).min() ?? .open, signature)
    }

    private mutating func judge(
        _ texts: [ExchangeText?], state: ReadUnit.State, _ signature: ReviewSignature?
    ) {
        var whole: [ExchangeText] = []
        for (index, row) in units.rows.enumerated() {
            // A variant that the file leaves out keeps the text that it has.
            guard let text = texts[index] ?? row.target else {
                let name = row.keys.flatMap { units.variants?.name($0) } ?? ""
                reasons.append(
                    ExchangeProblem(line: line, "The text for \"\(name)\" is not translated."))
                verdict = .refused
                return
            }
            whole.append(text)
        }
        let isSame = units.rows.map(\.target) == whole.map(Optional.some)
        source = isSame ? units.translation?.entry.source : MessageAssembly(units).source(whole)
        isSame ? settle(state, signature) : take(state, signature)
    }

    /// The words are those of the catalog: at most somebody answers for them now.
    private mutating func settle(_ state: ReadUnit.State, _ signature: ReviewSignature?) {
        verdict = .same
        guard let translation = units.translation, units.state != .reviewed else { return }
        if let signature, state == .reviewed {
            verdict = .confirmed
            sign(signature, translation.digest)
        } else if units.state == .stale, state > .open {
            verdict = .confirmed
            draft()
        }
    }

    private mutating func take(_ state: ReadUnit.State, _ signature: ReviewSignature?) {
        verdict = units.translation == nil ? .new : .changed
        if units.state == .reviewed, signature == nil {
            remarks.append("It was reviewed; the new text is a draft.")
        }
        guard let signature, let source else { return draft() }
        guard state > .open else {
            remarks.append("The file says that it is still to be looked at, so it stays a draft.")
            return draft()
        }
        sign(signature, sourceDigest(source))
    }

    private mutating func draft() {
        standing = .draft
        properties = ReviewSignature.none
        properties["confidence"] = .some(nil)
        properties["source"] = units.english.digest
    }

    private mutating func sign(_ signature: ReviewSignature, _ digest: String) {
        standing = .reviewed
        properties = signature.properties(ofText: digest)
        properties["source"] = units.english.digest
    }

    /// What the check finds in it.
    mutating func refuse(_ findings: [CatalogFinding]) {
        verdict = .refused
        standing = nil
        reasons += findings.map {
            ExchangeProblem(line: line, "\($0.sentence) [\($0.rule.rawValue)]")
        }
    }

    /// Whether it changes the catalog.
    var isTaken: Bool { [.new, .changed, .confirmed].contains(verdict) }

    var item: ExchangeDecision.Item {
        ExchangeDecision.Item(
            key: units.english.key, line: line, verdict: verdict, standing: standing,
            english: units.english.entry.source, before: units.translation?.entry.source,
            after: source, reasons: reasons, remarks: remarks)
    }
}
