import Crypto

/// What stands in `@source`: the first 16 hexadecimal digits of the SHA-256 of a message's source.
///
/// Enough to see that an English message has changed; nothing is secured by it.
func sourceDigest(_ source: String) -> String {
    SHA256.hash(data: Array(source.utf8)).prefix(8)
        .map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined()
}
