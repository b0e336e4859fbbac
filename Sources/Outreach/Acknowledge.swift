import Cases
import Delivery
import Inbox
import Localization
import People
import Store
import Wire

/// Answers a family by itself, by the way it wrote, and never a machine (RFC 3834 §2): that its
/// words have arrived, once a week at most to one address; that nobody is at work, once a day at
/// most; that notices have stopped or begun again, once for each wish; how to get help, once an hour
/// at most. All of these together are few to one address (``AnswerCeiling``), so that a program that
/// answers everything and says of itself that it is a person is answered a few times and no more.
struct Acknowledge: Sendable {
    /// Who is answered, and where.
    struct Reader: Sendable {
        let contact: Contact
        let channel: Channel
        let address: String
        /// The Message-ID that is answered.
        var inReplyTo: String?
        /// The automatic answers that the address got within ``Acknowledge/longest``, where somebody
        /// has looked.
        fileprivate(set) var lately: [AutomaticAnswer]?

        /// A contact at an address that the roster has.
        init(_ contact: Contact, at address: String, by channel: Channel) {
            (self.contact, self.channel, self.address) = (contact, channel, address)
        }

        /// A contact who wrote a text.
        init(_ contact: Contact, atNumber number: String) {
            (self.contact, channel, address) = (contact, .sms, number)
        }

        /// A contact who wrote a mail from an address that the roster has of them; nil when a machine
        /// wrote.
        ///
        /// `lately`: The automatic answers that the address got within ``Acknowledge/longest``; nil
        /// where nobody has looked.
        init?(
            _ contact: Contact, whoWrote read: ReadMessage, lately: [AutomaticAnswer]?
        ) {
            guard !read.isAutomatic, read.returnPath != "",
                let from = read.from.flatMap({ try? readAddressFolded($0.address) })
            else { return nil }
            (self.contact, channel, address) = (contact, .email, from)
            (inReplyTo, self.lately) = (read.messageID, lately)
        }
    }

    private let desk: Desk
    /// What was sent before that counts for nothing.
    static let longest = interval
    private static let interval = Duration.seconds(7 * 86_400)
    private static let dayInterval = Duration.seconds(86_400)
    private static let helpInterval = Duration.seconds(3_600)

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Says when a person answers.
    ///
    /// `inbound`: What is answered whatever was said this week: a choice of language is confirmed
    /// each time, in that language.
    func acknowledge(
        to reader: Reader, in file: Case, for inbound: InboundID? = nil,
        _ t: borrowing Transaction
    ) throws {
        guard let days = desk.acknowledgeWithin else { return }
        let reader = try known(reader, t)
        guard inbound != nil || !hasSent(.replyReceived, to: reader, within: Self.interval),
            try !isStopped(reader, t)
        else { return }
        let week = desk.source.now().milliseconds / Self.interval.milliseconds
        var values: [String: NoticeValue] = ["days": .count(days)]
        values["emergency"] = try emergency(file, t)
        try send(
            .replyReceived, key: inbound?.text ?? String(week), values, to: reader, in: file, t)
    }

    /// Answers words that a person has to read: while nobody is at work, with the day on which
    /// somebody is, and a number for emergencies; else like ``acknowledge(to:in:for:_:)``.
    func respond(to reader: Reader, in file: Case, _ t: borrowing Transaction) throws {
        guard let day = try nextDay(file, t), let emergency = try emergency(file, t) else {
            return try acknowledge(to: reader, in: file, t)
        }
        let reader = try known(reader, t)
        guard !hasSent(.outsideHours, to: reader, within: Self.dayInterval),
            try !isStopped(reader, t)
        else { return }
        try send(
            .outsideHours, key: "\(file.id.text):\(try today(file, t))",
            ["day": .value(.date(day)), "emergency": emergency], to: reader, in: file, t)
    }

    /// The school's day: two who answer at the same moment answer once.
    private func today(_ file: Case, _ t: borrowing Transaction) throws -> String {
        let zone = try Schools().school(file.school, t)?.timeZone ?? "UTC"
        return desk.source.now().localDay(zone)
    }

    /// The day on which somebody is at work again; nil while somebody is.
    private func nextDay(_ file: Case, _ t: borrowing Transaction) throws -> String? {
        guard let hours = desk.staffHours, let school = try Schools().school(file.school, t) else {
            return nil
        }
        let now = desk.source.now()
        guard !hours.isStaffed(at: now, in: school.timeZone) else { return nil }
        return hours.nextDay(after: now, in: school.timeZone)
    }

    /// Confirms that messages to the reader's address have stopped, or begun again.
    func confirm(
        _ notice: AutomaticNotice, _ inbound: InboundID, to reader: Reader, in file: Case,
        _ t: borrowing Transaction
    ) throws {
        try confirm(notice, key: inbound.text, to: reader, in: file, t)
    }

