import Foundation

/// A word for a number, and the marks that folding takes off it.
///
/// Who types without marks is understood: "mot" is Vietnamese for one. Who types other marks means
/// another word: "mốt" is no "một".
struct NumberWord: Sendable, Hashable {
    let number: Int
    private let marks: Set<Unicode.Scalar>

    init(_ number: Int, spelled word: String) {
        self.number = number
        marks = Self.marks(of: word)
    }

    /// Whether a word that folds alike may be this one.
    func fits(_ marks: Set<Unicode.Scalar>) -> Bool { marks.isSubset(of: self.marks) }

    /// The marks on the word of a body that folds to `folded`; none where several words do together.
    static func marks(in body: String, on folded: String) -> Set<Unicode.Scalar> {
        if body.utf8.allSatisfy({ $0 < 0x80 }) { return [] }
        let word = body.split(whereSeparator: \.isWhitespace).first { word in
            OptWords.fold(String(word)) == folded
        }
        return word.map { marks(of: String($0)) } ?? []
    }

    private static func marks(of word: String) -> Set<Unicode.Scalar> {
        let scalars = word.decomposedStringWithCompatibilityMapping.unicodeScalars
        return Set(scalars.filter { $0.properties.generalCategory == .nonspacingMark })
    }
}
