/// Whether a host of a setting is this machine itself; an IPv6 address may stand in brackets.
func isLoopback(_ host: String) -> Bool {
    ["localhost", "::1", "[::1]"].contains(host.lowercased()) || host.hasPrefix("127.")
}
