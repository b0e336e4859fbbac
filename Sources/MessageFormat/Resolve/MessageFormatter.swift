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
    let arguments: [String: MessageValue]
    let context: FormatContext
    private var known: [Int: Resolved] = [:]
    private var problems: [MessageProblem] = []
    private lazy var lines = SourceLines(message.source)

    init(_ message: Message, _ arguments: [String: MessageValue], _ context: FormatContext) {
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
        problems.append(lines.problem(kind, offset, sentence))
    }

    mutating func report(_ failure: FunctionFailure, _ offset: Int) {
        guard !failure.isReported else { return }
        report(failure.kind, offset, failure.sentence)
    }

    // MARK: Resolution

    /// Resolves a variable, and before it the declarations that it rests on.
    ///
    /// They are resolved in the order of the source instead of by recursion, whose depth a long
    /// chain of declarations would choose.
    mutating func resolve(variable name: String, _ offset: Int) -> Resolved {
        guard let last = message.declared[name] else { return external(name, offset) }
        if let resolved = known[last] { return resolved }
        var needed: Set<Int> = [last]
        var waiting = [last]
        while let index = waiting.popLast() {
            for other in message.model.declarations[index].expression.variableNames {
                guard let earlier = message.declared[other], earlier < index,
                    known[earlier] == nil, needed.insert(earlier).inserted
                else { continue }
                waiting.append(earlier)
            }
        }
        for index in needed.sorted() {
            let declaration = message.model.declarations[index]
            var resolved = resolve(declaration.expression, declaring: declaration)
            resolved.source = "$\(declaration.name)"
            resolved.isLiteral = false
            known[index] = resolved
        }
        return known[last] ?? Resolved(source: "$\(name)")
    }

    private mutating func external(_ name: String, _ offset: Int) -> Resolved {
        guard let value = arguments[name] else {
            report(
                .unresolvedVariable, offset,
                "No value was given for $\(name); pass one in or take it out of the message.")
            return Resolved(source: "$\(name)")
        }
        return Resolved(result: value.plainResult(context), source: "$\(name)")
    }

    private mutating func resolve(
        _ expression: MessageModel.Expression, declaring: MessageModel.Declaration? = nil
    ) -> Resolved {
        var operand: Resolved?
        switch expression.operand {
        case nil: break
        case .literal(let text):
            operand = Resolved(
                result: StringResult(text: text), source: text.quotedLiteral, isLiteral: true)
        case .variable(let name):
            if case .input = declaring {
                operand = external(name, expression.offset)
            } else {
                operand = resolve(variable: name, expression.offset)
            }
        }
        guard let function = expression.function else { return operand ?? Resolved(source: "") }
        return call(function, operand)
    }

    private mutating func call(
        _ reference: MessageModel.FunctionReference, _ operand: Resolved?
    ) -> Resolved {
        var resolved = Resolved(source: operand?.source ?? ":\(reference.name)")
        guard let function = context.functions[reference.name] else {
            report(
                .unknownFunction, reference.offset,
                "There is no function :\(reference.name); known are "
                    + context.functions.names.map { ":\($0)" }.joined(separator: ", ") + ".")
            return resolved
        }
        var options: [FunctionCall.Option] = []
        for option in reference.options {
            let value = resolve(option.value, option.offset)
            if option.name.hasPrefix("u:") {
                apply(option, value, to: &resolved)
            } else {
                options.append(.init(name: option.name, argument: value.argument))
            }
        }
        var call = FunctionCall(
            name: reference.name, operand: operand?.argument, options: options, context: context)
        do {
            resolved.result = try function.resolve(&call)
            for failure in call.reports { report(failure, reference.offset) }
        } catch {
            for failure in call.reports { report(failure, reference.offset) }
            report(error, reference.offset)
        }
        return resolved
    }

    private mutating func resolve(_ operand: MessageModel.Operand, _ offset: Int) -> Resolved {
        switch operand {
        case .literal(let text):
            Resolved(result: StringResult(text: text), source: text.quotedLiteral, isLiteral: true)
        case .variable(let name): resolve(variable: name, offset)
        }
    }

    /// `u:dir` and `u:id`; other names with `u:` are reserved.
    private mutating func apply(
        _ option: MessageModel.Option, _ value: Resolved, to resolved: inout Resolved
    ) {
        guard let text = value.argument.value?.text else { return }
        switch option.name {
        case "u:id": resolved.id = text
        case "u:dir":
            if let direction = ValueDirection(rawValue: text) {
                resolved.direction = direction == .inherit ? nil : direction
            } else {
                report(.badOption, option.offset, "u:dir must be ltr, rtl, auto or inherit.")
            }
        default:
            report(.badOption, option.offset, "\(option.name) is not supported; use u:dir or u:id.")
        }
    }

    // MARK: Formatting

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

extension MessageValue {
    /// What a variable without a function resolves to.
    func plainResult(_ context: FormatContext) -> any FunctionResult {
        switch self {
        case .string(let text): return StringResult(text: text)
        case .integer, .decimal, .number:
            if let number = DecimalNumber(self) {
                return NumberResult(number: number, options: NumberOptions(), context: context)
            }
        case .instant, .date:
            if let moment = Moment(self) {
                return DateTimeResult(
                    moment: moment, value: self, kind: .dateTime, options: DateTimeOptions(),
                    context: context)
            }
        }
        return StringResult(text: text)
    }
}

extension String {
    /// The text as a quoted literal, for a fallback.
    fileprivate var quotedLiteral: String {
        "|" + replacing("\\", with: "\\\\").replacing("|", with: "\\|") + "|"
    }
}
