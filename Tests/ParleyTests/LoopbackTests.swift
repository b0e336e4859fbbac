import Testing

@testable import parley

@Suite struct LoopbackTests {
    @Test(arguments: ["localhost", "LOCALHOST", "::1", "[::1]", "127.0.0.1", "127.8.0.255"])
    func `this machine is known`(_ host: String) { #expect(isLoopback(host)) }

    @Test(arguments: [
        "127.evil.example", "127.0.0.1.example", "127.0.0", "127.0.0.256", "128.0.0.1", "", "127.",
        "localhost.example", "127.0.0.-1",
    ])
    func `another is not taken for it`(_ host: String) { #expect(!isLoopback(host)) }
}
