import Engines
import Foundation
import Store

/// A school with a Parley of its own: settings, keys, a database and staff, made as an operator
/// makes them. Everything that a test does here it does by the program's commands.
final class Office: Sendable {
    let folder: Folder
    let place: Place
    private let settings: [String: String]

    /// A command failed that should not have.
    struct Failed: Error, CustomStringConvertible {
        let arguments: [String]
        let outcome: ParleyProgram.Outcome
        var description: String {
            "parley \(arguments.joined(separator: " ")) ended with \(outcome.status):\n"
                + outcome.output + outcome.complaints
        }
    }

    /// `smtp`: The port of the school's mail server on loopback, without TLS.
    /// `domain`: The domain that answers and reports come to.
    /// `settings`: By name; they go before what `parley init` wrote.
    init(
        _ engine: Engine, smtp: Int, domain: String = "parley.test", listen: Int = 0,
        settings: [String: String] = [:]
    ) async throws {
        folder = try Folder()
        place = try engine.fresh()
        self.settings = settings
        try await place.prepare()
        try await parley(
            "init", "--folder", folder.url.path, "--school", "Oakwood", "--domain", domain,
            "--from-name", "Amina Warsame", "--phone", "202-555-0150", "--smtp",
            "127.0.0.1:\(smtp)", "--tls", "never", "--listen", "127.0.0.1:\(listen)", "--database",
            place.setting, "--minimum", "draft")
        try await parley("staff", "add", "amina", "--name", "Amina Warsame", "--role", "liaison")
        try await parley(
            "staff", "add", "okafor", "--name", "Mr. Okafor", "--role", "teacher", "--as", "amina")
    }

    /// Runs a command that must succeed.
    /// - Returns: What it printed.
    @discardableResult
    func parley(_ arguments: String..., input: String? = nil) async throws -> String {
        let outcome = try await outcome(arguments, input: input)
        guard outcome.status == 0 else { throw Failed(arguments: arguments, outcome: outcome) }
        return outcome.output
    }

    /// Runs a command that may fail.
    func outcome(_ arguments: [String], input: String? = nil) async throws -> ParleyProgram.Outcome
    {
        try await ParleyProgram.run(
            arguments + configuration(for: arguments), settings: settings, input: input, in: folder)
    }

    /// Asks a command for its JSON.
    func ask<Value: Decodable>(_ type: Value.Type, _ arguments: String...) async throws -> Value {
        let all = arguments + ["--json"]
        let outcome = try await outcome(all)
        guard outcome.status == 0 else { throw Failed(arguments: all, outcome: outcome) }
        return try JSONDecoder().decode(type, from: Data(outcome.output.utf8))
    }

    /// Starts a command that goes on, such as `worker` or `serve`.
    func start(_ arguments: String...) throws -> RunningProgram {
        try ParleyProgram.start(
            arguments + configuration(for: arguments), settings: settings, in: folder)
    }

    private func configuration(for arguments: [String]) -> [String] {
        arguments.first == "init" ? [] : ["--config", folder.path("parley.yaml")]
    }
}

extension Office {
    /// Imports a roster.
    func take(_ rows: [RosterRow]) async throws {
        let file = try folder.write(RosterRow.csv(rows), as: "roster.csv")
        try await parley("import", file, "--apply", "--as", "amina")
    }

    /// Refers a child.
    /// - Returns: The case's reference.
    func refer(_ student: String) async throws -> String {
        try await ask(
            Answers.Referred.self, "case", "refer", student, "--concern", "attention", "--as",
            "okafor"
        ).case
    }

    /// Invites a case's family to a meeting.
    /// - Returns: The send's reference.
    func invite(_ reference: String) async throws -> String {
        let meeting = try await ask(
            Answers.SetMeeting.self, "meeting", "set", reference, "--at", "2099-03-05 17:30",
            "--place", "Room 12", "--as", "amina"
        ).meeting
        return try await sent(
            ask(Answers.Receipt.self, "meeting", "invite", meeting, "--as", "amina"))
    }

    /// Sets an event.
    func event(_ title: String) async throws -> String {
        try await ask(
            Answers.SetEvent.self, "event", "set", "--title", title, "--at", "2099-03-12 18:00",
            "--place", "Library", "--as", "amina"
        ).event
    }

    /// Tells everybody about an event.
    /// - Returns: The send's reference.
    func announce(_ title: String) async throws -> String {
        let event = try await event(title)
        return try await sent(ask(Answers.Receipt.self, "event", "send", event, "--as", "amina"))
    }

    /// The messages of a send.
    func messages(_ send: String) async throws -> [Answers.Message] {
        try await ask([Answers.Message].self, "send", "message", send, "--words", "--as", "amina")
    }

    /// How many messages of a send are in each state.
    func states(_ send: String) async throws -> [String: Int] {
        try await ask(Answers.Status.self, "send", "status", send).messages
            .reduce(into: [:]) { $0[$1.state, default: 0] += $1.count }
    }

    /// A case with its timeline.
    func file(_ reference: String) async throws -> Answers.CaseFile {
        try await ask(Answers.CaseFile.self, "case", "show", reference, "--as", "amina")
    }

    /// What waits for a person.
    func tray() async throws -> [Answers.Triage] {
        try await ask([Answers.Triage].self, "triage", "list", "--as", "amina")
    }

    /// Sends what is due, and reads what came in.
    func drain() async throws {
        try await parley("worker", "--drain")
    }

    private func sent(_ receipt: Answers.Receipt) throws -> String {
        guard let send = receipt.send else { throw NothingQueued() }
        return send
    }

    private struct NothingQueued: Error {}
}

extension Office {
    /// Looks into the database, past the program.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        let database = try place.open()
        do {
            let value = try await database.write(body)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    /// Lets the time come at which messages are tried again.
    func passRetryTime() async throws {
        try await look { t in
            _ = try t.execute(
                """
                UPDATE messages SET due_at = 0
                WHERE state IN ('deferred', 'unclear') AND due_at < 253402300799000
                """)
            _ = try t.execute("UPDATE paces SET shut_until = 0")
        }
    }
}
