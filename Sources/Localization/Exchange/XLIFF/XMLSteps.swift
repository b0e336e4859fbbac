import Wire

/// An XML document step by step, as the reader of a format wants it.
struct XMLSteps {
    private let reader: XMLReader
    private(set) var line = 1

    init(_ document: [UInt8]) {
        reader = XMLReader(document)
    }

    /// The next step.
    ///
    /// - Throws: Also when the document ends.
    mutating func next() throws(ExchangeProblem) -> XMLEvent {
        guard let event = try nextOrEnd() else {
            throw ExchangeProblem(line: line, "The file ends too early.")
        }
        return event
    }

    private mutating func nextOrEnd() throws(ExchangeProblem) -> XMLEvent? {
        do {
            guard let event = try reader.next() else { return nil }
            switch event {
            case .start(let element): line = element.line
            case .text(_, let line), .end(_, let line): self.line = line
            }
            return event
        } catch let problem as XMLProblem {
            throw ExchangeProblem(line: problem.line, problem.sentence)
        } catch {
            throw ExchangeProblem(line: line, "The file cannot be read: \(error)")
        }
    }

    /// The first element of the document.
    mutating func root() throws(ExchangeProblem) -> XMLElement {
        while true {
            if case .start(let element) = try next() { return element }
        }
    }

    /// The next element within the one that was begun last and whose children are being read; nil
    /// when that ends. Text between is passed over.
    mutating func child() throws(ExchangeProblem) -> XMLElement? {
        while true {
            switch try next() {
            case .start(let element): return element
            case .end: return nil
            case .text: break
            }
        }
    }

    /// Passes over the rest of the element that was begun last.
    mutating func skip() throws(ExchangeProblem) {
        var depth = 1
        while depth > 0 {
            switch try next() {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: break
            }
        }
    }

    /// The words of the element that was begun last, those of its children included.
    mutating func words() throws(ExchangeProblem) -> String {
        var (depth, text) = (1, "")
        while depth > 0 {
            switch try next() {
            case .start: depth += 1
            case .end: depth -= 1
            case .text(let words, _): text += words
            }
        }
        return text
    }

    /// Reads to the end of the document, so that what comes behind is well-formed too.
    mutating func finish() throws(ExchangeProblem) {
        while try nextOrEnd() != nil {}
    }
}
