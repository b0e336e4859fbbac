import Foundation
import Testing

@testable import Wire

/// Pictures beside texts: what may be fetched from where, against a server that misbehaves.
struct MediaFetcherTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

    private static func fetcher(
        _ server: MediaServer, now: @escaping @Sendable () -> Int64 = { 0 }
    ) throws -> MediaFetcher {
        MediaFetcher(
            try account("twilio", ["url": "http://127.0.0.1:\(server.port)"]), HTTPOptions(),
            now: now)
    }

    private static func kind(_ outcome: MediaOutcome) -> String {
        switch outcome {
        case .fetched(let bytes): bytes.starts(with: png) ? "picture" : "other"
        case .later(let why): "later: \(why)"
        case .never(let why): "never: \(why)"
        }
    }

    @Test func `a picture comes with the account, directly and after redirections`() async throws {
        let server = try MediaServer()
        let fetcher = try Self.fetcher(server)
        for path in ["picture", "guarded", "redirect/1/guarded", "redirect/3/guarded"] {
            #expect(Self.kind(await fetcher.fetch(server.url(path))) == "picture", "\(path)")
        }
        await fetcher.close()
    }

    @Test func `a key goes to the provider's own server, and to none that it sends on to`()
        async throws
    {
        let server = try MediaServer()
        let settings = ["url": "http://127.0.0.1:\(server.port)"]
        let infobip = MediaFetcher(
            try account("infobip", settings.merging(["key": "k1"]) { $1 }), HTTPOptions(),
            now: { 0 })
        #expect(Self.kind(await infobip.fetch(server.url("redirect/1/picture"))) == "picture")
        #expect(Self.kind(await infobip.fetch(server.url("elsewhere"))).hasPrefix("never: "))
        await infobip.close()
        #expect(
            try server.asked() == [
                "/redirect/1/picture App k1", "/picture App k1", "/elsewhere App k1",
            ])
    }

    @Test func `Sinch's files are asked for without a token, at a host that the operator names`()
        async throws
    {
        let server = try MediaServer()
        let here = "http://127.0.0.1:\(server.port)"
        let sinch = MediaFetcher(
            try account("sinch", ["media_host": here]), HTTPOptions(), now: { 0 })
        #expect(Self.kind(await sinch.fetch(server.url("picture"))) == "picture")
        #expect(try server.asked() == ["/picture -"])
        await sinch.close()
        let unnamed = MediaFetcher(try account("sinch", [:]), HTTPOptions(), now: { 0 })
        #expect(Self.kind(await unnamed.fetch(server.url("picture"))).hasPrefix("never: "))
        #expect(try server.asked().count == 1)
        await unnamed.close()
    }

    @Test(arguments: [
        ("redirect/4/picture", "never: it was sent on more than"),
        ("elsewhere", "never: it was sent on to a host that the provider's file does not name"),
        ("away", "never: it was sent on to a host that the provider's file does not name"),
        ("endless", "never: it is larger than 10 MiB"),
        ("cut", "later: it broke off"),
        ("empty", "later: it was empty"),
        ("404", "later: the provider answered 404"),
        ("500", "later: the provider answered 500"),
        ("410", "never: the provider answered 410"),
        ("204", "never: the provider answered 204"),
        ("401", "later: the provider refused (401)"),
    ])
    func `a server that misbehaves`(_ path: String, _ expected: String) async throws {
        let server = try MediaServer()
        let fetcher = try Self.fetcher(server)
        let outcome = Self.kind(await fetcher.fetch(server.url(path)))
        #expect(outcome.hasPrefix(expected), "\(outcome)")
        #expect(!outcome.contains("/\(path)"), "no address in what staff read")
        await fetcher.close()
    }

    @Test func `what takes its time in all is given up, wherever it hangs`() async throws {
        let server = try MediaServer()
        // Each look at the clock is 29 seconds later: one second is left for what is asked.
        let clock = SteppingClock()
        let fetcher = try Self.fetcher(server) { clock.next() }
        #expect(Self.kind(await fetcher.fetch(server.url("slow"))).hasPrefix("later:"))
        await fetcher.close()
    }

    @Test(arguments: [
        "http://127.0.0.1:1/picture", "http://localhost/picture", "https://evil.test/picture",
        "http://api.twilio.com/picture", "https://api.twilio.com.evil.test/picture",
        "https://user:pw@api.twilio.com/picture", "https://api.twilio.com:8443/picture",
        "ftp://api.twilio.com/picture", "file:///etc/passwd", "", "twiliocdn.com",
        "https://twiliocdn.com.evil.test/", "https://eviltwiliocdn.com/",
        "https://x.twiliocdn.com@evil.test/", "https://evil.test/?x.twiliocdn.com",
        "https://evil.test\\.twiliocdn.com/", "https://[::1]/picture",
    ])
    func `an address that no entry of the file covers is not asked`(_ url: String) throws {
        let hosts = MediaHosts(["https://api.twilio.com", "*.twiliocdn.com"])
        #expect(hosts.leave(for: url) == nil)
    }

    @Test func `hosts are compared as such, whatever their letters`() {
        let hosts = MediaHosts(["https://api.twilio.com", "*.twiliocdn.com", "files.test"])
        for url in [
            "https://api.twilio.com/2010/x", "HTTPS://API.twilio.com/X",
            "https://mms.twiliocdn.com/a?b=c", "https://a.b.twiliocdn.com:443/",
            "https://files.test/",
        ] {
            #expect(hosts.leave(for: url)?.isLoopback == false, "\(url)")
        }
        #expect(hosts.leave(for: "https://files.test./") == nil)
    }

    @Test func `a name that leads to a private address is not asked`() async throws {
        let server = try MediaServer()
        let client = HTTPClient(HTTPOptions())
        var request = HTTPRequest("GET", server.url("picture"))
        request.isPublicOnly = true
        guard case .notSent(let why) = await client.send(request) else {
            Issue.record("the request left")
            return
        }
        #expect(why.contains("private address"))
        #expect(try server.asked().isEmpty)
        await client.close()
    }

    @Test func `addresses of the open net are told from all others`() {
        for address in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"] {
            #expect(isPublicAddress(address), "\(address)")
        }
        for address in [
            "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
            "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
            "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
            "2001:db8::1", "", "localhost", "1.2.3",
        ] {
            #expect(!isPublicAddress(address), "\(address)")
        }
    }
}

/// 0, then 29 seconds, and so it stays.
private final class SteppingClock: Sendable {
    private let started = OneTime()
    func next() -> Int64 { started.isFirst() ? 0 : 29_000 }
}

private final class OneTime: @unchecked Sendable {
    // The lock guards `was`.
    private let lock = NSLock()
    private var was = false

    func isFirst() -> Bool {
        lock.withLock {
            defer { was = true }
            return !was
        }
    }
}
