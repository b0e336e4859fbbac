import Wire

/// Writes XLIFF 2.1: `unit`, `segment`, `originalData`, `ph`, `pc`.
struct XLIFF21Writer {
    private var xml = XMLWriter()

    static func text(of file: ExchangeFile) -> String {
        var writer = XLIFF21Writer()
        writer.write(file)
        return writer.xml.take()
    }

    private mutating func write(_ file: ExchangeFile) {
        xml.start(
            "xliff",
            [
                ("version", "2.1"), ("xmlns", XLIFFNamespace.v2),
                ("xmlns:mda", XLIFFNamespace.metadata), ("xmlns:slr", XLIFFNamespace.size),
                ("srcLang", file.pair.source.text), ("trgLang", file.pair.target.text),
            ])
        for section in file.sections { write(section) }
        xml.end()
    }

    private mutating func write(_ section: ExchangeSection) {
        xml.start("file", [("id", section.id), ("original", section.original)])
        if section.entries.flatMap(\.units).contains(where: { $0.maxLength != nil }) {
            xml.empty("slr:profiles", [("generalProfile", "xliff:codepoints")])
        }
        write(section.notes)
        for entry in section.entries { write(entry) }
        xml.end()
    }

    private mutating func write(_ entry: ExchangeEntry) {
        guard entry.hasVariants else {
            for unit in entry.units { write(unit, entry.digest, entry.notes) }
            return
        }
        xml.start("group", [("id", entry.id), ("name", entry.id), ("type", "parley:variants")])
        write(digest: entry.digest)
        write(entry.notes)
        for unit in entry.units { write(unit, entry.digest, []) }
        xml.end()
    }

    private mutating func write(_ unit: ExchangeUnit, _ digest: String, _ notes: [String]) {
        let isFixed = unit.source.isWordless
        let target = unit.target ?? (isFixed ? unit.source : nil)
        xml.start(
            "unit",
            [
                ("id", unit.id), ("name", unit.id), ("translate", isFixed ? "no" : nil),
                ("slr:sizeRestriction", unit.maxLength.map { String($0) }),
                ("xml:space", "preserve"),
            ])
        write(digest: digest)
        write(notes + unit.notes)
        let data = OriginalData(unit.source.codes + (target?.codes ?? []))
        write(data)
        let state = Self.state(unit.target == nil && isFixed ? .reviewed : unit.state)
        xml.start("segment", [("state", state.0), ("subState", state.1)])
        write(unit.source, as: "source", data)
        if let target { write(target, as: "target", data) }
        xml.end()
        xml.end()
    }

    /// Source: XLIFF 2.1 §4.3.1.29, state: what a person has still to look at is initial.
    private static func state(_ state: ExchangeState) -> (String, String?) {
        switch state {
        case .missing: ("initial", nil)
        case .stale, .draft, .machine: ("initial", "parley:\(state.rawValue)")
        case .reviewed: ("final", nil)
        }
    }

    private mutating func write(digest: String) {
        xml.start("mda:metadata")
        xml.start("mda:metaGroup", [("category", XLIFFDigest.category)])
        xml.element("mda:meta", digest, [("type", XLIFFDigest.metaType)])
        xml.end()
        xml.end()
    }

    private mutating func write(_ notes: [String]) {
        guard !notes.isEmpty else { return }
        xml.start("notes")
        for note in notes { xml.element("note", note, [("category", "parley")]) }
        xml.end()
    }

    private mutating func write(_ data: OriginalData) {
        guard !data.texts.isEmpty else { return }
        xml.start("originalData")
        for (index, text) in data.texts.enumerated() {
            xml.element("data", text, [("id", "d\(index + 1)")])
        }
        xml.end()
    }

    private mutating func write(_ text: ExchangeText, as name: String, _ data: OriginalData) {
        xml.start(name, isMixed: true)
        var ends: [String: String] = [:]
        for case .code(let code) in text.parts where code.kind == .close {
            ends[code.id] = code.source
        }
        for part in text.parts {
            switch part {
            case .words(let words): xml.words(words)
            case .code(let code): write(code, end: ends[code.id], data)
            }
        }
        xml.end()
    }

    private mutating func write(_ code: ExchangeCode, end: String?, _ data: OriginalData) {
        let type = Self.type(code)
        switch code.kind {
        case .close: xml.end()
        case .open:
            xml.start(
                "pc",
                [
                    ("id", code.id), ("dataRefStart", data.reference(to: code.source)),
                    ("dataRefEnd", end.flatMap(data.reference)), ("canDelete", "no"),
                    ("canCopy", "no"), ("type", type.0), ("subType", type.1),
                    ("dispStart", code.source), ("dispEnd", end),
                ])
        case .placeholder:
            xml.empty(
                "ph",
                [
                    ("id", code.id), ("dataRef", data.reference(to: code.source)),
                    ("equiv", code.example ?? code.source), ("disp", code.source),
                    ("canDelete", "no"), ("canCopy", "no"), ("type", type.0),
                    ("subType", type.1),
                ])
        }
    }

    /// Source: XLIFF 2.1 §4.3.1.35 and §4.3.1.36, subType and type.
    private static func type(_ code: ExchangeCode) -> (String, String) {
        switch code.markup {
        case "strong": ("fmt", "xlf:b")
        case "em": ("fmt", "xlf:i")
        case "br": ("fmt", "xlf:lb")
        case .some: ("fmt", "parley:markup")
        case nil: ("other", "parley:variable")
        }
    }
}
