import Store

/// Why a message waits although nothing has failed.
public enum WaitReason: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    /// It is night where the family lives.
    case quietHours = "quiet-hours"
    /// The family has had as much as one day may bring.
    case ceiling

    /// For people.
    public var sentence: String {
        switch self {
        case .quietHours: "waits for the morning: no texts at night"
        case .ceiling: "waits for tomorrow: the family has had enough for a day"
        }
    }
}
