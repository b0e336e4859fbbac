import People

/// By which channels a notice goes to somebody who can be reached by several.
public enum Ways: Sendable, Hashable {
    /// The first that they have, in this order.
    case first([Channel])
    /// Each that they have, for what must not wait until somebody looks at their mail.
    case every([Channel])

    var channels: [Channel] {
        switch self {
        case .first(let channels), .every(let channels): channels
        }
    }
}

/// The ways that a person chose for one notice; the school's own unless given.
public enum ChosenWay: String, Sendable, CaseIterable {
    case email, sms, every
}

extension Desk {
    /// The ways of a notice.
    ///
    /// - Throws: ``Refusal`` for a channel that is not set up.
    func ways(_ chosen: ChosenWay?, isUrgent: Bool = false) throws(Refusal) -> Ways {
        switch chosen {
        case nil: return isUrgent ? .every(channels) : .first(channels)
        case .every: return .every(channels)
        case .email: return .first([.email])
        case .sms:
            guard channels.contains(.sms) else {
                throw Refusal(
                    "Texts can't be sent yet: no provider is set. Set sms.provider and sms.from "
                        + "(docs/operators.md).")
            }
            return .first([.sms])
        }
    }
}
