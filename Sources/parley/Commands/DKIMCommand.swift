import ArgumentParser
import Foundation
import Wire

/// `parley keys dkim`: a key pair that signs mail, and the record to publish.
struct DKIMCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dkim",
        abstract: "Make a key that signs mail (DKIM), and print the DNS record to publish.",
        discussion: """
            Writes the private key to the file, readable by you alone, and prints what to publish
            and what to set. A file that is there already is left as it is, and its record printed.

            Publish the record first, then set mail.dkim, then restart. Make an rsa key and an
            ed25519 key, each with a selector of its own: mail is signed with both, and receivers
            that know only the older kind still find theirs. The school's own mail server may sign
            instead; then this is not needed.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Names this key among the domain's, as mail2026; a new key wants a new one.")
    var selector: String
    @Option(help: "The domain that signs; the one of mail.from unless given.")
    var domain: String?
    @Option(help: "rsa (understood by all) or ed25519 (faster and shorter).")
    var type = DKIMKey.Algorithm.rsa
    @Argument(help: "The file for the private key.")
    var file: String

    /// What it prints for scripts.
    private struct Made: Encodable {
        let name, type, value, file: String
        let isNew: Bool
    }

    func run() async throws {
        umask(0o077)
        let keyFile = DKIMKeyFile(file)
        let domain = try domain ?? Settings.load(common.config).fromDomain
        let isNew = !keyFile.exists
        if isNew {
            let pem = try DKIMKey.newPEM(type)
            // Before a byte is written: domain or selector may be none.
            _ = try DKIMKey(domain: domain, selector: selector, pem: pem)
            try keyFile.save(pem: pem)
        }
        let key = try keyFile.key(domain: domain, selector: selector)
        let made = Made(
            name: key.recordName, type: "TXT", value: key.record, file: file, isNew: isNew)
        try common.print(made) { lines(key, isNew) }
    }

    private func lines(_ key: DKIMKey, _ isNew: Bool) -> [String] {
        [
            isNew
                ? "Wrote \(file), readable by you alone."
                : "\(file) is there already; it is left as it is.",
            "", "Publish this TXT record:", "", "  name   \(key.recordName)",
            "  value  \(key.record)", "", "In a zone file:", "", "  \(zoneLine(key))", "",
            "Then set, in parley.yaml below mail:, and restart:", "", "  dkim:",
            "    - domain: \(key.domain)", "      selector: \(key.selector)",
            "      key_file: \(URL(filePath: file).path)", "",
            "`parley doctor --domain` says whether the record has arrived.",
        ]
    }

    /// A string of a TXT record has at most 255 octets (RFC 1035 §3.3.14); readers join several
    /// without a space between (RFC 6376 §3.6.2.2).
    private func zoneLine(_ key: DKIMKey) -> String {
        var strings: [String] = []
        var rest = Substring(key.record)
        while !rest.isEmpty {
            strings.append("\"\(rest.prefix(250))\"")
            rest = rest.dropFirst(250)
        }
        return "\(key.recordName). IN TXT ( \(strings.joined(separator: " ")) )"
    }
}

extension DKIMKey.Algorithm: ExpressibleByArgument {}

extension Settings {
    /// The domain on the From line.
    var fromDomain: String { from.address.split(separator: "@").last.map(String.init) ?? domain }
}
