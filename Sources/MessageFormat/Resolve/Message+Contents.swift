/// A variable whose value is to be passed in.
public struct ExternalVariable: Sendable, Hashable {
    /// The name without `$`.
    public let name: String
    /// The function that it is first used with, if any, such as `number`.
    public let function: String?
    /// Where it is first used.
    public let offset: Int
}

/// What a message selects by.
public struct MessageSelector: Sendable, Hashable {
    /// The variable, without `$`.
    public let name: String
    /// The function that selects, found through the declarations.
    public let function: MessageModel.FunctionReference
    /// Where it stands after `.match`.
    public let offset: Int
}

/// What a message contains, for those who compare a translation with its source.
extension Message {
    /// The variables that are used and not declared by `.local`, in the order of first use.
    public var variables: [ExternalVariable] {
        var names: [String] = []
        var found: [String: ExternalVariable] = [:]
        func note(_ name: String, _ function: String?, _ offset: Int) {
            if let index = declared[name], case .local = model.declarations[index] { return }
            if found[name] == nil { names.append(name) }
            let earlier = found[name]
            found[name] = ExternalVariable(
                name: name, function: earlier?.function ?? function,
                offset: earlier?.offset ?? offset)
        }
        for expression in expressions {
            if case .variable(let name) = expression.operand {
                note(name, expression.function?.name, expression.offset)
            }
            for option in expression.function?.options ?? [] {
                if case .variable(let name) = option.value { note(name, nil, option.offset) }
            }
        }
        for option in markup.lazy.flatMap(\.options) {
            if case .variable(let name) = option.value { note(name, nil, option.offset) }
        }
        return names.compactMap { found[$0] }
    }

    /// What `.match` selects by; empty when there is no `.match`.
    public var selectors: [MessageSelector] {
        guard case .select(let selectors, _) = model.body else { return [] }
        return selectors.compactMap { selector in
            annotation(of: selector.name).map {
                MessageSelector(name: selector.name, function: $0, offset: selector.offset)
            }
        }
    }

    /// The markup of all variants, in the order of the source.
    public var markup: [MessageModel.Markup] {
        model.patterns.flatMap(\.elements).compactMap { element in
            if case .markup(let markup) = element { markup } else { nil }
        }
    }

    /// Every call of a function, in the order of the source.
    public var functions: [MessageModel.FunctionReference] {
        expressions.compactMap(\.function)
    }

    private var expressions: [MessageModel.Expression] {
        model.declarations.map(\.expression)
            + model.patterns.flatMap(\.elements).compactMap { element in
                if case .expression(let expression) = element { expression } else { nil }
            }
    }

    /// The function of a declaration, its own or that of the variable that it renames.
    private func annotation(of name: String) -> MessageModel.FunctionReference? {
        var name = name
        // Each step leads to an earlier declaration, hence an end.
        while let index = declared[name] {
            let declaration = model.declarations[index]
            if let function = declaration.expression.function { return function }
            guard case .local = declaration,
                case .variable(let other) = declaration.expression.operand
            else { return nil }
            name = other
        }
        return nil
    }
}
