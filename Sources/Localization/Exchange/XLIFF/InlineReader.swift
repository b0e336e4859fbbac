import Foundation
import Wire

/// Reads the inside of a source or target: words, and the elements that tools put around codes.
struct InlineReader {
    enum Dialect { case v1, v2 }

    let dialect: Dialect
    /// Of XLIFF 2.x: codes by the id of their data.
    let data: [String: String]
    private(set) var parts: [ReadUnit.Part] = []
    /// Why this text cannot be taken.
    private(set) var problem: ExchangeProblem?

    init(dialect: Dialect, data: [String: String]) {
        self.dialect = dialect
        self.data = data
    }

    /// Reads to the end of the element that was begun last.
    mutating func read(_ steps: inout XMLSteps) throws(ExchangeProblem) {
        while true {
            switch try steps.next() {
            case .end: return
            case .text(let words, _): parts.append(.words(words))
            case .start(let element):
                switch dialect {
                case .v1: try read12(element, &steps)
                case .v2: try read2(element, &steps)
                }
            }
        }
    }

    /// Source: XLIFF 1.2 §2.4, inline elements.
    private mutating func read12(
        _ element: XMLElement, _ steps: inout XMLSteps
    ) throws(ExchangeProblem) {
        let id = element["id"]
        switch element.name {
        case "g":
            add(.open, id, nil, element)
            try read(&steps)
            add(.close, id, nil, element)
        case "x": try addEmpty(.placeholder, id, nil, element, &steps)
        case "bx": try addEmpty(.open, element["rid"] ?? id, nil, element, &steps)
        case "ex": try addEmpty(.close, element["rid"] ?? id, nil, element, &steps)
        case "ph": add(.placeholder, id, try steps.words(), element)
        case "bpt": add(.open, element["rid"] ?? id, try steps.words(), element)
        case "ept": add(.close, element["rid"] ?? id, try steps.words(), element)
        case "it":
            let kind = element["pos"] == "close" ? ExchangeCode.Kind.close : .open
            add(kind, id, try steps.words(), element)
        // Tools mark segments, terms and comments so: what is in it is the text.
        case "mrk": try read(&steps)
        default: try refuse(element, &steps)
        }
    }

    /// Source: XLIFF 2.1 §4.2.3, inline elements.
    private mutating func read2(
        _ element: XMLElement, _ steps: inout XMLSteps
    ) throws(ExchangeProblem) {
        let id = element["id"]
        let content = element["dataRef"].flatMap { data[$0] }
        switch element.name {
        case "ph": try addEmpty(.placeholder, id, content, element, &steps)
        case "pc":
            add(.open, id, element["dataRefStart"].flatMap { data[$0] }, element)
            try read(&steps)
            add(.close, id, element["dataRefEnd"].flatMap { data[$0] }, element)
        case "sc": try addEmpty(.open, id, content, element, &steps)
        case "ec": try addEmpty(.close, element["startRef"] ?? id, content, element, &steps)
        case "mrk": try read(&steps)
        case "sm", "em": try steps.skip()
        default: try refuse(element, &steps)
        }
    }

    private mutating func addEmpty(
        _ kind: ExchangeCode.Kind, _ id: String?, _ content: String?, _ element: XMLElement,
        _ steps: inout XMLSteps
    ) throws(ExchangeProblem) {
        try steps.skip()
        add(kind, id, content, element)
    }

    private mutating func add(
        _ kind: ExchangeCode.Kind, _ id: String?, _ content: String?, _ element: XMLElement
    ) {
        let content = content?.trimmingCharacters(in: .whitespacesAndNewlines)
        parts.append(
            .code(
                ReadCode(
                    kind: kind, id: id, content: content?.isEmpty == false ? content : nil,
                    line: element.line)))
    }

    /// A control character (`cp`), or what no version of the standard knows.
    private mutating func refuse(
        _ element: XMLElement, _ steps: inout XMLSteps
    ) throws(ExchangeProblem) {
        try steps.skip()
        problem =
            problem
            ?? ExchangeProblem(
                line: element.line,
                "<\(element.name)> stands in a text, where only words and the codes of the English may."
            )
    }
}
