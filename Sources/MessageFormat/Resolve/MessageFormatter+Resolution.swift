/// From expressions to values: variables, functions and their options.
extension MessageFormatter {
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

    mutating func resolve(
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

    mutating func resolve(_ operand: MessageModel.Operand, _ offset: Int) -> Resolved {
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
}

extension MessageValue {
    /// What a variable without a function resolves to.
    func plainResult(_ context: FormatContext) -> any FunctionResult {
        switch self {
        case .string(let text): return StringResult(text: text)
        case .integer, .decimal, .number:
            if let number = DecimalNumber(self) {
                var given: Int?
                if case .integer(let whole) = self { given = whole }
                return NumberResult(
                    number: number, options: NumberOptions(), context: context, given: given)
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
