import Foundation
import Wire

/// Finds read receipts that lost their machine-readable part on the way: the words of Outlook and
/// its kind, in the languages that it speaks.
enum ReceiptInWords {
    /// Whether the message is such a receipt: a subject that begins like one, and its one sentence.
    static func isOne(_ mail: ParsedMail) -> Bool {
        // Accents may stand as signs of their own.
        let small = mail.subject.leading(300).inSmallLetters
        let subject =
            small.unicodeScalars.contains(where: isApart)
            ? small.precomposedStringWithCanonicalMapping : small
        guard subjects.anyLength(at: subject[...]) != nil, mail.text.utf8.count < 2_000
        else { return false }
        let text = mail.text.lowercased()
        return sentences.contains { text.contains($0) }
    }

    /// An accent, a part of a Korean syllable, or the double of a Chinese character.
    private static func isApart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x1100...0x11FF, 0xF900...0xFAFF: true
        default: false
        }
    }

    private static let subjects = PhraseStarts([
        "read:", "not read:", "leído:", "leido:", "no leído:", "lu :", "lu:", "non lu :", "non lu:",
        "gelesen:", "ungelesen:", "lida:", "lido:", "não lida:", "letto:", "non letto:", "gelezen:",
        "przeczytane:", "прочитано:", "прочтено:", "已读:", "已讀:", "읽음:", "開封済み:", "開封:", "okundu:",
        "đã đọc:", "return receipt (displayed)",
    ])

    private static let sentences = [
        "was read on", "was deleted without being read", "fue leído el", "se leyó el",
        "se eliminó sin leer", "a été lu le", "a été supprimé sans avoir été lu", "wurde am",
        "ungelesen gelöscht", "foi lida em", "foi excluída sem ser lida", "è stato letto",
        "werd gelezen", "zostało przeczytane", "zostala przeczytana", "została przeczytana",
        "было прочитано", "прочитано", "已阅读", "已读", "已讀取", "읽었습니다", "읽음", "開封されました",
        "okundu", "đã được đọc", "return receipt for the mail",
    ]
}
