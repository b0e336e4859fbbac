import Foundation

/// An access token in a password's place, as Gmail and Office 365 want it (XOAUTH2, or OAUTHBEARER,
/// RFC 7628, where the server offers that).
///
/// It is good for an hour or so. Who renews it is a program of the operator's; Parley reads the
/// token anew for each log-in, and asks nobody for one.
public enum IMAPToken: Sendable, Hashable {
    /// The path of a file that holds the token and nothing else.
    case file(String)
    /// The token itself, which nobody can replace while the program runs.
    case fixed(String)

    private static let longest = 64 * 1_024

    /// The token as it is now.
    /// - Throws: ``IMAPProblem`` of kind ``IMAPProblem/Kind/token`` when there is none, or when it
    ///   holds what no token does.
    func read() throws(IMAPProblem) -> String {
        switch self {
        case .fixed(let token): return try checked(token, "The access token")
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw IMAPProblem(
                    .token,
                    "The access token's file \(path) can't be read. Check that whoever renews the "
                        + "token writes it there, and that Parley may read it.")
            }
            return try checked(
                String(decoding: data.prefix(Self.longest + 1), as: UTF8.self),
                "The access token's file \(path)")
        }
    }

    /// RFC 6750 §2.1 has letters, digits and a few signs; whatever is visible is let through, and
    /// nothing that could end a line.
    private func checked(_ text: String, _ what: String) throws(IMAPProblem) -> String {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, token.utf8.count <= Self.longest,
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw IMAPProblem(
                .token,
                "\(what) holds no token. Have it hold the token alone, as the provider gave it.")
        }
        return token
    }
}
