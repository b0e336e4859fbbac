import Wire

extension KindEvidence {
    /// A delivery status notification (RFC 3464), or a damaged one whose words still tell.
    @Sendable static func deliveryReport(_ facts: Facts) -> KindEvidence? {
        let bounces = DeliveryReport.bounces(in: facts.mail)
        guard facts.mail.parts.contains(where: DeliveryReport.isStatus) else { return nil }
        if bounces.isEmpty {
            // The report's own part is damaged: what the text says is better than nothing.
            guard var found = freeFormBounce(facts) else { return nil }
            found.evidence.insert("delivery status without recipients", at: 0)
            return found
        }
        let arrived = bounces.allSatisfy {
            ["delivered", "relayed", "expanded"].contains($0.action)
        }
        return KindEvidence(
            kind: arrived ? .receipt : .bounce,
            evidence: ["delivery status notification for \(bounces.count) recipients"],
            bounces: bounces)
    }

    /// A bounce in a mail system's own words.
    @Sendable static func freeFormBounce(_ facts: Facts) -> KindEvidence? {
        let signs = FreeFormBounce.signs(facts.mail)
        guard !signs.isEmpty else { return nil }
        let bounces = FreeFormBounce.bounces(in: facts.mail)
        guard !bounces.isEmpty else {
            return KindEvidence(
                kind: .bounce,
                evidence: ["a mail system reports a failure and names no address"] + signs)
        }
        return KindEvidence(
            kind: .bounce,
            evidence: ["a mail system reports a failure in its own words"] + signs, bounces: bounces
        )
    }
}
