import Foundation

/// Whether an IP address is one of the open net: not of this machine, a private network, a link, a
/// test or a group.
///
/// Sources: RFC 6890 and the IANA special-purpose registries; RFC 4291 §2.5.5.2 (mapped), RFC 6052
/// and RFC 3056 (IPv4 within IPv6) are judged by the IPv4 address in them. What can't be read is not
/// public.
func isPublicAddress(_ text: String) -> Bool {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
        return isPublic(withUnsafeBytes(of: four) { Array($0) })
    }
    var six = in6_addr()
    // An interface may stand behind it: fe80::1%eth0.
    let bare = text.split(separator: "%", maxSplits: 1).first.map(String.init) ?? text
    guard inet_pton(AF_INET6, bare, &six) == 1 else { return false }
    return isPublicSix(withUnsafeBytes(of: six) { Array($0) })
}

private func isPublic(_ four: [UInt8]) -> Bool {
    guard four.count == 4 else { return false }
    switch (four[0], four[1], four[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _),
        (100, 64...127, _), (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100),
        (203, 0, 113), (224...255, _, _):
        return false
    default: return true
    }
}

private func isPublicSix(_ six: [UInt8]) -> Bool {
    guard six.count == 16 else { return false }
    let isZero = { (range: Range<Int>) in six[range].allSatisfy { $0 == 0 } }
    if isZero(0..<10), six[10] == 0xFF, six[11] == 0xFF { return isPublic(Array(six[12...])) }
    if six.starts(with: [0, 0x64, 0xFF, 0x9B]), isZero(4..<12) {
        return isPublic(Array(six[12...]))
    }
    if six.starts(with: [0x20, 0x02]) { return isPublic(Array(six[2..<6])) }
    // All that is given out stands in 2000::/3; 2001:db8::/32 is for books.
    return six[0] & 0xE0 == 0x20 && !six.starts(with: [0x20, 0x01, 0x0D, 0xB8])
}
