/// What is wrong with a message, or went wrong while it was formatted, and where.
///
/// The sentence names what stands in the message source (variables, functions, options) and
/// never a value that was passed in, so that it may be logged.
public struct MessageProblem: Error, Sendable, Hashable {
    /// The error kinds of the specification, under the names of its test suite.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// The source is not a message.
        case syntaxError = "syntax-error"
        /// A variant has more or fewer keys than there are selectors.
        case variantKeyMismatch = "variant-key-mismatch"
        /// No variant has `*` for every key.
        case missingFallbackVariant = "missing-fallback-variant"
        /// A selector is not declared with a function.
        case missingSelectorAnnotation = "missing-selector-annotation"
        /// A variable is declared twice, or after it was used.
        case duplicateDeclaration = "duplicate-declaration"
        /// An option stands twice in one placeholder.
        case duplicateOptionName = "duplicate-option-name"
        /// Two variants have the same keys.
        case duplicateVariant = "duplicate-variant"
        /// No value was passed in for a variable.
        case unresolvedVariable = "unresolved-variable"
        /// The registry has no function of that name.
        case unknownFunction = "unknown-function"
        /// A selector has no value that can select.
        case badSelector = "bad-selector"
        /// A function cannot use the value that it was given.
        case badOperand = "bad-operand"
        /// A function cannot use the value of an option.
        case badOption = "bad-option"
        /// A variant's key means nothing to the function that selects.
        case badVariantKey = "bad-variant-key"
    }

    /// Which of the specification's errors it is.
    public let kind: Kind
    /// Where it is in the source, in bytes of UTF-8 from its start.
    public let offset: Int
    /// The line, from 1; lines end with LF.
    public let line: Int
    /// The column, from 1, in Unicode scalars.
    public let column: Int
    /// What is wrong and what to do about it.
    public let sentence: String
}

extension MessageProblem: CustomStringConvertible {
    /// Line, column, kind and sentence.
    public var description: String { "\(line):\(column): \(kind.rawValue): \(sentence)" }
}

/// Turns byte offsets of a source into lines and columns, each in constant time.
struct SourceLines {
    private struct Mark {
        var line = 1
        var column = 1
    }

    private static let stride = 256
    private let bytes: [UInt8]
    private var marks: [Mark] = []

    init(_ source: String) {
        self.init(Array(source.utf8))
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var mark = Mark()
        for (index, byte) in bytes.enumerated() {
            if index % Self.stride == 0 { marks.append(mark) }
            Self.pass(byte, &mark)
        }
    }

    func position(_ offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), bytes.count)
        let block = min(offset / Self.stride, marks.count - 1)
        guard block >= 0 else { return (1, 1) }
        var mark = marks[block]
        for byte in bytes[block * Self.stride..<offset] { Self.pass(byte, &mark) }
        return (mark.line, mark.column)
    }

    func problem(_ kind: MessageProblem.Kind, _ offset: Int, _ sentence: String) -> MessageProblem {
        let (line, column) = position(offset)
        return MessageProblem(
            kind: kind, offset: offset, line: line, column: column, sentence: sentence)
    }

    private static func pass(_ byte: UInt8, _ mark: inout Mark) {
        if byte == 0x0A {
            mark.line += 1
            mark.column = 1
        } else if byte & 0xC0 != 0x80 {
            mark.column += 1
        }
    }
}
