import Foundation

/// The commands that fetching mail takes, as lines without tag and line end.
enum IMAPCommand {
    static let capability = "CAPABILITY"
    static let logout = "LOGOUT"
    static let search = "UID SEARCH UNDELETED"

    static func select(_ folder: IMAPFolderName) -> String { "SELECT \(folder.quoted)" }
    static func create(_ folder: IMAPFolderName) -> String { "CREATE \(folder.quoted)" }
    static func sizes(_ uids: [UInt32]) -> String { "UID FETCH \(set(uids)) (UID RFC822.SIZE)" }
    /// PEEK: a mail is marked as seen once it is kept, and not before.
    static func fetch(_ uid: UInt32) -> String { "UID FETCH \(uid) (UID BODY.PEEK[])" }
    static func move(_ uid: UInt32, _ folder: IMAPFolderName) -> String {
        "UID MOVE \(uid) \(folder.quoted)"
    }
    static func copy(_ uid: UInt32, _ folder: IMAPFolderName) -> String {
        "UID COPY \(uid) \(folder.quoted)"
    }
    static func mark(_ uid: UInt32, _ flag: String) -> String {
        "UID STORE \(uid) +FLAGS.SILENT (\(flag))"
    }
    static func expunge(_ uid: UInt32) -> String { "UID EXPUNGE \(uid)" }

    /// A sequence set: runs of numbers as `2:5`. Source: RFC 3501 §9, `sequence-set`.
    static func set(_ uids: [UInt32]) -> String {
        var runs: [ClosedRange<UInt32>] = []
        for uid in uids.sorted() {
            if let last = runs.last, uid <= last.upperBound || uid - 1 == last.upperBound {
                runs[runs.count - 1] = last.lowerBound...max(uid, last.upperBound)
            } else {
                runs.append(uid...uid)
            }
        }
        return runs.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)"
        }.joined(separator: ",")
    }
}

/// The name of a folder on a mail server, as a person writes it.
///
/// What is not ASCII goes out in the modified UTF-7 of RFC 3501 §5.1.3.
public struct IMAPFolderName: Sendable, Hashable, CustomStringConvertible {
    /// As a person writes it.
    public let description: String

    /// A name; nil for one that no folder can have: empty, longer than 500 bytes, or with control
    /// characters.
    public init?(_ name: String) {
        guard !name.isEmpty, name.utf8.count <= 500,
            name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { return nil }
        description = name
    }

    /// As it stands in a command.
    var quoted: String {
        let escaped = encoded.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    private var encoded: String {
        var text = ""
        var beyond: [UInt16] = []
        for scalar in description.unicodeScalars {
            guard (0x20...0x7E).contains(scalar.value) else {
                beyond += Array(String(scalar).utf16)
                continue
            }
            text += Self.shifted(beyond)
            beyond = []
            text += scalar == "&" ? "&-" : String(scalar)
        }
        return text + Self.shifted(beyond)
    }

    private static func shifted(_ units: [UInt16]) -> String {
        guard !units.isEmpty else { return "" }
        let bytes = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let base64 = Data(bytes).base64EncodedString().replacing("/", with: ",")
        return "&\(base64.filter { $0 != "=" })-"
    }
}
