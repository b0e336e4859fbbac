import People
import Store

/// What became of a send for one contact: of a message to them, or that there was none.
public struct ContactOutcome: Sendable {
    /// Left out before anything was made, or a message and where it stands.
    public enum Fate: Sendable {
        case leftOut(Exclusion)
        case message(MessageState.Word, due: Instant, reply: String?, isDeadAddress: Bool)
    }

    /// What the roster calls the contact.
    public let contact: String
    /// In the order given.
    public let name: String
    /// BCP 47: what somebody who calls should speak.
    public let language: String
    /// By which way; nil where there was no message.
    public let channel: Channel?
    /// What happened.
    public let fate: Fate

    /// What a person can do about it.
    public var step: NextStep {
        switch fate {
        case .leftOut(let reason): NextStep(reason)
        case .message(let state, let due, let reply, let isDead):
            NextStep(
                state, waitsForAPerson: due >= .never, isDeadAddress: isDead,
                reason: reply.flatMap(Exclusion.init(rawValue:)))
        }
    }

    /// When it is tried again by itself; nil when it is not.
    public var retry: Instant? {
        guard case .message(let state, let due, _, _) = fate, step == .wait else { return nil }
        switch state {
        case .queued, .deferred, .unclear: return due
        default: return nil
        }
    }

    /// What happened, for people: `refused (550 5.1.1)`. A server's own words are left out, since
    /// they mostly repeat the address.
    public var sentence: String {
        switch fate {
        case .leftOut(let reason): return "left out: \(reason.sentence)"
        case .message(let state, _, let reply, _):
            if state == .suppressed, let reason = reply.flatMap(Exclusion.init(rawValue:)) {
                return "kept back: \(reason.sentence)"
            }
            let code = replyCode(reply ?? "")
            return state.sentence + (code.isEmpty || !state.hasReply ? "" : " (\(code))")
        }
    }
}

/// What a person does next about a family that a send has not reached.
public enum NextStep: String, Sendable, Codable, CaseIterable {
    // In the order in which they count for a family: the first of its contacts' steps is its own.
    case wait
    case call
    case askWhetherItCame = "ask-whether-it-came"
    case askForAddress = "ask-for-another-address"
    case sendAnew = "send-anew"
    case lookAtSharedAddress = "look-at-shared-address"
    case nothing

    /// For people.
    public var sentence: String {
        switch self {
        case .wait: "wait"
        case .call: "call"
        case .askWhetherItCame: "ask whether it came (`parley send unclear`)"
        case .askForAddress: "ask for another address"
        case .sendAnew: "send it anew"
        case .lookAtSharedAddress: "look at the family that shares the address"
        case .nothing: "nothing"
        }
    }

    /// The first of some steps; nothing when there are none.
    public static func first(of steps: some Sequence<NextStep>) -> NextStep {
        let steps = Set(steps)
        return allCases.first(where: steps.contains) ?? .nothing
    }

    init(_ reason: Exclusion) {
        self =
            switch reason {
            case .noAddress, .addressGone: .askForAddress
            case .suppressed: .call
            case .sameAddress: .lookAtSharedAddress
            case .noContact, .mayNotReceive, .hasAnswered: .nothing
            }
    }

    /// `reason`: Why a rule kept it back, where one did.
    init(
        _ state: MessageState.Word, waitsForAPerson: Bool, isDeadAddress: Bool, reason: Exclusion?
    ) {
        self =
            switch state {
            case .held, .queued, .sending, .deferred: .wait
            case .unclear: waitsForAPerson ? .askWhetherItCame : .wait
            case .failed, .bounced: isDeadAddress ? .askForAddress : .call
            case .suppressed:
                isDeadAddress ? .askForAddress : reason.map(NextStep.init) ?? .call
            case .expired: .call
            case .cancelled: .sendAnew
            case .sent, .delivered: .nothing
            }
    }
}

extension MessageState.Word {
    fileprivate var hasReply: Bool {
        switch self {
        case .deferred, .unclear, .failed, .bounced: true
        default: false
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .held: "held: the send has not begun, or is paused"
        case .queued: "waits to leave"
        case .sending: "is just leaving"
        case .sent: "sent"
        case .delivered: "delivered"
        case .deferred: "put off"
        case .unclear: "nobody knows whether it arrived"
        case .failed: "refused"
        case .bounced: "came back"
        case .suppressed: "kept back"
        case .cancelled: "cancelled"
        case .expired: "not sent in time"
        }
    }
}

/// A reply's code and enhanced status code (RFC 5321 §4.2, RFC 3463), or a provider's number.
func replyCode(_ reply: String) -> String {
    let words = reply.split(separator: " ", maxSplits: 2)
    guard let code = words.first, (1...6).contains(code.count), code.allSatisfy(\.isASCIIDigit)
    else { return "" }
    guard words.count > 1, words[1].split(separator: ".").count == 3, words[1].count <= 9,
        words[1].allSatisfy({ $0.isASCIIDigit || $0 == "." })
    else { return String(code) }
    return "\(code) \(words[1])"
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
