import Cases
import Delivery
import Outreach
import People
import Store

/// A plan as it is shown before anything is sent: how many in which language, who is left out.
struct PlanView: Encodable {
    struct Language: Encodable {
        let language: String, standing: String, count: Int
    }
    /// Texts are paid by the part of 160 or, for other letters, 70 characters.
    struct Texts: Encodable {
        struct Language: Encodable {
            let language: String, texts: Int, parts: Int
            /// The letters that make a part hold 70 instead of 160.
            let forcedBy: [String]
        }

        let texts: Int, parts: Int
        /// What the parts cost whose price the settings give, exact, as `1.2245`; nil for none.
        let cost: String?
        let currency: String
        /// Parts to numbers without a price.
        let unpricedParts: Int
        let languages: [Language]
    }
    struct Waiting: Encodable {
        let language: String, rule: String, count: Int
    }
    struct LeftOut: Encodable {
        let contact: String, reason: String, sentence: String
    }

    let notice: String
    let copies: Int
    let languages: [Language]
    let channels: [String: Int]
    /// What the texts among them cost; nil when there are none.
    let texts: Texts?
    /// How many numbers a dry run finds that get a word of who writes before their first text.
    let greeted: Int
    /// What waits until its words are translated.
    let waiting: [Waiting]
    let leftOut: [LeftOut]
    /// How many are left out in all; of many, only the first are listed.
    let leftOutCount: Int
    /// The same by reason, the commonest first, where not all are listed; for people.
    private let furtherLeftOut: [String]
    /// The first recipient's own copy, as text.
    let example: String?

    private enum CodingKeys: String, CodingKey {
        case notice, copies, languages, channels, texts, greeted, waiting, leftOut, leftOutCount
        case example
    }

    init(_ preview: NoticePreview, of plan: NoticePlan) {
        notice = plan.order.notice
        copies = preview.copies.count
        languages = preview.languages.map {
            Language(language: $0.language.text, standing: $0.standing.rawValue, count: $0.count)
        }
        channels = preview.channels.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
        texts = preview.texts.texts == 0 ? nil : Texts(preview.texts)
        greeted = preview.greeted
        waiting = preview.waiting.sorted { $0.key < $1.key }.map {
            Waiting(language: $0.key.text, rule: $0.value.rule.rawValue, count: $0.value.count)
        }
        leftOut = preview.leftOut.listed.map {
            LeftOut(
                contact: $0.contact.fullName, reason: $0.reason.rawValue,
                sentence: $0.reason.sentence)
        }
        leftOutCount = preview.leftOut.count
        furtherLeftOut =
            preview.leftOut.further == 0
            ? []
            : ["  … and \(preview.leftOut.further) more. In all:"]
                + preview.reasons.sorted {
                    ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
                }
                .map { "  \($0.value): \($0.key.sentence)" }
        example = preview.copies.listed.first.map { copy in
            copy.recipient.channel == .email
                ? "\(copy.rendering.subject)\n\n\(copy.words)" : copy.words
        }
    }

    func lines(withExample: Bool) -> [String] {
        var lines = ["\(counted(copies, "address", "addresses")) would get \(notice):"]
        lines += columns(languages.map { ["  \($0.language)", "\($0.count)", $0.standing] })
        if let texts {
            let mails = copies - texts.texts
            lines.append(
                "  \(mails > 0 ? "\(mails) by e-mail, " : "")\(texts.texts) by text "
                    + "(\(texts.price))")
            lines += texts.lines
        }
        if greeted > 0 {
            lines.append(
                "  before that, to \(counted(greeted, "number", "numbers")) for the first time, a "
                    + "text of who writes")
        }
        for one in waiting {
            lines.append(
                "  \(one.language): \(counted(one.count, "waits", "wait")) until your words are "
                    + (one.rule == "label" ? "translated" : "translated and reviewed"))
        }
        if copies == 0, leftOut.isEmpty {
            lines.append("  Nobody is in this audience: look at the grade and the language.")
        }
        if languages.contains(where: { $0.standing == "fallback" }) {
            lines.append("  fallback: English with a line of help in the family's language")
        }
        if !leftOut.isEmpty {
            lines.append("Left out, \(leftOutCount) of \(copies + leftOutCount):")
            lines += columns(leftOut.map { ["  \($0.contact)", $0.sentence] }) + furtherLeftOut
        }
        if withExample, let example {
            lines += ["", "The first one reads:", ""]
            lines += example.split(separator: "\n", omittingEmptySubsequences: false).map {
                "  \($0)"
            }
        }
        return lines
    }
}

extension PlanView.Texts {
    init(_ estimate: TextEstimate) {
        (texts, parts) = (estimate.texts, estimate.segments)
        cost = estimate.cost.map { "\($0)" }
        (currency, unpricedParts) = (estimate.currency, estimate.unpriced)
        languages = estimate.languages.map { own in
            Language(
                language: own.language.text, texts: own.texts, parts: own.segments,
                forcedBy: own.forcedBy.map { String(Character($0)) })
        }
    }

    /// `12 parts to pay, about 0.10 USD; 2 of them without a price in sms.price`.
    var price: String {
        var words = "\(counted(parts, "part", "parts")) to pay"
        guard let cost else { return words }
        words += ", \(([cost] + (currency.isEmpty ? [] : [currency])).joined(separator: " "))"
        if unpricedParts > 0 {
            words += " and \(unpricedParts) of them without a price in sms.price"
        }
        return words
    }

