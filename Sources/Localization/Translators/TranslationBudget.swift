import Store

/// What a school lets its translation services have in a month, and which of them want to be left
/// alone.
public protocol TranslationBudget: Sendable {
    /// Counts characters before they leave.
    /// - Parameters:
    ///   - characters: As many as will leave.
    ///   - service: Which service gets them.
    ///   - limit: What it may get in a month; nil for no limit.
    /// - Returns: False, and counts nothing, when the limit would be passed.
    /// - Throws: What keeps it from being counted; then nothing may leave.
    func take(_ characters: Int, from service: String, limit: Int?) async throws -> Bool
    /// Takes characters out of the count again: nothing was translated for them.
    func giveBack(_ characters: Int, to service: String) async throws
    /// Notes that a service is to be left alone until a moment.
    func pause(_ service: String, until: Instant, because reason: String) async throws
    /// Until when a service is to be left alone; nil when it may be asked.
    func pausedUntil(_ service: String) async throws -> Instant?
}
