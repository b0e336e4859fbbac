import Foundation
import Wire

/// The keys that sign outgoing mail.
struct DKIMSettings: Sendable {
    let keys: [DKIMKey]

    /// `from`: The address on the From line, whose domain is the usual one.
    init(_ reader: inout SettingsReader, from: Mailbox, path: (String) -> String) {
        let domain = from.address.split(separator: "@").last.map(String.init) ?? ""
        var keys: [DKIMKey] = []
        var places: Set<String> = []
        for name in reader.items("mail.dkim") {
            let place =
                reader.text("\(name).selector", default: "") + "@"
                + reader.text("\(name).domain", default: domain)
            if !places.insert(place).inserted {
                reader.refuse(
                    "\(name).selector",
                    "Another key has this selector; one DNS name holds one key. Make it anew with "
                        + "a selector of its own.")
            }
            if let key = Self.key(name, domain, &reader, path) { keys.append(key) }
        }
        self.keys = keys
    }

    private static func key(
        _ name: String, _ usual: String, _ reader: inout SettingsReader, _ path: (String) -> String
    ) -> DKIMKey? {
        let domain = reader.text("\(name).domain", default: usual)
        let selector = reader.required(
            "\(name).selector", "Give the name that `parley keys dkim` was given, as mail2026.")
        let file = reader.required(
            "\(name).key_file", "Name the file that `parley keys dkim` made.")
        guard !selector.isEmpty, !file.isEmpty else { return nil }
        do {
            return try DKIMKeyFile(path(file)).key(domain: domain, selector: selector)
        } catch {
            reader.refuse("\(name).key_file", "\(error)")
            return nil
        }
    }
}

/// A file with one private key as PEM.
struct DKIMKeyFile {
    private let file: PrivateFile

    init(_ path: String) {
        file = PrivateFile(path: path, kind: "DKIM key file")
    }

    var exists: Bool { file.exists }

    func key(domain: String, selector: String) throws -> DKIMKey {
        let data = try file.load(otherwise: "Make it with `parley keys dkim`.")
        return try DKIMKey(
            domain: domain, selector: selector, pem: String(decoding: data, as: UTF8.self))
    }

    func save(pem: String) throws {
        try file.save(Data(pem.utf8))
    }
}
