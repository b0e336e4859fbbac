import Localization
import Store

/// How a school has persons' own words translated.
public struct Translating: Sendable {
    /// What becomes of them, by language and purpose.
    public var policy: FreeTextPolicy
    /// Machine translation; nil where a school allows none: then the memory and people do it.
    public var services: TranslationServices?
    /// Whether a machine's draft is put back into its first language, for who does not read it.
    public var backTranslation = true
    /// Whether what families write is translated for staff.
    public var translatesArrivals = true
    /// For how long a draft is a worker's own: its sentences go to services in several requests, each
    /// with patience of its own.
    public var lease = Duration.seconds(300)
    /// The names of everybody at a school, as they were a moment ago.
    let rosterNames = RosterNames()
    /// How long words may wait for a reviewer, at most, before they go in English.
    public var patience = Duration.seconds(24 * 3_600)

    /// By a policy, with services or without.
    public init(
        policy: FreeTextPolicy = FreeTextPolicy(), services: TranslationServices? = nil
    ) {
        self.policy = policy
        self.services = services
    }

    /// Until when a notice waits for a reviewer.
    ///
    /// What is urgent waits a minute for a machine. What is of use until some moment waits a quarter
    /// of that time at most: a meeting's note is worth less than to know of the meeting.
    func deadline(
        for order: NoticeOrder, isUrgent: Bool, rule: FreeTextRule, now: Instant
    ) -> Instant? {
        if isUrgent { return now + .seconds(60) }
        guard rule != .block else { return nil }
        let usual = now + patience
        guard let end = order.expires, end > now else { return usual }
        return min(usual, now + .milliseconds((end.milliseconds - now.milliseconds) / 4))
    }
}
