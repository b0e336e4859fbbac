/// Works out the plan of a message, in time linear in its size.
struct PlanBuilder {
    /// What a variable comes to through the declarations.
    private enum Meaning {
        case variable(String, MessageModel.FunctionReference?)
        case literal(String)
        /// Something that plans do not know.
        case other
    }

    /// A plan cannot be made; the long way remains.
    private struct TakesLongWay: Error {}

    private let message: Message
    /// By the place of the declaration.
    private var meanings: [Meaning] = []
    private var slots: [MessagePlan.Slot] = []
    private var dates: [MessagePlan.ShownDate] = []
    private var steps: [MessagePlan.Step] = []
    private var bytes: [UInt8] = []
    private var names: StandardNames = []

    /// The plan; `nil` when the message takes the long way.
    static func plan(for message: Message) -> MessagePlan? {
        var builder = PlanBuilder(message: message)
        return try? builder.plan()
    }

    private init(message: Message) {
        self.message = message
    }

    private mutating func plan() throws(TakesLongWay) -> MessagePlan {
        // Each declaration rests on earlier ones alone.
        for declaration in message.model.declarations { meanings.append(meaning(of: declaration)) }
        var selection: PlanSelection?
        if case .select(let selectors, let variants) = message.model.body {
            selection = try self.selection(selectors, variants)
        }
        var patterns: [Range<Int>] = []
        for pattern in message.model.patterns {
            let start = steps.count
            for element in pattern.elements { try add(element) }
            patterns.append(start..<steps.count)
        }
        return MessagePlan(
            slots: slots, dates: dates, steps: steps, bytes: bytes, patterns: patterns,
            selection: selection,
            names: names)
    }

    private func meaning(of declaration: MessageModel.Declaration) -> Meaning {
        let expression = declaration.expression
        if case .input(let name, _, _) = declaration { return .variable(name, expression.function) }
        return meaning(of: expression)
    }

    private func meaning(of expression: MessageModel.Expression) -> Meaning {
        let operand: Meaning
        switch expression.operand {
        case .literal(let text): operand = .literal(text)
        case .variable(let name):
            operand = message.declared[name].map { meanings[$0] } ?? .variable(name, nil)
        case nil: return .other
        }
        guard let function = expression.function else { return operand }
        guard case .variable(let name, nil) = operand else { return .other }
        return .variable(name, function)
    }

    private mutating func add(_ element: MessageModel.Element) throws(TakesLongWay) {
        switch element {
        case .text(let text): add(text, as: .text)
        case .markup(let markup):
            // Markup adds no text; options that are literal cannot go wrong.
            for option in markup.options {
                guard case .literal = option.value,
                    !option.name.hasPrefix("u:") || option.name == "u:id"
                else { throw TakesLongWay() }
            }
        case .expression(let expression):
            switch meaning(of: expression) {
            case .other: throw TakesLongWay()
            case .literal(let text): add(text, as: .literal)
            case .variable(let name, let function):
                let number = try slot(name, function, form(of: function))
                steps.append(MessagePlan.Step(kind: .slot, start: number, end: number))
            }
        }
    }

    private mutating func add(_ text: String, as kind: MessagePlan.Step.Kind) {
        let start = bytes.count
        bytes += text.utf8
        steps.append(MessagePlan.Step(kind: kind, start: start, end: bytes.count))
    }

    private mutating func slot(
        _ name: String, _ function: MessageModel.FunctionReference?, _ form: MessagePlan.Form
    ) throws(TakesLongWay) -> Int {
        if let function { names.formUnion(StandardNames(function.name)) }
        if case .date(let kind, let options) = form {
            guard let shown = DateForm(options, date: kind != .time, time: kind != .date) else {
                throw TakesLongWay()
            }
            dates.append(
                MessagePlan.ShownDate(
                    shown, needsTime: kind == .time, timeZone: options.timeZone))
        }
        slots.append(MessagePlan.Slot(name: name, kind: form.kind, date: dates.count - 1))
        return slots.count - 1
    }

