import Localization
import Store

/// Lets somebody try a translation service: what they type leaves the school.
public struct TryService: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Asks whether somebody may, before anything is opened.
    /// - Throws: ``Refusal`` for who may not.
    public func permit(_ handle: String) async throws {
        try await desk.database.read { t in _ = try Acting().staff(handle, to: .review, t) }
    }

    /// Puts on record what is about to leave, without its words.
    /// - Throws: ``Refusal`` for who may not.
    public func note(
        _ segments: [TextSegment], to service: TranslatorSettings.Service, _ pair: LanguagePair,
        by handle: String
    ) async throws {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try desk.audit.record(
                "translation.test", by: staff.id, on: ("service", service.name),
                details: [
                    "host": service.host, "pair": pair.description,
                    "sentences": String(segments.count),
                ], t)
        }
    }
}
