import Wire

/// Writes XLIFF 1.2: `trans-unit`, `ph`, `g`.
struct XLIFF12Writer {
    private var xml = XMLWriter()

    static func text(of file: ExchangeFile) -> String {
        var writer = XLIFF12Writer()
        writer.write(file)
        return writer.xml.take()
    }

    private mutating func write(_ file: ExchangeFile) {
        xml.start("xliff", [("version", "1.2"), ("xmlns", XLIFFNamespace.v1)])
        for section in file.sections {
            xml.start(
                "file",
                [
                    ("original", section.original), ("source-language", file.pair.source.text),
                    ("target-language", file.pair.target.text), ("datatype", "x-messageformat"),
                    ("tool-id", "parley"),
                ])
            xml.start("header")
            xml.empty("tool", [("tool-id", "parley"), ("tool-name", "Parley")])
            write(section.notes)
            xml.end()
            xml.start("body")
            for entry in section.entries { write(entry, target: file.pair.target.text) }
            xml.end()
            xml.end()
        }
        xml.end()
    }

    private mutating func write(_ entry: ExchangeEntry, target: String) {
        guard entry.hasVariants else {
            for unit in entry.units { write(unit, target, entry.digest, entry.notes) }
            return
        }
        xml.start(
            "group", [("id", entry.id), ("resname", entry.id), ("restype", "x-variants")])
        write(digest: entry.digest)
        write(entry.notes)
        for unit in entry.units { write(unit, target, entry.digest, []) }
        xml.end()
    }

    private mutating func write(
        _ unit: ExchangeUnit, _ language: String, _ digest: String, _ notes: [String]
    ) {
        let isFixed = unit.source.isWordless
        xml.start(
            "trans-unit",
            [
                ("id", unit.id), ("resname", unit.id),
                ("approved", unit.state == .reviewed ? "yes" : "no"),
                ("translate", isFixed ? "no" : nil),
                ("size-unit", unit.maxLength == nil ? nil : "char"),
                ("maxwidth", unit.maxLength.map { String($0) }), ("xml:space", "preserve"),
            ])
        xml.start("source", isMixed: true)
        write(unit.source)
        xml.end()
        if let target = unit.target ?? (isFixed ? unit.source : nil) {
            let state = unit.target == nil ? ("translated", nil) : Self.state(unit.state)
            xml.start(
                "target",
                [("xml:lang", language), ("state", state.0), ("state-qualifier", state.1)],
                isMixed: true)
            write(target)
            xml.end()
        }
        write(digest: digest)
        write(notes + unit.notes)
        xml.end()
    }

    private static func state(_ state: ExchangeState) -> (String, String?) {
        switch state {
        case .missing: ("new", nil)
        case .stale: ("needs-adaptation", nil)
        case .draft: ("needs-review-translation", nil)
        case .machine: ("needs-review-translation", "mt-suggestion")
        case .reviewed: ("final", nil)
        }
    }

    /// A context that is there to be compared is what tools carry through untouched.
    private mutating func write(digest: String) {
        xml.start("context-group", [("name", "parley"), ("purpose", "match")])
        xml.element("context", digest, [("context-type", XLIFFDigest.contextType)])
        xml.end()
    }

    private mutating func write(_ notes: [String]) {
        for note in notes { xml.element("note", note, [("from", "parley")]) }
    }

    private mutating func write(_ text: ExchangeText) {
        for part in text.parts {
            switch part {
            case .words(let words): xml.words(words)
            case .code(let code): write(code)
            }
        }
    }

    /// A stretch is one `g`: what is one element cannot lose an end.
    private mutating func write(_ code: ExchangeCode) {
        switch code.kind {
        case .open: xml.start("g", [("id", code.id), ("ctype", Self.type(code))])
        case .close: xml.end()
        case .placeholder:
            xml.start(
                "ph",
                [
                    ("id", code.id), ("ctype", Self.type(code)),
                    ("equiv-text", code.example ?? code.source),
                ])
            xml.words(code.source)
            xml.end()
        }
    }

    /// Source: XLIFF 1.2 §3.2.3, ctype.
    private static func type(_ code: ExchangeCode) -> String {
        switch code.markup {
        case "strong": "bold"
        case "em": "italic"
        case "br": "lb"
        case .some: "x-markup"
        case nil: "x-variable"
        }
    }
}
