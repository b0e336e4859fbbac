import Crypto
import Wire

/// What stands in `@source`: the first 16 hexadecimal digits of the SHA-256 of a message's source.
///
/// Enough to see that an English message has changed; nothing is secured by it.
func sourceDigest(_ source: String) -> String {
    hexText(SHA256.hash(data: Array(source.utf8)).prefix(8))
}
