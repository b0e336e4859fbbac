import MessageFormat

/// One use of a variable in a message.
struct VariableUse: Hashable {
    let name: String
    /// The function that formats or selects it, if any.
    let function: String?
    let offset: Int
    /// Whether its value is shown, rather than selected by or named in an option.
    let isShown: Bool
}

extension Message {
    /// Every use of a variable from outside, with the function that reaches it through
    /// declarations: after `.input {$n :integer}`, a bare `{$n}` is a number.
    var uses: [VariableUse] {
        var walk = UseWalk()
        for declaration in model.declarations { walk.declare(declaration) }
        if case .select(let selectors, _) = model.body {
            for selector in selectors { walk.select(selector.name, selector.offset) }
        }
        for pattern in model.patterns {
            for element in pattern.elements {
                switch element {
                case .expression(let expression): walk.show(expression)
                case .markup(let markup): walk.look(at: markup.options)
                case .text: break
                }
            }
        }
        return walk.uses
    }

    /// The literal text of all variants, without placeholders.
    var literalTexts: [String] {
        model.patterns.map { pattern in
            pattern.elements.compactMap { element in
                if case .text(let text) = element { text } else { nil }
            }.joined(separator: " ")
        }
    }
}

private struct UseWalk {
    private struct Binding {
        /// `nil` for a local that holds a literal.
        let variable: String?
        let function: String?
    }

    private var bindings: [String: Binding] = [:]
    private(set) var uses: [VariableUse] = []

    mutating func declare(_ declaration: MessageModel.Declaration) {
        let expression = declaration.expression
        look(at: expression.function?.options ?? [])
        let base = binding(of: expression)
        bindings[declaration.name] = base
        add(base, declaration.offset, isShown: false)
    }

    mutating func select(_ name: String, _ offset: Int) {
        add(bindings[name] ?? Binding(variable: name, function: nil), offset, isShown: false)
    }

    mutating func show(_ expression: MessageModel.Expression) {
        look(at: expression.function?.options ?? [])
        add(binding(of: expression), expression.offset, isShown: true)
    }

    mutating func look(at options: [MessageModel.Option]) {
        for option in options {
            guard case .variable(let name) = option.value else { continue }
            let base = bindings[name] ?? Binding(variable: name, function: nil)
            add(base, option.offset, isShown: false)
        }
    }

    private func binding(of expression: MessageModel.Expression) -> Binding {
        guard case .variable(let name)? = expression.operand else {
            return Binding(variable: nil, function: expression.function?.name)
        }
        let base = bindings[name] ?? Binding(variable: name, function: nil)
        return Binding(
            variable: base.variable, function: expression.function?.name ?? base.function)
    }

    private mutating func add(_ binding: Binding, _ offset: Int, isShown: Bool) {
        guard let name = binding.variable else { return }
        uses.append(
            VariableUse(name: name, function: binding.function, offset: offset, isShown: isShown))
    }
}