    /// The same for a wish that no arrival holds.
    ///
    /// `key`: Of the wish; the same wish is confirmed once.
    func confirm(
        _ notice: AutomaticNotice, key: String, to reader: Reader, in file: Case,
        _ t: borrowing Transaction
    ) throws {
        try send(notice, key: key, [:], to: known(reader, t), in: file, t)
    }

    /// Asks which child a text is about, once a day at most.
    /// - Returns: Whether it is asked now.
    func ask(
        _ names: [String], to reader: Reader, _ inbound: InboundID, in file: Case,
        _ t: borrowing Transaction
    ) throws -> Bool {
        let reader = try known(reader, t)
        guard try !isStopped(reader, t), hasRoom(for: reader),
            !hasSent(.whichChild, to: reader, within: Self.dayInterval)
        else { return false }
        let choices = names.enumerated().map { "\($0.offset + 1) = \($0.element)" }
        try send(
            .whichChild, key: "\(file.id.text):\(try today(file, t))",
            ["choices": .text(choices.joined(separator: ", "))],
            answers: names.map { OfferedAnswer(.other, words: $0) }, to: reader, in: file, t)
        return true
    }

    /// Says who we are, and how to reach a person.
    func help(
        to reader: Reader, _ inbound: InboundID, in file: Case, _ t: borrowing Transaction
    ) throws {
        let reader = try known(reader, t)
        guard try !isStopped(reader, t),
            !hasSent(.help, to: reader, within: Self.helpInterval)
        else { return }
        var values: [String: NoticeValue] = [:]
        values["emergency"] = try emergency(file, t)
        try send(.help, key: inbound.text, values, to: reader, in: file, t)
    }

    private func isStopped(_ reader: Reader, _ t: borrowing Transaction) throws -> Bool {
        try desk.suppressions.stops(reader.address, reader.channel, isBulk: false, t)
    }

    private func hasSent(
        _ notice: AutomaticNotice, to reader: Reader, within interval: Duration
    ) -> Bool {
        let since = desk.source.now() - interval
        return reader.lately?.contains { $0.notice == notice.rawValue && $0.at >= since } ?? false
    }

    private func hasRoom(for reader: Reader) -> Bool {
        AnswerCeiling(desk.source.now()).hasRoom(after: reader.lately ?? [])
    }

    /// The reader with what the address got lately.
    private func known(_ reader: Reader, _ t: borrowing Transaction) throws -> Reader {
        guard reader.lately == nil else { return reader }
        var reader = reader
        let found = try Outbox().automatic(
            toEach: [reader.address], reader.channel, since: desk.source.now() - Self.longest, t)
        reader.lately = found[reader.address] ?? []
        return reader
    }

    private func emergency(
        _ file: Case, _ t: borrowing Transaction
    ) throws -> NoticeValue? {
        if let own = desk.emergencyNumber { return .text(own) }
        return try Schools().school(file.school, t).flatMap { emergencyNumber(in: $0.region) }
            .map { .text($0) }
    }

    /// They name a person and the number for emergencies, and have narrow limits of their own.
    private static let alwaysSaid: [AutomaticNotice] = [.help, .outsideHours]

    private func send(
        _ notice: AutomaticNotice, key: String, _ own: [String: NoticeValue],
        answers: [OfferedAnswer]? = nil, to reader: Reader, in file: Case,
        _ t: borrowing Transaction
    ) throws {
        guard let school = try Schools().school(file.school, t),
            let liaison = try Staff().member(file.liaison, t),
            Self.alwaysSaid.contains(notice) || hasRoom(for: reader)
        else { return }
        var values = own
        values["liaison"] = .text(liaison.name)
        values["school"] = .text(school.name)
        if ![.outsideHours, .whichChild].contains(notice) {
            values["phone"] = desk.phone.map { .text($0) }
        }
        var order = NoticeOrder(
            notice: notice.rawValue, about: ("case", file.id.text),
            key: "\(notice.rawValue):\(key)", school: school, caseFile: file, audience: "sender",
            expires: desk.source.now() + .seconds(86_400), values: values, readerName: nil,
            isBulk: false)
        order.inReplyTo = reader.inReplyTo
        order.answers = answers
        var recipients = Recipients()
        recipients.recipients = [
            Recipients.Recipient(
                contact: reader.contact, channel: reader.channel, address: reader.address)
        ]
        let sender = SendNotice(desk)
        let plan: NoticePlan
        do {
            plan = try sender.plan(order, for: recipients)
            _ = try sender.preview(plan, t)
        } catch is LocalizationProblem {
            // The family's words are filed all the same; a liaison answers them anyhow.
            return
        }
        _ = try sender.commit(plan, by: liaison, t)
    }
}

/// The number to call when someone is in danger, by ISO 3166 region; nil where we know none.
///
/// 911 in the United States and its territories (47 CFR 9.4), in Canada and in Mexico. A wrong
/// number is worse than none, so no other region is guessed.
func emergencyNumber(in region: String) -> String? {
    ["US", "PR", "VI", "GU", "AS", "MP", "CA", "MX"].contains(region.uppercased()) ? "911" : nil
}
