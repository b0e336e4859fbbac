import MessageFormat

extension TextSegment {
    /// Why a text is not a segment.
    public struct SourceProblem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong and what to write.
        public let description: String
    }

    /// Reads a segment from MessageFormat 2, as ``source`` writes it.
    ///
    /// - Throws: ``SourceProblem`` when it is no message, or has anything but text and slots.
    public init(source: String) throws(SourceProblem) {
        let model: MessageModel
        do throws(MessageProblem) {
            model = try Message(source).model
        } catch {
            throw SourceProblem(
                description: "It cannot be read: \(error). A brace that should be seen is written "
                    + "\\{ or \\}.")
        }
        guard case .pattern(let pattern) = model.body, model.declarations.isEmpty else {
            throw SourceProblem(
                description: "It may hold text and blanks alone, no .match or .input.")
        }
        var parts: [Part] = []
        for element in pattern.elements { parts.append(try Self.part(element)) }
        self.init(parts)
    }

    private static func part(
        _ element: MessageModel.Element
    ) throws(SourceProblem) -> Part {
        switch element {
        case .text(let words): return .words(words)
        case .expression(let expression):
            guard case .variable(let name)? = expression.operand, expression.function == nil,
                let slot = Slot(name: name)
            else {
                throw SourceProblem(
                    description: "A blank is one of {$name1}, {$date1} and their like, as in the "
                        + "English.")
            }
            return .slot(slot)
        case .markup:
            throw SourceProblem(description: "It may hold text and blanks alone, no markup.")
        }
    }

    /// The segment in MessageFormat 2: what memory, files for agencies and reviewers see.
    public var source: String {
        var text = ""
        for part in parts {
            switch part {
            case .slot(let slot): text += "{$\(slot.name)}"
            case .words(let words):
                for scalar in words.unicodeScalars {
                    if scalar == "\\" || scalar == "{" || scalar == "}" { text += "\\" }
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return Self.mayBeginMessage(text) ? text : "{{\(text)}}"
    }

    /// A pattern that begins with a full stop reads as the beginning of a declaration.
    private static func mayBeginMessage(_ text: String) -> Bool {
        text.unicodeScalars.first { !$0.properties.isWhitespace } != "."
    }
}
