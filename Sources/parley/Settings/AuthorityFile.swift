import Foundation

extension SettingsReader {
    /// A file with certificates of authorities (`ca_file`), looked into when the settings are read:
    /// that it holds none would else be told by the first connection, as a server that can't be
    /// trusted.
    ///
    /// `path`: Makes a name whole.
    /// - Returns: The whole name; nil where none is set.
    mutating func authorities(_ name: String, _ path: (String) -> String = { $0 }) -> String? {
        guard let file = optional(name).map(path) else { return nil }
        // The largest collection of authorities, that of a system, has some 250 KB.
        guard let handle = FileHandle(forReadingAtPath: file),
            let bytes = try? handle.read(upToCount: 4 << 20)
        else {
            refuse(name, "The file can't be read. Name one with certificates in PEM form.")
            return nil
        }
        // Also as OpenSSL writes them: BEGIN TRUSTED CERTIFICATE, BEGIN X509 CERTIFICATE.
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("-----BEGIN "), text.contains("CERTIFICATE-----") else {
            refuse(
                name,
                "It holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). "
                    + "Name the authority's certificate, not a key.")
            return nil
        }
        return file
    }
}
