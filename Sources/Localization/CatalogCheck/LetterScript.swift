/// The script of a letter by its block, for the languages of school families (ISO 15924 codes);
/// `Zyyy` for what belongs to no single script or is not in the table. Source: Unicode Blocks.txt.
func letterScript(_ scalar: Unicode.Scalar) -> String {
    let value = scalar.value
    var low = 0
    var high = letterBlocks.count
    while low < high {
        let middle = (low + high) / 2
        if letterBlocks[middle].last < value { low = middle + 1 } else { high = middle }
    }
    guard letterBlocks.indices.contains(low), letterBlocks[low].first <= value else {
        return "Zyyy"
    }
    return letterBlocks[low].script
}

/// The scripts that a text in one script is made of: Japanese has three.
func scriptsOf(_ script: String) -> Set<String> {
    switch script {
    case "Jpan": ["Hani", "Kana"]
    case "Kore": ["Hang", "Hani"]
    case "Hans", "Hant": ["Hani"]
    default: [script]
    }
}

private let letterBlocks: [(first: UInt32, last: UInt32, script: String)] = [
    (0x41, 0x5A, "Latn"), (0x61, 0x7A, "Latn"), (0xC0, 0xD6, "Latn"), (0xD8, 0xF6, "Latn"),
    (0xF8, 0x2AF, "Latn"), (0x370, 0x3FF, "Grek"), (0x400, 0x52F, "Cyrl"), (0x531, 0x58F, "Armn"),
    (0x591, 0x5FF, "Hebr"), (0x600, 0x6FF, "Arab"), (0x750, 0x77F, "Arab"), (0x8A0, 0x8FF, "Arab"),
    (0x900, 0x97F, "Deva"), (0x980, 0x9FF, "Beng"), (0xA00, 0xA7F, "Guru"), (0xA80, 0xAFF, "Gujr"),
    (0xB80, 0xBFF, "Taml"), (0xC00, 0xC7F, "Telu"), (0xE00, 0xE7F, "Thai"), (0xE80, 0xEFF, "Laoo"),
    (0xF00, 0xFFF, "Tibt"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"), (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"),
    (0x1C90, 0x1CBF, "Geor"), (0x1E00, 0x1EFF, "Latn"), (0x1F00, 0x1FFF, "Grek"),
    (0x2D80, 0x2DDF, "Ethi"), (0x3005, 0x3007, "Hani"), (0x3041, 0x30FF, "Kana"),
    (0x3131, 0x318E, "Hang"), (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"),
    (0xAA60, 0xAA7F, "Mymr"), (0xAC00, 0xD7A3, "Hang"), (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"), (0x1E100, 0x1E14F, "Hmnp"), (0x20000, 0x323AF, "Hani"),
]
