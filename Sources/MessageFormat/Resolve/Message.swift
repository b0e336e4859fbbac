/// A message in MessageFormat 2, parsed and checked once, formatted as often as you like.
///
/// This module knows the syntax, the functions and the languages' plural rules; it knows nothing
/// of files or of who reads. Source: Unicode LDML 48 part 9.
public struct Message: Sendable {
    /// The source as it was given.
    public let source: String
    /// The parsed message.
    public let model: MessageModel
    /// Where each declared variable stands in the model's list.
    let declared: [String: Int]
    private var plan: MessagePlan?

    /// Parses and checks a message.
    ///
    /// - Throws: The syntax error, or else the first data-model error by its place.
    public init(_ source: String) throws(MessageProblem) {
        switch Self.parse(source) {
        case .failure(let problems):
            throw problems.first
        case .success(let message):
            self = message
        }
    }

    /// Makes a message of a model, such as one read from interchange JSON.
    ///
    /// Its source is ``MessageModel/source``, and places of problems are places in that.
    /// - Throws: The first data-model error by its place.
    public init(_ model: MessageModel) throws(MessageProblem) {
        try self.init(model.source)
    }

    private init(source: String, model: MessageModel) {
        self.source = source
        self.model = model
        var declared: [String: Int] = [:]
        for (index, declaration) in model.declarations.enumerated() {
            declared[declaration.name] = index
        }
        self.declared = declared
        plan = PlanBuilder.plan(for: self)
    }

    /// Everything that is wrong with a source: its syntax error, or all its data-model errors.
    public static func problems(in source: String) -> [MessageProblem] {
        switch parse(source) {
        case .failure(let problems): problems.all
        case .success: []
        }
    }

    /// Formats a message from its source.
    ///
    /// - Returns: The message, or what ``fallback(for:)`` makes of a source that is wrong.
    public static func format(
        _ source: String, _ arguments: [String: MessageValue], _ context: FormatContext
    ) -> FormattedMessage {
        switch parse(source) {
        case .failure(let problems): fallback(for: problems.all)
        case .success(let message): message.format(arguments, context)
        }
    }

    /// What the specification shows for a message that is wrong: `{` U+FFFD `}`.
    public static func fallback(for problems: [MessageProblem]) -> FormattedMessage {
        FormattedMessage(parts: [.fallback(source: "\u{FFFD}")], problems: problems)
    }

    /// Formats the message. It always has a result; look at its problems before you send it.
    ///
    /// - Parameters:
    ///   - arguments: Values by the names of variables, without `$`.
    ///   - context: For whom and where.
    /// - Returns: Text, parts and problems.
    public func format(
        _ arguments: [String: MessageValue], _ context: FormatContext
    ) -> FormattedMessage {
        format(MessageArguments(arguments), context)
    }

    /// Formats the message. It always has a result; look at its problems before you send it.
    ///
    /// - Parameters:
    ///   - arguments: Values by the names of variables, without `$`.
    ///   - context: For whom and where.
    /// - Returns: Text, parts and problems.
    public func format(
        _ arguments: MessageArguments, _ context: FormatContext
    ) -> FormattedMessage {
        var formatter = MessageFormatter(self, arguments, context)
        return formatter.format()
    }

    /// Formats the message to text alone.
    ///
    /// It says the same as ``format(_:_:)-(MessageArguments,_)`` and takes a fraction of its time.
    /// - Parameters:
    ///   - arguments: Values by the names of variables, without `$`.
    ///   - context: For whom and where.
    /// - Returns: Text and problems.
    public func text(_ arguments: MessageArguments, _ context: FormatContext) -> FormattedText {
        if let text = plan?.text(arguments, context) {
            return FormattedText(text: text, problems: [])
        }
        let formatted = format(arguments, context)
        return FormattedText(text: formatted.text, problems: formatted.problems)
    }

    /// One problem or more.
    private struct Problems: Error {
        let first: MessageProblem
        let rest: [MessageProblem]
        var all: [MessageProblem] { [first] + rest }
    }

    private static func parse(_ source: String) -> Result<Message, Problems> {
        let model: MessageModel
        do {
            model = try MessageParser.parse(source)
        } catch {
            let problem = SourceLines(source).problem(.syntaxError, error.offset, error.sentence)
            return .failure(Problems(first: problem, rest: []))
        }
        let check = DataModelCheck(model, source)
        guard let first = check.problems.first else {
            return .success(Message(source: source, model: model))
        }
        return .failure(Problems(first: first, rest: Array(check.problems.dropFirst())))
    }
}
