import Store
import Testing

extension Office {
    /// A running `parley serve` with the port that it listens on.
    struct Server: Sendable {
        let program: RunningProgram
        let port: Int
    }

    /// Starts `parley serve` and waits until it listens.
    func serve() async throws -> Server {
        let program = try start("serve")
        let line = try await program.firstLine()
        let port = try #require(
            line.split { !$0.isNumber }.compactMap { Int($0) }.first { $0 > 1_023 }, "\(line)")
        return Server(program: program, port: port)
    }

    /// Waits until everything that came in has been read.
    func allRead() async throws {
        try await eventually("all has been read", every: .milliseconds(200)) {
            try await ask(Answers.Waiting.self, "receive", "--status").waiting == 0
        }
    }

    /// How many arrivals are kept.
    func keptArrivals() async throws -> Int {
        try await look { t in try t.number("SELECT COUNT(*) AS n FROM inbound") }
    }

    /// An address that a parent of a case may answer to: the one in the invitation's Reply-To.
    func replyAddress(invitedBy sink: KeepingSink, for reference: String) async throws -> String {
        let message = try #require(try await messages(invite(reference)).first)
        try await drain()
        let mail = try sink.kept().first { $0.messageID == message.messageID }?.mail()
        return try #require(mail?.replyTo.first?.address)
    }
}
