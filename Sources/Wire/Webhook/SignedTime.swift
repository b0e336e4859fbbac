/// Whether the time that was signed is near enough: a replay is told by its age.
///
/// `text`: Seconds since 1970 UTC, as they were signed. `tolerance`: Seconds, before and after.
func checkSignedTime(
    _ text: String, now: Int64, tolerance: Int64
) throws(SignatureRefusal) {
    // Digits only: what `Int64` also takes, a sign, would be signed and read differently.
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count <= 15,
        let seconds = Int64(text)
    else { throw .malformedTimestamp }
    let age = now.subtractingReportingOverflow(seconds).partialValue
    guard age <= tolerance else { throw .staleTimestamp }
    guard age >= -tolerance else { throw .futureTimestamp }
}

extension WebhookRequest {
    /// The raw body. Signatures over bytes can't be checked on fields: of those nobody can tell how
    /// they were written.
    func rawBody() throws(SignatureRefusal) -> [UInt8] {
        switch content {
        case .bytes(let body): return body
        case .fields(let fields) where fields.isEmpty: return []
        case .fields: throw .unsignedBody
        }
    }
}
