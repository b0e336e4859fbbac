/// Whether a host of a setting is this machine itself; an IPv6 address may stand in brackets.
///
/// `127.evil.example` is a name that anybody may own: only four numbers are an address of RFC 1122
/// §3.2.1.3.
func isLoopback(_ host: String) -> Bool {
    if ["localhost", "::1", "[::1]"].contains(host.lowercased()) { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers.first == 127 && numbers.allSatisfy { $0 != nil }
}
