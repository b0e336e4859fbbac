import Foundation

/// The digit that is all a body says, in any script: `1`, `١`, `２.`, `(3)`, or the key 1️⃣.
///
/// - Returns: Nil for any other body, `1 or 2` and `12` among them.
public func bareDigit(in body: String) -> Int? {
    guard body.utf8.count <= 200 else { return nil }
    // Keyboards put marks of direction around digits, and a key is a digit with two marks.
    let bare = String(
        String.UnicodeScalarView(
            body.unicodeScalars.filter {
                ![.format, .nonspacingMark, .enclosingMark].contains($0.properties.generalCategory)
            }))
    let text = bare.trimmingCharacters(
        in: .whitespacesAndNewlines.union(.punctuationCharacters))
    guard text.unicodeScalars.count == 1 else { return nil }
    return text.first?.wholeNumberValue
}
