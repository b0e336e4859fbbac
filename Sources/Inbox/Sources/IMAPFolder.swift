import Crypto
import Foundation
import Wire

/// A folder on a mail server that mail is taken from.
public struct IMAPFolder: Sendable, Hashable {
    /// What is done with a mail there once it is kept here.
    public enum After: Sendable, Hashable {
        /// It goes to this folder.
        case move(IMAPFolderName)
        /// It stays and is marked as seen.
        case markSeen
        /// It is deleted.
        case delete
    }

    /// The server and the account.
    public let endpoint: IMAPEndpoint
    /// The folder, usually INBOX.
    public let name: IMAPFolderName
    /// What is done with a mail that is kept.
    public let after: After

    /// Describes a folder.
    public init(_ endpoint: IMAPEndpoint, _ name: IMAPFolderName, after: After) {
        self.endpoint = endpoint
        self.name = name
        self.after = after
    }

    /// What the folder is known by in the database: a digest, since it stands for an account. The
    /// port is left out, which changes with the TLS policy.
    public var key: String {
        let text = [endpoint.host.lowercased(), endpoint.user, name.description]
            .joined(separator: "\n")
        return hexText(SHA256.hash(data: Data(text.utf8)))
    }
}

/// A mail in a folder: a number, and what makes it last (RFC 3501 §2.3.1.1).
public struct IMAPMail: Sendable, Hashable {
    let uidValidity: UInt32
    let uid: UInt32
}
