import People
import Wire

/// A sender as the roster would have it: an address in lower case, a number in E.164; nil for what is
/// neither.
func foldedAddress(_ text: String, _ channel: Channel) -> String? {
    switch channel {
    case .email: try? readAddressFolded(text)
    // What was read in a text bears the number in E.164 already, wherever it is one.
    case .sms: readPhone(text, region: "ZZ")?.e164
    }
}
