/// Formats one message once: resolves what is needed, in order, and keeps the problems.
struct MessageFormatter {
    /// What an expression or variable stands for.
    struct Resolved {
        /// `nil` when it could not be resolved.
        var result: (any FunctionResult)?
        /// What is shown for it then, without braces.
        var source: String
        var id: String?
        var direction: ValueDirection?
        var isLiteral = false

        var argument: FunctionCall.Argument {
            let missing = result is UnresolvedString
            return FunctionCall.Argument(
                value: missing ? nil : result?.value, result: missing ? nil : result,
                isLiteral: isLiteral)
        }
    }

    /// The values of `u:dir`.
    enum ValueDirection: String, CaseIterable {
        case ltr, rtl, auto, inherit
    }

    let message: Message
    let arguments: MessageArguments
    let context: FormatContext
    /// Declarations that are resolved, by their place in the message.
    var known: [Int: Resolved] = [:]
    private var problems: [MessageProblem] = []
    private lazy var lines = SourceLines(message.source)

    init(_ message: Message, _ arguments: MessageArguments, _ context: FormatContext) {
        self.message = message
        self.arguments = arguments
        self.context = context
    }

    mutating func format() -> FormattedMessage {
        var parts: [MessagePart] = []
        for element in selectPattern().elements {
            switch element {
            case .text(let text): parts.append(.text(text))
            case .markup(let markup): parts.append(.markup(part(of: markup)))
            case .expression(let expression): append(expression, to: &parts)
            }
        }
        return FormattedMessage(parts: parts, problems: problems)
    }

    mutating func report(_ kind: MessageProblem.Kind, _ offset: Int, _ sentence: String) {
        // Nobody reads more of them, and a hostile message would have one in every few bytes.
        guard problems.count < 1_000 else { return }
        problems.append(lines.problem(kind, offset, sentence))
    }

    mutating func report(_ failure: FunctionFailure, _ offset: Int) {
        guard !failure.isReported else { return }
        report(failure.kind, offset, failure.sentence)
    }

    private mutating func append(
        _ expression: MessageModel.Expression, to parts: inout [MessagePart]
    ) {
        let resolved = resolve(expression)
        var text: ValueText?
        do {
            text = try resolved.result?.formatted()
        } catch {
            report(error, expression.offset)
        }
        let mark = isolate(resolved, text?.direction)
        if let mark { parts.append(.isolation(mark)) }
        parts.append(
            text.map { .value(part(of: $0, resolved)) } ?? .fallback(source: resolved.source))
        if mark != nil { parts.append(.isolation("\u{2069}")) }
    }

    private func part(of text: ValueText, _ resolved: Resolved) -> ValuePart {
        let direction: TextDirection? =
            switch resolved.direction {
            case .ltr: .leftToRight
            case .rtl: .rightToLeft
            case .auto: nil
            case .inherit, nil: text.direction
            }
        return ValuePart(
            type: text.type, text: text.text, id: resolved.id, direction: direction,
            locale: text.locale, fields: text.fields)
    }

    /// The mark that opens an isolate, where the strategy asks for one.
    ///
    /// Source: LDML 48 part 9, Default Bidi Strategy.
    private func isolate(_ resolved: Resolved, _ direction: TextDirection?) -> String? {
        guard context.bidi == .default else { return nil }
        switch resolved.direction {
        case .ltr: return "\u{2066}"
        case .rtl: return "\u{2067}"
        case .auto: return "\u{2068}"
        case .inherit, nil: break
        }
        switch direction {
        case .leftToRight:
            return context.locale.direction == .leftToRight ? nil : "\u{2066}"
        case .rightToLeft: return "\u{2067}"
        case nil: return "\u{2068}"
        }
    }

    private mutating func part(of markup: MessageModel.Markup) -> MarkupPart {
        var id: String?
        var options: [MarkupPart.Option] = []
        for option in markup.options {
            let value = resolve(option.value, option.offset).argument.value?.text
            switch option.name {
            case "u:id": id = value
            case let name where name.hasPrefix("u:"):
                report(.badOption, option.offset, "\(name) has no meaning on markup; remove it.")
            default:
                if let value { options.append(.init(name: option.name, value: value)) }
            }
        }
        return MarkupPart(kind: markup.kind, name: markup.name, id: id, options: options)
    }
}
