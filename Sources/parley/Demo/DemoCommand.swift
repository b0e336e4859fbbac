import ArgumentParser
import Foundation
import Outreach

/// `parley demo`: a small school's day, played by the very commands that a person would type.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a small school's day: invite, tell many, take the answers in.",
        discussion: """
            Everything happens in a folder of its own (.demo), on this machine alone: mails go to a
            catcher that keeps them in a Maildir. It can be run again. DEMO_EXIT=1 ends it without
            asking.
            """,
        subcommands: [Play.self, Catch.self], defaultSubcommand: Play.self)

    /// Plays the day.
    struct Play: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "play", abstract: "Play the day (what `parley demo` does).")

        @Option(help: "The folder to play in; what an earlier demo left there is replaced.")
        var folder = ".demo"

        func run() async throws {
            let stage = try DemoStage(folder: folder)
            do {
                try await DemoDay(stage).play()
                if ProcessInfo.processInfo.environment["DEMO_EXIT"] != "1", isatty(0) == 1 {
                    print("\nThe catcher and `parley serve` still run. Press Return to end them.")
                    _ = readLine()
                }
                stage.end()
            } catch {
                stage.end()
                throw error
            }
        }
    }

    /// Catches mail.
    struct Catch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "catch",
            abstract: "Take any mail, and texts if wanted, and keep them; nothing is passed on.",
            discussion: """
                Mails come by SMTP and are kept in a Maildir. With --texts it also plays the generic \
                text provider: it checks the signatures, writes each text as a line of texts.jsonl \
                in that folder, and reports it as delivered.
                """)

        @Option(help: "The port on loopback; 0 takes a free one.")
        var port = 2526
        @Option(help: "The Maildir; made when it is not there.")
        var maildir = "caught"
        @Option(help: "Milliseconds that each mail waits before it is kept.")
        var delay = 0
        @Option(help: "The folder for texts; without it none are taken.")
        var texts: String?
        @Option(help: "The port for texts on loopback; 0 takes a free one.")
        var textsPort = 2527
        @Option(help: "The file with the secret that sms.secret_file names.")
        var secretFile: String?

        func validate() throws {
            if texts != nil, secretFile == nil {
                throw ValidationError("--texts needs --secret-file, to check signatures with.")
            }
        }

        func run() async throws {
            var options = MailCatcher.Options(port: port, maildir: maildir)
            options.delay = .milliseconds(delay)
            let catcher = try await MailCatcher.start(options, now: DemoCommand.now)
            let phone = try await phone()
            var line = "Catching mail on 127.0.0.1:\(catcher.port)"
            line += phone.map { " and texts on 127.0.0.1:\($0.port)" } ?? ""
            print("\(line), keeping \(phone == nil ? "it" : "them") in \(places)")
            FileHandle.standardOutput.flush()
            await untilTerminated { while !Task.isCancelled { await pause(.seconds(3_600)) } }
            await catcher.stop()
            await phone?.stop()
        }

        private var places: String {
            [maildir, texts].compactMap { $0 }.joined(separator: " and ")
        }

        private func phone() async throws -> TextCatcher? {
            guard let texts, let secretFile else { return nil }
            guard let secret = try? String(contentsOfFile: secretFile, encoding: .utf8) else {
                throw Refusal("The secret's file \(secretFile) can't be read.")
            }
            return try await TextCatcher.start(
                port: textsPort, folder: texts,
                secret: secret.trimmingCharacters(in: .whitespacesAndNewlines), receipts: true)
        }
    }

    @Sendable private static func now() -> Int64 {
        Int64(Date().timeIntervalSince1970 * 1_000)
    }
}
