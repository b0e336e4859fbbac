/// What a message passes to a function.
public struct FunctionCall: Sendable {
    /// A value with what is known about where it comes from.
    public struct Argument: Sendable {
        /// The value; `nil` when it could not be resolved, which was reported already.
        public let value: MessageValue?
        /// The result of the function that made it, whose options may be taken over.
        public let result: (any FunctionResult)?
        /// Whether it is written in the message itself.
        public let isLiteral: Bool
    }

    /// An option as it is set.
    struct Option: Sendable {
        let name: String
        let argument: Argument
    }

    /// The name under which the function was called.
    public let name: String
    /// What it works on; `nil` when nothing was given.
    public let operand: Argument?
    /// For whom and where.
    public let context: FormatContext
    let options: [Option]
    private(set) var reports: [FunctionFailure] = []

    init(name: String, operand: Argument?, options: [Option], context: FormatContext) {
        self.name = name
        self.operand = operand
        self.options = options
        self.context = context
    }

    /// Whether the message sets any option.
    var hasOptions: Bool { !options.isEmpty }

    /// The option of that name, if the message sets it.
    public func option(_ name: String) -> Argument? {
        options.first { $0.name == name }?.argument
    }

    /// Reports something that is wrong, yet leaves a result possible.
    public mutating func report(_ failure: FunctionFailure) {
        reports.append(failure)
    }

    mutating func reportOption(_ name: String, _ remedy: String) {
        report(FunctionFailure(.badOption, "The option \(name) of :\(self.name) \(remedy)"))
    }

    /// The failure of a function that cannot use its operand.
    func badOperand(_ wanted: String) -> FunctionFailure {
        FunctionFailure(.badOperand, ":\(name) needs \(wanted).")
    }

    /// An option that is one of a few words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, mustBeLiteral: Bool = false
    ) -> Word? where Word.RawValue == String {
        guard let argument = option(name) else { return nil }
        if mustBeLiteral && !argument.isLiteral {
            reportOption(name, "must be written in the message, not come from a variable.")
            return nil
        }
        guard let value = argument.value else { return nil }
        if let word = Word(rawValue: value.text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        reportOption(name, "must be one of \(words).")
        return nil
    }

    /// An option that is a whole number from nought up, the specification's digit size option.
    mutating func size(_ name: String, _ limits: ClosedRange<Int>) -> Int? {
        guard let value = option(name)?.value else { return nil }
        let text = value.text
        if text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let size = Int(text), limits.contains(size)
        {
            return size
        }
        reportOption(
            name, "must be a whole number from \(limits.lowerBound) to \(limits.upperBound).")
        return nil
    }
}

extension MessageValue {
    /// The value as plain text, in no language.
    var text: String {
        switch self {
        case .string(let text), .decimal(let text), .date(let text): text
        case .integer(let number): String(number)
        case .number(let number): number.plainText
        case .instant(let milliseconds): String(milliseconds)
        }
    }
}

extension Double {
    /// The shortest decimal that stands for the number, whole ones without `.0`.
    var plainText: String {
        let text = String(self)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
