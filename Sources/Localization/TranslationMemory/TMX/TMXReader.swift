import MessageFormat
import Store
import Wire

/// Reads a translation memory of another program: TMX 1.4 (and 1.1 to 1.3, which say `lang`).
///
/// One unit after another, in flat memory. A unit with several languages gives one translation for
/// each beside the source. Inline elements: a `ph` that is one of our slots, by its type
/// (`x-name1`) or its words (`{$name1}`), is that slot, and so are such words outside; `hi` gives
/// its words; any other is a code of another program's that Parley could not put into a message,
/// and such a unit is a problem. Source: TMX 1.4b Specification, OSCAR 2005.
public final class TMXReader {
    /// A translation, or a unit that can't be taken.
    public enum Item: Sendable, Hashable {
        case unit(TMXUnit)
        case problem(TMXProblem)
    }

    private let xml: XMLReader
    private var sourceLanguage: String?
    private var hasRoot = false
    private var waiting: [Item] = []

    /// Reads from an XML document.
    public init(_ xml: XMLReader) {
        self.xml = xml
    }

    /// The next translation or problem; nil at the end.
    /// - Throws: ``TMXProblem`` where the file as a whole can't be read, or what its source throws.
    public func next() throws -> Item? {
        while waiting.isEmpty {
            let event: XMLEvent?
            do {
                event = try xml.next()
            } catch let problem as XMLProblem {
                throw TMXProblem(line: problem.line, sentence: problem.sentence)
            }
            guard let event else { return nil }
            guard case .start(let element) = event else { continue }
            guard hasRoot || element.name == "tmx" else {
                throw TMXProblem(
                    line: element.line,
                    sentence: "It begins with <\(element.name.prefix(40))>: this is no TMX file.")
            }
            hasRoot = true
            switch element.name {
            case "header": sourceLanguage = element["srclang"]
            case "tu": waiting = try unit(element).reversed()
            default: break
            }
        }
        return waiting.popLast()
    }

    private func unit(_ element: XMLElement) throws -> [Item] {
        var parts = TMXUnitParts(element, sourceLanguage: sourceLanguage)
        var depth = 1
        while depth > 0 {
            let event: XMLEvent?
            do {
                event = try xml.next()
            } catch let problem as XMLProblem {
                throw TMXProblem(line: problem.line, sentence: problem.sentence)
            }
            guard let event else { break }
            switch event {
            case .start(let child):
                depth += 1
                parts.start(child)
            case .text(let words, _): parts.words(words)
            case .end(let name, _):
                depth -= 1
                parts.end(name)
            }
        }
        return parts.items
    }
}
