import Foundation
import Localization

/// A difference as a terminal shows it: `[-old-]{+new+}`, in colour where there is a screen.
struct DifferenceText {
    let isColoured: Bool

    /// For standard output, as it is. NO_COLOR is respected: https://no-color.org.
    static let forTerminal = DifferenceText(
        isColoured: isatty(1) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true)

    /// Every piece is made harmless here: only the colours that we put around it are sent.
    func text(_ difference: WordDifference) -> String {
        difference.pieces.map { piece in
            switch piece {
            case .same(let text): harmlessLines(text)
            case .removed(let text): colour("31", "[-\(harmlessLines(text))-]")
            case .added(let text): colour("32", "{+\(harmlessLines(text))+}")
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
