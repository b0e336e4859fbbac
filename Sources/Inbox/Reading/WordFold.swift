import Foundation
import Wire

/// Folds words: lower case, without accents, signs and outer space.
enum WordFold {
    static func fold(_ text: String) -> String {
        // ASCII has no accents, and Foundation is slow to say so; nor need Unicode be asked again.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldASCII(text) }
        let small = text.inSmallLetters
        var folder = Folder()
        if small.unicodeScalars.allSatisfy({ $0.value < known || isItsOwn($0) }) {
            for scalar in small.unicodeScalars {
                if scalar.value < known {
                    for piece in pieces[Int(scalar.value)] { folder.take(piece.scalar, piece.role) }
                } else {
                    folder.take(scalar, Role(scalar))
                }
            }
        } else {
            for scalar in small.decomposedStringWithCompatibilityMapping.unicodeScalars {
                folder.take(scalar, Role(scalar))
            }
        }
        return String(folder.out)
    }

    private struct Folder {
        var out = String.UnicodeScalarView()
        private var hasSpace = false

        mutating func take(_ scalar: Unicode.Scalar, _ role: Role) {
            switch role {
            case .left: return
            case .space: hasSpace = true
            case .kept:
                if hasSpace, !out.isEmpty { out.append(" ") }
                hasSpace = false
                out.append(scalar)
            }
        }
    }

    /// Scalars below are taken apart once: from Latin to Khmer. Taken apart one by one they give
    /// what the text gives, for only accents would change their order, and those are left out.
    private static let known = 0x1800

    private static let pieces: [[(scalar: Unicode.Scalar, role: Role)]] = (0..<known).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return [] }
        return String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
            .map { ($0, Role($0)) }
    }

    /// Whether a scalar beyond has no other form: quotation marks and dashes, joiners, Chinese
    /// characters, what chooses a picture's look, pictures.
    private static func isItsOwn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x2012...0x2016, 0x2018...0x2022, 0x4E00...0x9FFF, 0xFE0F,
            0x1F300...0x1FAFF:
            true
        default: false
        }
    }

    private static func foldASCII(_ text: String) -> String {
        let roles = asciiRoles
        return String(unsafeUninitializedCapacity: text.utf8.count) { out in
            var (count, space) = (0, false)
            for byte in text.utf8 {
                switch roles[Int(byte & 0x7F)] {
                case .left: continue
                case .space: space = true
                case .kept:
                    if space, count > 0 {
                        out[count] = 0x20
                        count += 1
                    }
                    space = false
                    out[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                    count += 1
                }
            }
            return count
        }
    }

    private static let asciiRoles = (0..<0x80).map { Role(Unicode.Scalar(UInt8($0))) }
}

/// What becomes of a scalar.
private enum Role {
    case kept, space, left

    init(_ scalar: Unicode.Scalar) {
        // Letters by their category, and typed for an apostrophe: a Mayan or Uzbek keyboard's
        // "jeʼ" and "jeꞌ", a phone's "je'".
        if [0x02B9, 0x02BB, 0x02BC, 0xA78B, 0xA78C].contains(scalar.value) {
            self = .left
            return
        }
        self =
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .format, .enclosingMark: .left
            case .spaceSeparator, .control, .lineSeparator, .paragraphSeparator,
                .dashPunctuation:
                .space
            case .otherPunctuation, .openPunctuation, .closePunctuation,
                .initialPunctuation, .finalPunctuation, .modifierSymbol, .mathSymbol:
                .left
            default: .kept
            }
    }
}
