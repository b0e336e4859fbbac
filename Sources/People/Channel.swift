import Store

/// How words reach a family.
public enum Channel: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    case email
    case sms
}