    /// A context for reading options that are written in the message, which look at none.
    private static let anywhere = FormatContext(locale: .undetermined)

    private func form(
        of function: MessageModel.FunctionReference?
    ) throws(TakesLongWay) -> MessagePlan.Form {
        guard let function else { return .plain }
        if function.options.isEmpty {
            switch function.name {
            case "string": return .string
            case "number", "integer": return .number(.plural)
            default: break
            }
        }
        var options: [FunctionCall.Option] = []
        for option in function.options where option.name != "u:id" {
            guard case .literal(let text) = option.value, !option.name.hasPrefix("u:") else {
                throw TakesLongWay()
            }
            options.append(
                FunctionCall.Option(
                    name: option.name,
                    argument: .init(value: .string(text), result: nil, isLiteral: true)))
        }
        var call = FunctionCall(
            name: function.name, operand: nil, options: options, context: Self.anywhere)
        switch function.name {
        case "string": return .string
        case "number", "integer":
            var read = NumberOptions()
            read.read(&call)
            let select = read.select
            read.select = .plural
            read.selectIsSet = false
            guard call.reports.isEmpty, read == NumberOptions() else { throw TakesLongWay() }
            return .number(select)
        case "date": return try form(.date, &call)
        case "time": return try form(.time, &call)
        case "datetime": return try form(.dateTime, &call)
        default: throw TakesLongWay()
        }
    }

    private func form(
        _ kind: DateTimeFunction.Kind, _ call: inout FunctionCall
    ) throws(TakesLongWay) -> MessagePlan.Form {
        var options = DateTimeOptions()
        options.read(&call, kind)
        guard call.reports.isEmpty, options.calendar == nil, options.zoneStyle == nil else {
            throw TakesLongWay()
        }
        return .date(kind, options)
    }

    private mutating func selection(
        _ selectors: [MessageModel.SelectorVariable], _ variants: [MessageModel.Variant]
    ) throws(TakesLongWay) -> PlanSelection {
        guard selectors.count <= PlanSelection.mostColumns else { throw TakesLongWay() }
        var columns: [PlanSelection.Column] = []
        for (index, selector) in selectors.enumerated() {
            guard let declared = message.declared[selector.name],
                case .variable(let name, let function?) = meanings[declared]
            else { throw TakesLongWay() }
            let form = try form(of: function)
            let slot = try slot(name, function, form)
            let keys = variants.map { $0.keys[index].value }
            switch form {
            case .string:
                columns.append(
                    PlanSelection.Column(
                        slot: slot, kind: nil, isText: true,
                        keys: ContiguousArray(keys.map { $0.map { .text($0) } ?? .any })))
            case .number(let select):
                columns.append(
                    PlanSelection.Column(
                        slot: slot, kind: select.kind, isText: false, keys: try numbers(keys)))
            case .plain, .date: throw TakesLongWay()
            }
        }
        return PlanSelection(columns, variants: variants.count)
    }

    private func numbers(
        _ keys: [String?]
    ) throws(TakesLongWay) -> ContiguousArray<PlanSelection.Key> {
        var spellings: [Int: String] = [:]
        var result: ContiguousArray<PlanSelection.Key> = []
        for key in keys {
            guard let key else {
                result.append(.any)
                continue
            }
            if let category = PluralCategory(rawValue: key) {
                result.append(.category(category))
                continue
            }
            // Any other key is a problem, which the long way reports.
            guard let number = DecimalNumber(key) else { throw TakesLongWay() }
            guard let exact = Int(number.text) else {
                result.append(.never)
                continue
            }
            // `1` and `1.0` match the same number, and the first of them wins.
            guard spellings[exact, default: key] == key else { throw TakesLongWay() }
            spellings[exact] = key
            result.append(.exact(exact))
        }
        return result
    }
}
