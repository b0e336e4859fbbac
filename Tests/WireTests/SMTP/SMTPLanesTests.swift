import Foundation
import Synchronization
import Testing

@testable import Wire

@Suite struct SMTPLanesTests {
    /// Begins a mail, and another as soon as one has ended, so many in all.
    private func sendOneAfterAnother(_ count: Int, _ client: SMTPClient) async {
        let left = Mutex(count)
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            @Sendable func next() {
                let known = client.begin(someEnvelope, someMail, Cancellation()) { _ in
                    let more = left.withLock { left in
                        left -= 1
                        return left > 0
                    }
                    if more { next() } else { done.resume() }
                }
                #expect(known == nil)
            }
            next()
        }
    }

    @Test func `hundreds of mails go over few connections, each answered once`() async throws {
        try await withServer([:]) {
            $0.maxConnections = 3
        } _: { server, client in
            let taken = await withTaskGroup(of: SMTPOutcome.self) { group in
                for _ in 0..<400 { group.addTask { await client.send(someEnvelope, someMail) } }
                return await group.reduce(0) { sum, outcome in
                    if case .accepted = outcome { sum + 1 } else { sum }
                }
            }
            #expect(taken == 400)
            let heard = try await server.events()
            #expect((1...3).contains(heard.count { $0 == "CONNECT" }))
            #expect(heard.count { $0.hasPrefix("MESSAGE ") } == 400)
        }
    }

    @Test func `a mail begun where another ends goes over the same connection`() async throws {
        try await withServer([:]) {
            $0.maxConnections = 8
        } _: { server, client in
            await sendOneAfterAnother(50, client)
            let heard = try await server.events()
            #expect(heard.count { $0.hasPrefix("MESSAGE ") } == 50)
            #expect(heard.count { $0 == "CONNECT" } == 1)
        }
    }

    @Test func `cancelled, those that wait end at once, and closed it takes nothing`() async throws
    {
        let ends = Mutex<[SMTPOutcome]>([])
        try await withServer(["MAIL": ["!mute"]]) {
            $0.maxConnections = 1
            $0.timeouts.command = .seconds(60)
        } _: { server, client in
            let cancellation = Cancellation()
            for _ in 0..<5 {
                _ = client.begin(someEnvelope, someMail, cancellation) { outcome in
                    ends.withLock { $0.append(outcome) }
                }
            }
            _ = try await server.events { $0.contains { $0.contains("MAIL FROM") } }
            cancellation.cancel()
            #expect(
                ends.withLock { $0.count } >= 4, "those that waited have ended when cancel returns")
            await client.close()
            let late = await client.send(someEnvelope, someMail)
            #expect(late == .notSent("The client is closed."))
        }
        #expect(
            ends.withLock { $0 }
                == Array(repeating: .notSent("The attempt was cancelled."), count: 5))
    }

    @Test func `a lane that nobody has woken for long ends, and another takes its place`()
        async throws
    {
        try await withServer([:]) {
            $0.timeouts.idle = .seconds(1)
        } _: { server, client in
            await sendOneAfterAnother(1, client)
            let heard = try await server.events { $0.contains { $0 == "C: QUIT" } }
            #expect(heard.contains("C: QUIT"))
            await sendOneAfterAnother(1, client)
            let again = try await server.events { $0.count { $0 == "CONNECT" } == 2 }
            #expect(again.count { $0.hasPrefix("MESSAGE ") } == 2)
        }
    }
}
