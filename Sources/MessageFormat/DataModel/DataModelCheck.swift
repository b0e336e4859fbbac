/// Finds the data-model errors of a message that is well-formed.
///
/// Source: LDML 48 part 9, Errors, Data Model Errors.
struct DataModelCheck {
    private let model: MessageModel
    private let source: String
    private lazy var lines = SourceLines(source)
    private(set) var problems: [MessageProblem] = []

    init(_ model: MessageModel, _ source: String) {
        self.model = model
        self.source = source
        checkDeclarations()
        checkOptionNames()
        if case .select(let selectors, let variants) = model.body {
            checkSelectors(selectors)
            checkVariants(variants, selectors.count)
        }
        problems.sort { $0.offset < $1.offset }
    }

    private mutating func report(
        _ kind: MessageProblem.Kind, _ offset: Int, _ sentence: String
    ) {
        problems.append(lines.problem(kind, offset, sentence))
    }

    /// A name is taken once it is declared, and also once an earlier declaration used it.
    private mutating func checkDeclarations() {
        var taken: Set<String> = []
        for declaration in model.declarations {
            let name = declaration.name
            var used = declaration.expression.variableNames
            if case .input = declaration { used.removeFirst() }
            if taken.contains(name) || used.contains(name) {
                report(
                    .duplicateDeclaration, declaration.offset,
                    "$\(name) is declared again or after it was used; give this one another name.")
            }
            taken.insert(name)
            taken.formUnion(used)
        }
    }

    private mutating func checkOptionNames() {
        for declaration in model.declarations { checkOptionNames(in: declaration.expression) }
        for element in model.patterns.lazy.flatMap(\.elements) {
            switch element {
            case .text: continue
            case .expression(let expression): checkOptionNames(in: expression)
            case .markup(let markup): checkOptionNames(markup.options)
            }
        }
    }

    private mutating func checkOptionNames(in expression: MessageModel.Expression) {
        checkOptionNames(expression.function?.options ?? [])
    }

    private mutating func checkOptionNames(_ options: [MessageModel.Option]) {
        guard options.count > 1 else { return }
        var seen: Set<String> = []
        for option in options where !seen.insert(option.name).inserted {
            report(
                .duplicateOptionName, option.offset,
                "The option \(option.name) stands twice; keep one of them.")
        }
    }

    /// A selector needs a function, its own or that of the variable that it is another name for.
    private mutating func checkSelectors(_ selectors: [MessageModel.SelectorVariable]) {
        var annotated: Set<String> = []
        for declaration in model.declarations {
            let expression = declaration.expression
            if expression.function != nil {
                annotated.insert(declaration.name)
            } else if case .local = declaration, case .variable(let other) = expression.operand,
                annotated.contains(other)
            {
                annotated.insert(declaration.name)
            }
        }
        for selector in selectors where !annotated.contains(selector.name) {
            report(
                .missingSelectorAnnotation, selector.offset,
                "$\(selector.name) has no function to select by; declare it, "
                    + "as in .input {$\(selector.name) :number}.")
        }
    }

    private mutating func checkVariants(_ variants: [MessageModel.Variant], _ count: Int) {
        var seen: Set<[String?]> = []
        var hasFallback = false
        for variant in variants {
            let keys = variant.keys.map(\.value)
            hasFallback = hasFallback || keys.allSatisfy { $0 == nil }
            if keys.count != count {
                report(
                    .variantKeyMismatch, variant.offset,
                    "This variant has \(keys.count) keys where \(count) are selected by; "
                        + "write one key for each selector.")
            } else if !seen.insert(keys).inserted {
                report(
                    .duplicateVariant, variant.offset,
                    "An earlier variant has the same keys; remove one of them.")
            }
        }
        if !hasFallback {
            report(
                .missingFallbackVariant, variants.last?.offset ?? 0,
                "No variant has * for every key; add one for whatever matches nothing else.")
        }
    }
}
