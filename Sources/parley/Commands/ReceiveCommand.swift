import ArgumentParser
import Foundation
import Inbox
import Outreach
import Store

/// `parley receive`: one mail on standard input, for a mail server's pipe.
struct ReceiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Keep one mail from standard input, as a mail server's pipe hands it over.",
        discussion: """
            Exits by sysexits.h: 0 once the mail is on disk; 75 (try again later) when it can't be \
            kept now, whatever the reason, slips in this command line included; 69 when it is too \
            large, so that the mail server sends it back.

            parley receive --to reply+…@school.example < mail
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "The envelope's recipient; may be given again. Else the mail's Delivered-To.")
    var to: [String] = []
    @Option(help: "The envelope's sender; empty for <>. Unless given, the mail's Return-Path.")
    var from: String?
    @Flag(help: "Read and file it at once as well.")
    var read = false
    @Flag(help: "Take no mail; tell how many arrivals still wait to be read.")
    var status = false

    func run() async throws {
        if status { return try await tellStatus() }
        do {
            try await receive()
        } catch let error as TooLarge {
            // Not a fault that passes. Mail servers read the status code at the words' beginning.
            Self.end(.unavailable, "5.3.4 \(error)")
        } catch {
            Self.end(.tryAgain, "parley receive: \(error)")
        }
    }

    private func receive() async throws {
        let (from, to, read) = (from, to, read)
        try await common.work { place in
            let limit = place.settings.largestMail
            let bytes = try FileHandle.standardInput.read(upToCount: limit + 1) ?? Data()
            guard bytes.count <= limit else { throw TooLarge(limit: limit) }
            let keeper = TakeMail(place.desk, mailboxes: Set(place.settings.mailboxes))
            let mail = PipedMail([UInt8](bytes), from: from, to: to)
            let kept = try await keeper.keep(mail.arrival)
            if read { await reader(place).run(drain: true) }
            try common.print(["inbound": kept.id.text]) { ["Kept as \(kept.id)."] }
        }
    }
}

extension ReceiveCommand {
    /// What a mail server is told, by `sysexits.h`. Any other status than 75 sends the parent's mail
    /// back (pipe(8)).
    enum Status: Int32 {
        /// EX_UNAVAILABLE: it comes to nothing, however often it is tried.
        case unavailable = 69
        /// EX_TEMPFAIL: the mail server keeps the mail and tries again.
        case tryAgain = 75
    }

    private struct TooLarge: Error, CustomStringConvertible {
        let limit: Int
        var description: String { "The mail is larger than \(limit >> 20) MiB; it was not kept." }
    }

    /// Ends the program when its command line has a slip that no mail should be sent back for.
    static func end(onMisuse arguments: [String]) {
        guard arguments.first == configuration.commandName else { return }
        do {
            _ = try Parley.parseAsRoot(arguments)
        } catch  where Parley.exitCode(for: error) == .validationFailure {
            end(.tryAgain, Parley.fullMessage(for: error))
        } catch {
            // Asked for help, say: that is no misuse.
        }
    }

    private static func end(_ status: Status, _ words: String) -> Never {
        FileHandle.standardError.write(Data("\(words)\n".utf8))
        exit(withError: ExitCode(status.rawValue))
    }

    private func tellStatus() async throws {
        try await common.work { place in
            let waiting = try await place.database.read { t in try InboundQueue().waiting(t) }
            try common.print(["waiting": waiting]) {
                [
                    waiting == 0
                        ? "Everything has been read." : "\(waiting) arrivals wait to be read."
                ]
            }
        }
    }
}
