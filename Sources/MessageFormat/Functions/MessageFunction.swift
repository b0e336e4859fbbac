/// Something that messages can call by name, such as `:number`.
///
/// A function of one's own belongs in a namespace, as in `school:grade`.
public protocol MessageFunction: Sendable {
    /// Makes a result of an operand and options.
    ///
    /// - Parameter call: What the message passes in; take options from it, and
    ///   ``FunctionCall/report(_:)`` what is wrong and can be done without.
    /// - Returns: The result, which is shown, selected by or passed on.
    /// - Throws: ``FunctionFailure`` when there is no result; a fallback is shown then.
    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult
}

/// What a function has made of its operand: it can be shown, selected by, and passed on.
public protocol FunctionResult: Sendable {
    /// What another function, or an option, sees of it.
    var value: MessageValue { get }

    /// How it is shown.
    ///
    /// - Throws: ``FunctionFailure`` when it is only for selecting.
    func formatted() throws(FunctionFailure) -> ValueText

    /// Which of the keys it matches.
    ///
    /// - Parameter keys: The literal keys of all variants, each once.
    /// - Returns: The keys that match, and those that never can.
    /// - Throws: ``FunctionFailure``, ``MessageProblem/Kind/badSelector`` as a rule, when it is
    ///   only for showing; then only `*` matches.
    func matches(among keys: [String]) throws(FunctionFailure) -> KeyMatches
}

extension FunctionResult {
    /// Fails: by itself a result is not for selecting.
    public func matches(among keys: [String]) throws(FunctionFailure) -> KeyMatches {
        throw FunctionFailure(.badSelector, "It cannot be selected by.")
    }
}

/// Why a function has no result, or what it had to ignore.
public struct FunctionFailure: Error, Sendable, Hashable {
    /// Which error of the specification.
    public let kind: MessageProblem.Kind
    /// What is wrong; without the values that were passed in.
    public let sentence: String

    /// Whether the cause was reported before, so that this is not to be reported again.
    var isReported = false

    /// Creates a failure.
    public init(_ kind: MessageProblem.Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }

    /// A failure that follows from one that was reported.
    static let reported: FunctionFailure = {
        var failure = FunctionFailure(.badOperand, "The value is missing.")
        failure.isReported = true
        return failure
    }()
}

/// How a result is shown.
public struct ValueText: Sendable, Hashable {
    /// `string`, `number`, `datetime` or a word of one's own, for the parts.
    public var type: String
    /// The text.
    public var text: String
    /// Which way it runs; `nil` leaves it to its first strong letter.
    public var direction: TextDirection?
    /// The locale that it was formatted for, if it was.
    public var locale: LanguageTag?
    /// Its pieces.
    public var fields: [ValuePart.Field]

    /// Creates the text of a value.
    public init(
        type: String, text: String, direction: TextDirection? = nil, locale: LanguageTag? = nil,
        fields: [ValuePart.Field] = []
    ) {
        self.type = type
        self.text = text
        self.direction = direction
        self.locale = locale
        self.fields = fields
    }
}

/// The keys that a result matches.
public struct KeyMatches: Sendable, Hashable {
    /// Matching keys, the best first.
    public var keys: [String]
    /// Keys that can never match; each is reported as a bad variant key.
    public var invalid: [String]

    /// Creates a list of matches.
    public init(_ keys: [String], invalid: [String] = []) {
        self.keys = keys
        self.invalid = invalid
    }
}