    /// What each language takes, and why a text of it holds less.
    var lines: [String] {
        languages.map { own in
            let count =
                "\(counted(own.texts, "text", "texts")), "
                + counted(own.parts, "part", "parts")
            guard !own.forcedBy.isEmpty else { return "    \(own.language): \(count)" }
            // Of another alphabet, a few stand for all.
            let isAlphabet = own.forcedBy.count > 12
            let shown = own.forcedBy.prefix(isAlphabet ? 3 : 12).map(Self.named)
            let letters = "\u{2068}\(shown.joined(separator: " "))\u{2069}"
            let more = isAlphabet ? " and \(own.forcedBy.count - 3) more" : ""
            return "    \(own.language): \(count); 70 letters a part instead of 160 because of "
                + letters + more
        }
    }

    /// A letter that can be seen, or its number.
    private static func named(_ letter: String) -> String {
        guard let scalar = letter.unicodeScalars.first else { return "" }
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .nonspacingMark, .enclosingMark, .spacingMark, .unassigned, .privateUse:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        default: return letter
        }
    }
}

/// What a send left behind, for scripts.
struct ReceiptView: Encodable {
    struct Waiting: Encodable {
        let language: String, rule: String, addresses: Int, draft: String, englishAt: String?
        /// Whether its words were there at once, and it has been queued since.
        let isGone: Bool
    }

    let send: String?, queued: Int, alreadyThere: Int, sentAgain: Int, welcomed: Int
    /// What waits until its words are translated.
    let waiting: [Waiting]
    /// Until when it can be undone, RFC 3339; nil when it leaves at once.
    let release: String?
    let plan: PlanView
    /// The same at the school, for people.
    private let begins: String?

    private enum CodingKeys: String, CodingKey {
        case send, queued, alreadyThere, sentAgain, welcomed, waiting, release, plan
    }

    /// `gone`: The drafts for which nothing waits any more.
    init(_ receipt: SendReceipt, _ plan: NoticePlan, gone: Set<DraftID> = []) {
        (send, queued, alreadyThere) = (receipt.reference, receipt.queued, receipt.alreadyThere)
        (sentAgain, welcomed) = (receipt.sentAgain, receipt.welcomed)
        waiting = receipt.waiting.map {
            Waiting(
                language: $0.language.text, rule: $0.rule.rawValue, addresses: $0.addresses,
                draft: $0.draft.reference, englishAt: $0.englishAt?.iso8601,
                isGone: gone.contains($0.draft.id))
        }
        release = receipt.release?.iso8601
        begins = receipt.release?.local(plan.order.school.timeZone)
        self.plan = PlanView(receipt.preview, of: plan)
    }

    var lines: [String] { sentLines + waiting.map(\.line) }

    private var sentLines: [String] {
        let again = "\(sentAgain) had failed before and are queued once more."
        guard let send else {
            if sentAgain > 0 { return [again] }
            if plan.copies == 0 { return ["Nobody would get this; nothing was sent."] }
            if !waiting.isEmpty { return [] }
            return ["Every address has had this notice already; nothing was sent again."]
        }
        var line = "Queued \(queued) (send \(send))."
        if alreadyThere > sentAgain { line += " \(alreadyThere - sentAgain) had it already." }
        if sentAgain > 0 { line += " " + again }
        if welcomed > 0 {
            line +=
                " First \(counted(welcomed, "number gets", "numbers get")) a word of who writes."
        }
        guard let begins else {
            return [line, "`parley send status \(send)` shows how far it is."]
        }
        return [
            line,
            "It begins at \(begins.suffix(5)). Until then `parley send cancel \(send)` undoes it as "
                + "if it had never been; --now would begin at once.",
        ]
    }
}

extension ReceiptView.Waiting {
    /// What waits, for what, and until when.
    fileprivate var line: String {
        let who = "\(counted(addresses, "address", "addresses")) (\(language))"
        if isGone { return "\(who) in its own words: queued with draft \(draft)." }
        let what =
            rule == "label" ? "is translated" : "is translated and a colleague has approved it"
        let end = englishAt.map { "; from \($0) it goes in English" } ?? ""
        return
            "\(who) wait until draft \(draft) "
            + "\(what)\(end). `parley translate review show \(draft)`"
    }
}

extension CommonOptions {
    /// Shows a plan with its first copy, or sends it and shows what was queued.
    ///
    /// `nobody`: What to say when there is nobody to send it to; nil where that is no mistake.
    func show(
        _ plan: NoticePlan, at desk: Desk, dryRun: Bool, atOnce: Bool = false,
        nobody: String? = nil, send: (NoticePlan) async throws -> SendReceipt
    ) async throws {
        if dryRun {
            let view = PlanView(try await SendNotice(desk).preview(plan), of: plan)
            return try print(view) { view.lines(withExample: true) }
        }
        var plan = plan
        if atOnce { plan.start = .atOnce }
        let receipt = try await send(plan)
        if receipt.preview.copies.isEmpty, let nobody { throw Refusal(nobody) }
        let gone = try await translateNow(receipt.waiting, desk)
        let view = ReceiptView(receipt, plan, gone: gone)
        try print(view) { view.plan.lines(withExample: false) + view.lines }
    }
}

/// Has the school's services do at once what they can, while the liaison looks on; a worker does the
/// rest, and all of it if this ends here.
/// - Returns: The drafts for which nothing waits any more.
private func translateNow(_ waiting: [WaitingWords], _ desk: Desk) async throws -> Set<DraftID> {
    let log = logger("translation")
    var gone: Set<DraftID> = []
    for one in waiting {
        do {
            try await TranslationWorker(desk, log: log, pause: pause).work(on: one.draft.id)
        } catch {
            log.error("a draft waits for a worker", metadata: ["error": "\(error)"])
        }
        let waits = try await desk.database.read { t in
            try !WaitingSends(desk.source).waiting(for: one.draft.id, t).isEmpty
        }
        if !waits { gone.insert(one.draft.id) }
    }
    return gone
}
