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
            abstract: "Take any mail by SMTP and keep it in a Maildir; nothing is passed on.")

        @Option(help: "The port on loopback; 0 takes a free one.")
        var port = 2526
        @Option(help: "The Maildir; made when it is not there.")
        var maildir = "caught"
        @Option(help: "Milliseconds that each mail waits before it is kept.")
        var delay = 0

        func run() async throws {
            var options = MailCatcher.Options(port: port, maildir: maildir)
            options.delay = .milliseconds(delay)
            let catcher = try await MailCatcher.start(options, now: DemoCommand.now)
            print("Catching mail on 127.0.0.1:\(catcher.port), keeping it in \(maildir)")
            FileHandle.standardOutput.flush()
            await untilTerminated { while !Task.isCancelled { await pause(.seconds(3_600)) } }
            await catcher.stop()
        }
    }

    @Sendable private static func now() -> Int64 {
        Int64(Date().timeIntervalSince1970 * 1_000)
    }
}
