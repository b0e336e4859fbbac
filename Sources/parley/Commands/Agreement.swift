import Foundation
import Outreach
import Wire

/// Asks at the terminal whether what was shown is meant.
/// - Parameters:
///   - question: What is about to happen.
///   - isSure: Without asking: for scripts.
/// - Returns: Whether it is; nothing is said to a no.
/// - Throws: ``Refusal`` when nobody can be asked.
func isAgreed(_ question: String, isSure: Bool) throws(Refusal) -> Bool {
    if isSure { return true }
    guard isatty(0) == 1 else {
        throw Refusal(
            "Nothing was written: there is no terminal to ask at. With --yes it is written without "
                + "asking.")
    }
    print("\(harmless(question)) [y/N] ", terminator: "")
    fflush(nil)
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
}
