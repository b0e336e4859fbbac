import Delivery
import Engines
import Foundation
import Hummingbird
import HummingbirdTesting
import Inbox
import Localization
import Logging
import Outreach
import People
import Store
import Wire

@testable import Web

/// A desk whose texts go by one provider, and its web routes.
struct HookFixture: Sendable {
    let clock: FixedClock
    let database: any Database
    let desk: Desk
    let counters = HookCounters()
    let lines = LogLines()

    /// `provider`: Nil for a school without texts.
    init(
        on database: any Database, provider: TestProvider? = .standard,
        publicURL: String? = TestProvider.publicURL, clock: FixedClock = FixedClock()
    ) throws {
        self.clock = clock
        self.database = database
        desk = Desk(
            database: database, source: clock.source, localizer: try Self.localizer.get(),
            tokens: AddressToken(.made(clock.source)),
            identity: MailIdentity(
                domain: "in.school.example", from: Mailbox(name: "", address: "a@in.school.example")
            ),
            phone: nil, acknowledgeWithin: nil,
            texts: try provider.map {
                TextLine(
                    account: try $0.account(), senders: SenderPool(ordinary: ["+13125550100"]),
                    publicURL: publicURL)
            })
    }

    init(
        _ engine: Engine, provider: TestProvider? = .standard,
        publicURL: String? = TestProvider.publicURL
    ) async throws {
        try self.init(
            on: try await engine.empty(), provider: provider, publicURL: publicURL)
    }

    private static let localizer = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try NoticeLibrary.load(
            templates: root.appending(path: "templates"), locales: root.appending(path: "locales"))
        return Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
    }

    var now: Int64 { clock.now.milliseconds / 1_000 }
    var routes: Router<BasicRequestContext> { WebServer.routes(desk, counters, lines.logger) }

    /// Sends a request through the routes, without a socket.
    func answer(to hook: Hook) async throws -> TestResponse {
        let application = Application(router: routes, logger: lines.logger)
        return try await application.test(.router) { client in
            try await client.execute(
                uri: hook.target, method: hook.method, headers: hook.fields,
                body: hook.method == .get ? nil : ByteBuffer(bytes: hook.body))
        }
    }

    /// Opens a real port.
    func server(
        _ patience: ConnectionPatience = ConnectionPatience(), connections: Int = 256
    ) async throws -> WebServer {
        var options = WebOptions(port: 0)
        options.patience = patience
        options.connections = connections
        return try await WebServer.start(
            options, desk: desk, counters: counters, log: lines.logger)
    }

    /// A token that was handed out for a receipt.
    func receiptToken() -> String {
        desk.tokens.pathToken(.receipt, for: clock.source.newID(OutboundID.self))
    }

    func rows() async throws -> [KeptRow] {
        try await database.read { t in
            try t.rows(
                """
                SELECT source, source_key, recipients, bytes
                FROM inbound JOIN inbound_bytes ON raw_id = id ORDER BY id
                """
            )
            .map {
                KeptRow(
                    source: try $0["source"], key: try $0["source_key"],
                    recipients: try $0["recipients"], bytes: try $0["bytes"])
            }
        }
    }
}

/// What is on disk of an arrival.
struct KeptRow: Sendable, Equatable {
    let source: String
    let key: String
    let recipients: String
    let bytes: [UInt8]
}

/// One request that a provider makes.
struct Hook: Sendable {
    var method = HookMethod.post
    var target: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPFields.Element.Name(name) else { continue }
            fields.append(HTTPFields.Element(name: name, value: value))
        }
        return fields
    }

    /// As it goes over a socket.
    var text: [UInt8] {
        let lines =
            ["\(method.rawValue) \(target) HTTP/1.1", "Host: x"]
            + headers.map { "\($0.name): \($0.value)" }
            + (method == .get ? [] : ["Content-Length: \(body.count)"])
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}

/// Wire's own `HTTPRequest` has the same name.
typealias HookMethod = Hummingbird.HTTPRequest.Method
