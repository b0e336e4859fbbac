/// One text message to hand to a provider.
public struct OutgoingText: Sendable, CustomStringConvertible {
    /// E.164.
    public let to: String
    /// The school's number or sender, as the provider knows it.
    public let from: String
    /// What it says, as it is sent.
    public let text: String
    /// The same in every attempt, so that a receiver knows a repetition; ASCII without full stop.
    public let reference: String
    /// Where receipts about this message go; nil for none.
    public let receiptURL: String?

    /// Describes a message.
    public init(to: String, from: String, text: String, reference: String, receiptURL: String?) {
        self.to = to
        self.from = from
        self.text = text
        self.reference = reference
        self.receiptURL = receiptURL
    }

    /// The reference alone.
    public var description: String { "text \(reference)" }
}

/// What a provider's answer to a message means.
public enum SMSVerdict: Sendable, Hashable {
    /// The provider has it, under this id of its own.
    case accepted(id: String?, reply: String)
    /// The provider does not send it.
    case refused(SMSRefusal, reply: String)
    /// The answer says neither; it may have been sent.
    case unclear(String)
}

/// Why a provider does not send a message, or could not deliver it.
public enum SMSRefusal: String, Sendable, Hashable, CaseIterable {
    /// Its own trouble; try again.
    case transient
    /// Too fast; try again later.
    case throttled
    /// Account, sender or settings; staff can mend it while the message waits.
    case configuration
    /// This message never, whatever is done.
    case permanent
    /// There is no such number, or it takes no texts.
    case deadNumber = "dead-number"
    /// Its reader has stopped messages with the provider.
    case optedOut = "opted-out"
}

/// A text message that a parent sent.
public struct InboundText: Sendable, CustomStringConvertible {
    /// The provider's id of it; nil where it gave none.
    public let id: String?
    /// The parent's number as the provider wrote it.
    public let from: String
    /// The school's number as the provider wrote it.
    public let to: String
    /// What it says.
    public let text: String
    /// How many pictures or other media came with it.
    public let mediaCount: Int
    /// Where those lie that the provider's file knows the addresses of, in order; at most
    /// ``mostMedia``.
    public let mediaURLs: [String]
    /// Which part of a longer text it is; nil for a whole one.
    public let part: TextPart?

    /// How many media of one text are fetched; carriers bring ten at most.
    public static let mostMedia = 10

    /// Describes a message.
    public init(
        id: String?, from: String, to: String, text: String, mediaCount: Int = 0,
        mediaURLs: [String] = [], part: TextPart? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.text = text
        self.mediaCount = mediaCount
        self.mediaURLs = Array(mediaURLs.prefix(Self.mostMedia))
        self.part = part
    }

    /// The id alone.
    public var description: String { "text \(id ?? "without id")" }
}

/// What a provider reports about a message of ours.
public struct TextReceipt: Sendable, CustomStringConvertible {
    /// How far the message came.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// With the provider or on its way; nothing final.
        case underway
        case delivered
        /// It will not be delivered.
        case failed
        /// A word that the provider's file does not know.
        case unknown
    }

    /// The provider's id of the message.
    public let providerID: String?
    /// Our own reference, where the provider gives it back.
    public let reference: String?
    /// How far it came.
    public let state: State
    /// Why it failed; nil when it did not, or nothing is known.
    public let refusal: SMSRefusal?
    /// The provider's words, for staff.
    public let reply: String

    /// Describes a receipt.
    public init(
        providerID: String?, reference: String?, state: State, refusal: SMSRefusal?, reply: String
    ) {
        self.providerID = providerID
        self.reference = reference
        self.state = state
        self.refusal = refusal
        self.reply = reply
    }

    /// The state alone.
    public var description: String { "receipt: \(state.rawValue)" }
}
