import Store
import Wire

/// Writes the memory as TMX 1.4, bit by bit.
///
/// A slot is `<ph x="1" type="x-name1">{$name1}</ph>`: programs for translators show a `ph` as one
/// piece that is moved, not edited, and those that know no inline elements keep its words, which
/// import reads just as well. `x` pairs the slots of both sides. Standing and origin are
/// properties, who reviewed is `creationid` of the target. Source: TMX 1.4b Specification.
public struct TMXWriter: Sendable {
    private var xml = XMLWriter()

    /// Begins the file.
    ///
    /// `source`: The one source language of the file; nil where there are several.
    public init(source: String?, program: String) {
        xml.documentType("tmx", system: "tmx14.dtd")
        xml.start("tmx", [("version", "1.4")])
        xml.empty(
            "header",
            [
                ("creationtool", "Parley"), ("creationtoolversion", program),
                ("segtype", "sentence"), ("o-tmf", "Parley"), ("adminlang", "en"),
                ("srclang", source ?? "*all*"), ("datatype", "plaintext"),
            ])
        xml.start("body")
    }

    /// Writes one translation.
    public mutating func write(_ entry: MemoryEntry) {
        let numbers = Dictionary(
            entry.source.slots.enumerated().map { ($1, $0 + 1) },
            uniquingKeysWith: { first, _ in first })
        xml.start(
            "tu",
            [
                ("tuid", entry.id.text), ("srclang", entry.pair.source.text),
                ("usagecount", String(entry.uses)),
            ])
        xml.element("prop", entry.standing.rawValue, [("type", "x-standing")])
        xml.element("prop", entry.origin.description, [("type", "x-origin")])
        xml.start("tuv", [("xml:lang", entry.pair.source.text)])
        write(entry.source, numbers)
        xml.end()
        xml.start(
            "tuv",
            [
                ("xml:lang", entry.pair.target.text), ("changedate", TMXText.date(entry.at)),
                ("creationid", entry.reviewer),
            ])
        write(entry.target, numbers)
        xml.end()
        xml.end()
    }

    private mutating func write(_ segment: TextSegment, _ numbers: [TextSegment.Slot: Int]) {
        xml.start("seg", isMixed: true)
        for part in segment.parts {
            switch part {
            case .words(let words): xml.words(words)
            case .slot(let slot):
                xml.element(
                    "ph", "{$\(slot.name)}",
                    [("x", numbers[slot].map(String.init)), ("type", "x-\(slot.name)")])
            }
        }
        xml.end()
    }

    /// What was written since the last time.
    public mutating func take() -> String { xml.take() }

    /// Ends the file; take the rest afterwards.
    public mutating func end() {
        xml.end()
        xml.end()
    }
}
