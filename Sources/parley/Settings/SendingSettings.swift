import Delivery
import Outreach
import People

extension Settings {
    /// When and how fast messages leave: `sending.…`, `smtp.per_second`, `sms.per_second`.
    static func sending(_ reader: inout SettingsReader) -> SendingPolicy {
        var policy = SendingPolicy()
        policy.undo = .seconds(reader.number("sending.undo_seconds", default: 60, in: 0...3_600))
        policy.stalledAfter = .seconds(
            60 * reader.number("sending.stalled_after_minutes", default: 5, in: 1...1_440))
        let most = reader.number("sending.per_family_and_day", default: 10, in: 0...1_000)
        policy.ceiling = most == 0 ? nil : FamilyCeiling(perDay: most)
        policy.hours[.sms] = hours("sending.texts_between", default: QuietHours(), &reader)
        policy.hours[.email] = hours("sending.mails_between", default: nil, &reader)
        var domains = domainRates(&reader)
        policy.rates[.email] = Rates(
            channel: rate("smtp.per_second", &reader),
            eachLane: domains.removeValue(forKey: "default"), lanes: domains)
        policy.rates[.sms] = Rates(channel: rate("sms.per_second", &reader))
        policy.staff.hours = hours("staff.digests_between", default: policy.staff.hours, &reader)
        policy.staff.hasWords =
            reader.choice(
                "staff.notify_with_words", default: YesOrNo.no, YesOrNo.allCases) == .yes
        return policy
    }

    private enum YesOrNo: String, CaseIterable { case yes, no }

    /// `08:00-21:00`, or `always`.
    private static func hours(
        _ name: String, default usual: QuietHours?, _ reader: inout SettingsReader
    ) -> QuietHours? {
        guard let text = reader.optional(name) else { return usual }
        if text == "always" { return nil }
        guard let hours = QuietHours(text) else {
            reader.refuse(name, "Give hours of one day, as 08:00-21:00, or always.")
            return usual
        }
        return hours
    }

    private static func rate(_ name: String, _ reader: inout SettingsReader) -> Double? {
        guard let text = reader.optional(name) else { return nil }
        guard let rate = messages(text) else {
            reader.refuse(name, "Give messages a second, from 0.01 to 10000.")
            return nil
        }
        return rate
    }

    /// `smtp.per_domain: {default: 20, gmail.com: 5}`, or one number for every domain.
    private static func domainRates(_ reader: inout SettingsReader) -> [String: Double] {
        let name = "smtp.per_domain"
        var rates: [String: Double] = [:]
        for (domain, text) in reader.map(name, default: [:]) {
            guard let rate = messages(text) else {
                reader.refuse(
                    "\(name).\(domain)", "Give messages a second, from 0.01 to 10000.")
                continue
            }
            rates[domain.lowercased()] = rate
        }
        return rates
    }

    private static func messages(_ text: String) -> Double? {
        Double(text).flatMap { (0.01...10_000).contains($0) ? $0 : nil }
    }
}
