/// The short way to a message's text, for the messages and values that are most common.
///
/// It is worked out once for each message: names, functions and options that are written in the
/// message are looked up then, so that formatting is left with copying bytes. It knows variables
/// alone or with `:string`, `:number`, `:integer` and the date functions with literal options,
/// and selection by them. Whatever else it meets (a missing value, a number that is not whole,
/// an overlay of words, a function of one's own), it gives up and the formatter goes the long
/// way, which alone reports problems. Both must come to the same text.
final class MessagePlan: Sendable {
    /// What a variable or its function is shown as.
    enum Form: Sendable {
        case plain, string, number(NumberOptions.Select)
        case date(DateTimeFunction.Kind, DateTimeOptions)

        var kind: Slot.Kind {
            switch self {
            case .plain: .plain
            case .string: .string
            case .number: .number
            case .date: .date
            }
        }
    }

    /// A variable as it is shown or selected by.
    struct Slot: Sendable {
        enum Kind: Sendable { case plain, string, number, date }

        let name: String
        let kind: Kind
        /// The place of its date among those of the plan.
        let date: Int
    }

    /// How a variable is shown as a date.
    final class ShownDate: Sendable {
        let form: DateForm
        let needsTime: Bool
        let timeZone: String?

        init(_ form: DateForm, needsTime: Bool, timeZone: String?) {
            self.form = form
            self.needsTime = needsTime
            self.timeZone = timeZone
        }
    }

    /// One piece of a pattern.
    struct Step: Sendable {
        enum Kind: Sendable {
            /// Bytes of the message's own text.
            case text
            /// The same, as a value to isolate.
            case literal
            case slot
        }

        let kind: Kind
        /// Where its bytes start, or the number of its slot.
        let start: Int
        /// Where its bytes end.
        let end: Int
    }

    let slots: ContiguousArray<Slot>
    let dates: ContiguousArray<ShownDate>
    let steps: ContiguousArray<Step>
    let bytes: ContiguousArray<UInt8>
    /// The steps of each pattern.
    let patterns: ContiguousArray<Range<Int>>
    let selection: PlanSelection?
    /// The functions that it took to be the standard ones.
    let names: StandardNames

    /// Texts longer than this go the long way: they are rare, and the memory is the stack's.
    private static let capacity = 2_048

    init(
        slots: [Slot], dates: [ShownDate], steps: [Step], bytes: [UInt8], patterns: [Range<Int>],
        selection: PlanSelection?, names: StandardNames
    ) {
        self.slots = ContiguousArray(slots)
        self.dates = ContiguousArray(dates)
        self.steps = ContiguousArray(steps)
        self.bytes = ContiguousArray(bytes)
        self.patterns = ContiguousArray(patterns)
        self.selection = selection
        self.names = names
    }

    /// The text; `nil` when it takes the long way.
    func text(_ arguments: MessageArguments, _ context: FormatContext) -> String? {
        guard context.functions.standardNames.isSuperset(of: names) else { return nil }
        var row = 0
        if let selection {
            guard let found = selection.row(slots, arguments, context.profile) else { return nil }
            row = found
        }
        let isolates = context.bidi == .default
        return TextBuffer.text(capacity: Self.capacity) { buffer in
            for index in patterns[row] {
                let step = steps[index]
                switch step.kind {
                case .text: buffer.append(bytes, step.start..<step.end)
                case .literal:
                    if isolates { buffer.append(Self.firstStrongIsolate) }
                    buffer.append(bytes, step.start..<step.end)
                    if isolates { buffer.append(Self.popIsolate) }
                case .slot:
                    guard write(slots[step.start], arguments, context, isolates, &buffer) else {
                        return false
                    }
                }
            }
            return true
        }
    }

    private static let firstStrongIsolate = Array("\u{2068}".utf8)
    private static let rightToLeftIsolate = Array("\u{2067}".utf8)
    private static let popIsolate = Array("\u{2069}".utf8)

    private func write(
        _ slot: Slot, _ arguments: MessageArguments, _ context: FormatContext, _ isolates: Bool,
        _ buffer: inout TextBuffer
    ) -> Bool {
        guard let value = arguments[slot.name] else { return false }
        switch slot.kind {
        case .plain:
            if case .string(let text) = value {
                write(text, isolates, &buffer)
                return true
            }
            guard let number = value.whole else { return false }
            return write(number, context, isolates, &buffer)
        case .string:
            guard case .string(let text) = value else { return false }
            write(text, isolates, &buffer)
            return true
        case .number:
            guard let number = value.whole else { return false }
            return write(number, context, isolates, &buffer)
        case .date:
            let date = dates[slot.date]
            guard let moment = Moment(value), moment.hasTime || !date.needsTime else {
                return false
            }
            return write(moment, date, context, isolates, &buffer)
        }
    }

    private func write(_ text: String, _ isolates: Bool, _ buffer: inout TextBuffer) {
        if isolates { buffer.append(Self.firstStrongIsolate) }
        buffer.append(text)
        if isolates { buffer.append(Self.popIsolate) }
    }

    private func write(
        _ number: Int, _ context: FormatContext, _ isolates: Bool, _ buffer: inout TextBuffer
    ) -> Bool {
        guard let pattern = context.profile.wholeNumberPattern else { return false }
        let marks = isolates && context.profile.direction == .rightToLeft
        if marks { buffer.append(Self.rightToLeftIsolate) }
        pattern.write(number, to: &buffer)
        if marks { buffer.append(Self.popIsolate) }
        return true
    }

    private func write(
        _ moment: Moment, _ date: ShownDate, _ context: FormatContext, _ isolates: Bool,
        _ buffer: inout TextBuffer
    ) -> Bool {
        guard context.dates == nil, let learned = context.profile.dates(date.form) else {
            return false
        }
        var zone: ZoneOffsets?
        if !moment.isFloating {
            zone = ZoneOffsets.named(date.timeZone ?? context.timeZone)
            if zone == nil { return false }
        }
        let marks = isolates && context.profile.direction == .rightToLeft
        if marks { buffer.append(Self.rightToLeftIsolate) }
        guard learned.write(moment.civil(in: zone), { buffer.append($0) }) else { return false }
        if marks { buffer.append(Self.popIsolate) }
        return true
    }
}

extension MessageValue {
    /// The value as a whole number that is written without an exponent or decimals.
    var whole: Int? {
        switch self {
        case .integer(let number): number
        case .number(let number) where number.magnitude < 1e15: Int(exactly: number)
        default: nil
        }
    }
}
