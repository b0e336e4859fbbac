/// What Word and Outlook mean by letters that are set in Wingdings: a smile is a `J` there, which
/// everybody else sees as a J.
///
/// Only the signs that their autocorrection and their lists write; others stay as they are.
func fromWingdings(_ text: String) -> String {
    String(text.map { signs[$0] ?? $0 })
}

private let signs: [Character: Character] = [
    "J": "☺", "K": "😐", "L": "☹", "à": "→", "ß": "←", "è": "→", "ç": "←", "ó": "↔", "Ø": "➢",
    "§": "▪", "ü": "✓", "û": "✗", "þ": "☑", "q": "❑", "v": "❖", "C": "👍", "l": "●", "n": "■",
]

/// Whether an element sets its words in that alphabet.
func isWingdings(_ attributes: HTMLAttributes) -> Bool {
    if let face = attributes["face"], face.lowercased().hasPrefix("wingdings") { return true }
    return attributes.style.holds("font-family:wingdings")
}
