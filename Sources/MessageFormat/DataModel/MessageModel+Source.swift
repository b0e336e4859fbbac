extension MessageModel {
    /// The message in the syntax of MessageFormat 2.
    ///
    /// Reading it again gives a model with the same ``canonical`` form. Quotes stand only around
    /// literals that need them, `{{ }}` only around patterns that do.
    public var source: String {
        var writer = SourceWriter()
        writer.write(self)
        return writer.text
    }

    /// The same model without what has no meaning, so that two sources that mean the same are equal.
    ///
    /// Offsets are 0; options and attributes go by name; of several attributes of one name only
    /// the last is kept, as the specification has it.
    public var canonical: MessageModel {
        let body: Body =
            switch self.body {
            case .pattern(let pattern): .pattern(pattern.canonical)
            case .select(let selectors, let variants):
                .select(
                    selectors: selectors.map { SelectorVariable(name: $0.name, offset: 0) },
                    variants: variants.map { variant in
                        Variant(
                            keys: variant.keys.map { Key(value: $0.value, offset: 0) },
                            pattern: variant.pattern.canonical, offset: 0)
                    })
            }
        return MessageModel(declarations: declarations.map(\.canonical), body: body)
    }
}

extension MessageModel.Declaration {
    fileprivate var canonical: MessageModel.Declaration {
        switch self {
        case .input(let name, let expression, _):
            .input(name: name, expression: expression.canonical, offset: 0)
        case .local(let name, let expression, _):
            .local(name: name, expression: expression.canonical, offset: 0)
        }
    }
}

extension MessageModel.Pattern {
    fileprivate var canonical: MessageModel.Pattern {
        MessageModel.Pattern(
            elements: elements.map { element in
                switch element {
                case .text: element
                case .expression(let expression): .expression(expression.canonical)
                case .markup(let markup):
                    .markup(
                        MessageModel.Markup(
                            kind: markup.kind, name: markup.name,
                            options: markup.options.canonical,
                            attributes: markup.attributes.canonical, offset: 0))
                }
            })
    }
}

extension MessageModel.Expression {
    fileprivate var canonical: MessageModel.Expression {
        MessageModel.Expression(
            operand: operand,
            function: function.map {
                MessageModel.FunctionReference(
                    name: $0.name, options: $0.options.canonical, offset: 0)
            },
            attributes: attributes.canonical, offset: 0)
    }
}

extension [MessageModel.Option] {
    fileprivate var canonical: [MessageModel.Option] {
        map { MessageModel.Option(name: $0.name, value: $0.value, offset: 0) }
            .sorted { $0.name < $1.name }
    }
}

extension [MessageModel.Attribute] {
    fileprivate var canonical: [MessageModel.Attribute] {
        let values = Dictionary(map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
        return values.sorted { $0.key < $1.key }.map {
            MessageModel.Attribute(name: $0.key, value: $0.value, offset: 0)
        }
    }
}
