import Foundation
import Localization

/// A stretch of a difference, for scripts.
struct DifferencePiece: Encodable {
    /// `same`, `removed` or `added`.
    let kind: String
    let text: String

    static func all(_ difference: WordDifference) -> [DifferencePiece] {
        difference.pieces.map { piece in
            switch piece {
            case .same(let text): DifferencePiece(kind: "same", text: text)
            case .removed(let text): DifferencePiece(kind: "removed", text: text)
            case .added(let text): DifferencePiece(kind: "added", text: text)
            }
        }
    }
}

/// A difference as a terminal shows it: `[-old-]{+new+}`, in colour where there is a screen.
struct DifferenceText {
    let isColoured: Bool

    /// For standard output, as it is. NO_COLOR is respected: https://no-color.org.
    static let forTerminal = DifferenceText(
        isColoured: isatty(1) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true)

    /// Every piece is made harmless here: only the colours that we put around it are sent.
    func text(_ difference: WordDifference) -> String {
        text(DifferencePiece.all(difference))
    }

    /// The same of its stretches.
    func text(_ pieces: [DifferencePiece]) -> String {
        pieces.map { piece in
            switch piece.kind {
            case "removed": colour("31", "[-\(harmlessLines(piece.text))-]")
            case "added": colour("32", "{+\(harmlessLines(piece.text))+}")
            default: harmlessLines(piece.text)
            }
        }
        .joined()
    }

    private func colour(_ code: String, _ text: String) -> String {
        guard isColoured else { return text }
        // A line's colour ends with it, so that what stands before the next one has none.
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "\u{1B}[\(code)m\($0)\u{1B}[0m" }.joined(separator: "\n")
    }
}
