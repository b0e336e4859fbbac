import Foundation
import Testing

/// The real servers of `Tests/Servers`, as its `env` names them.
struct TestServers: Sendable {
    let smtp: Int
    let imap: Int
    let inbound: Int
    let certificate: String

    /// Some are not named.
    struct Missing: Error, CustomStringConvertible {
        let names: [String]
        var description: String {
            "\(names.joined(separator: ", ")) not set. Start the servers and name them: "
                + "Tests/Servers/servers.sh up; eval \"$(Tests/Servers/servers.sh env)\""
        }
    }

    private static let environment = ProcessInfo.processInfo.environment
    private static let names = [
        "PARLEY_SMTP_PORT", "PARLEY_IMAP_PORT", "PARLEY_INBOUND_PORT", "PARLEY_CA_FILE",
    ]

    /// Where missing servers are a failure, as in `make test`.
    static let areRequired = environment["PARLEY_REQUIRE_SERVERS"] == "1"

    /// For `.enabled(if:)`: they are there, or the test shall fail and say that they are not.
    static let areWanted = areRequired || missing.isEmpty

    /// The condition that belongs on each test that needs them.
    static let comment: Comment = "the servers of Tests/Servers are not named; see its README.md"

    static var missing: [String] { names.filter { environment[$0] == nil } }

    static func named() throws -> TestServers {
        let ports = names.prefix(3).compactMap { environment[$0].flatMap(Int.init) }
        guard ports.count == 3, let certificate = environment["PARLEY_CA_FILE"] else {
            throw Missing(names: missing)
        }
        return TestServers(
            smtp: ports[0], imap: ports[1], inbound: ports[2], certificate: certificate)
    }
}
