import MessageFormat

/// What one selector of a message asks for, over all variants.
struct SelectorColumn {
    struct Key: Hashable {
        let value: String
        let offset: Int
    }

    /// The outside variable behind the selector; empty for a literal.
    let variable: String
    let function: MessageModel.FunctionReference
    let offset: Int
    /// Keys other than `*`.
    let keys: [Key]

    /// The plural rules that it selects by; `nil` when it does not count.
    var plural: PluralKind? {
        guard ["number", "integer", "offset", "percent"].contains(function.name) else { return nil }
        for option in function.options where option.name == "select" {
            if option.value == .literal("ordinal") { return .ordinal }
            if option.value == .literal("exact") { return nil }
        }
        return .cardinal
    }
}

extension Message {
    /// The columns of `.match`, left to right.
    var columns: [SelectorColumn] {
        guard case .select(_, let variants) = model.body else { return [] }
        return selectors.enumerated().map { index, selector in
            let keys: [SelectorColumn.Key] = variants.compactMap { variant in
                guard variant.keys.indices.contains(index) else { return nil }
                let key = variant.keys[index]
                return key.value.map { SelectorColumn.Key(value: $0, offset: key.offset) }
            }
            return SelectorColumn(
                variable: outsideVariable(selector.name), function: selector.function,
                offset: selector.offset, keys: keys)
        }
    }

    private func outsideVariable(_ name: String) -> String {
        var name = name
        for declaration in model.declarations.reversed() where declaration.name == name {
            guard case .variable(let next)? = declaration.expression.operand else { return "" }
            name = next
        }
        return name
    }
}
