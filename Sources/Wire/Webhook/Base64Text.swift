import Foundation

/// Bytes as base64 with padding. Source: RFC 4648 §4.
func base64Text(_ bytes: some ContiguousBytes) -> String {
    bytes.withUnsafeBytes { Data($0).base64EncodedString() }
}

/// The bytes of base64 text that is written in the one canonical way.
///
/// To most decoders the bits after the last byte may be anything; two texts would then be one
/// signature.
/// - Returns: nil for anything else.
func bytesOfBase64(_ text: String) -> [UInt8]? {
    guard let data = Data(base64Encoded: text) else { return nil }
    return data.base64EncodedString().utf8.elementsEqual(text.utf8) ? Array(data) : nil
}
