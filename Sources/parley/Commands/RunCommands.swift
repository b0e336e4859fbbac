import ArgumentParser
import Delivery
import Foundation
import Inbox
import Logging
import Outreach
import Store
import Web
import Wire

/// `parley worker`: sends what is due and reads what came in.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Send what is due and read what came in; any number may run at once.",
        discussion: "On SIGTERM it finishes what is in flight. PARLEY_LOG=info says more.")

    @OptionGroup var common: CommonOptions
    @Flag(help: "End once nothing is due and everything has been read.")
    var drain = false
    @Flag(help: "Only read what came in; send nothing.")
    var readingOnly = false

    @Flag(
        help: """
            At the end, print the processor's seconds that mail took by stage, as JSON: claim, \
            rules, encode, settle, and the rest (SMTP, sockets, commits, reading).
            """)
    var timings = false

    func run() async throws {
        let (drain, readingOnly) = (drain, readingOnly)
        let times = timings ? StageTimes() : nil
        try await common.work { place in
            await untilTerminated {
                // What waits in the Maildir is kept before the reader can say that nothing is left.
                if drain { await watchMaildir(place, drain: true) }
                await withTaskGroup(of: Void.self) { group in
                    if !drain { group.addTask { await watchMaildir(place) } }
                    group.addTask { await reader(place).run(drain: drain) }
                    if !readingOnly { group.addTask { await send(place, drain: drain, times) } }
                }
            }
            if let times { try tell(times) }
        }
    }

    private func tell(_ times: StageTimes) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(times.seconds()), as: UTF8.self))
    }
}

/// `parley serve`: the listener and a worker in one process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Take mail and texts in, read them, and send what is due, in one process.",
        discussion: "Stop it with Ctrl-C or SIGTERM: it finishes what is in flight.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.work { place in
            let listener = try await startListener(place)
            print(
                "Listening for \(place.settings.listen.protocol.rawValue.uppercased()) on "
                    + "\(place.settings.listen.host):\(listener.port), for \(place.settings.domain)."
            )
            let web = try await startWeb(place)
            FileHandle.standardOutput.flush()
            await untilTerminated {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await watchMaildir(place) }
                    group.addTask { await reader(place).run() }
                    group.addTask { await send(place, drain: false) }
                }
            }
            async let mail: Void = listener.shutdown(grace: .seconds(10))
            await web?.shutdown(grace: .seconds(10))
            await mail
        }
    }

    /// The port for text providers, where one is set.
    private func startWeb(_ place: Workplace) async throws -> WebServer? {
        guard let (host, port) = place.settings.web else { return nil }
        var options = WebOptions(port: port)
        options.host = host
        do {
            let server = try await WebServer.start(options, desk: place.desk, log: logger("web"))
            print("Answering the web on \(host):\(server.port).")
            return server
        } catch {
            throw Refusal(
                "The web port \(host):\(port) can't be had: \(error). Another program may listen "
                    + "there; stop it, or give another place in web.listen.")
        }
    }

    private func startListener(_ place: Workplace) async throws -> SMTPListener {
        let (host, port, kind) = place.settings.listen
        var session = SMTPSession.Options(hostName: place.settings.domain)
        session.mode = kind == .lmtp ? .lmtp : .smtp
        session.maxMessageBytes = place.settings.largestMail
        var options = SMTPListenerOptions(port: port, session: session)
        options.host = host
        let keeper = TakeMail(place.desk, mailboxes: Set(place.settings.mailboxes))
        do {
            return try await SMTPListener.start(options, keeper: keeper) {
                ClockAndChance.real.now().milliseconds
            }
        } catch {
            throw Refusal(
                "Mail can't be taken in at \(host):\(port): \(error). Another program may listen "
                    + "there; stop it, or give another place in inbox.listen.")
        }
    }
}

/// `parley receive`: one mail on standard input, for a mail server's pipe.
struct ReceiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Keep one mail from standard input, as a mail server's pipe hands it over.",
        discussion: """
            Exits 0 once the mail is on disk, and 75 (try again later) when it can't be kept.

            parley receive --to reply+…@school.example < mail
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "The envelope's recipient; may be given again.")
    var to: [String] = []
    @Option(help: "The envelope's sender; empty for <>.")
    var from = ""
    @Flag(help: "Read and file it at once as well.")
    var read = false
    @Flag(help: "Take no mail; tell how many arrivals still wait to be read.")
    var status = false

    func run() async throws {
        if status { return try await tellStatus() }
        let (from, to, read) = (from, to, read)
        do {
            try await common.work { place in
                let limit = place.settings.largestMail
                let bytes = try FileHandle.standardInput.read(upToCount: limit + 1) ?? Data()
                guard bytes.count <= limit else {
                    // Not a fault that passes: the mail server sends it back to its writer.
                    throw Refusal("The mail is larger than \(limit >> 20) MiB; it was not kept.")
                }
                let keeper = TakeMail(place.desk, mailboxes: Set(place.settings.mailboxes))
                let kept = try await keeper.keep(
                    Arrival(
                        source: "pipe", deliveryID: nil, reversePath: from, recipients: to,
                        bytes: [UInt8](bytes)))
                if read { await reader(place).run(drain: true) }
                try common.print(["inbound": kept.id.text]) { ["Kept as \(kept.id)."] }
            }
        } catch let error as Refusal {
            throw error
        } catch {
            // EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again. So too for
            // a slip in the settings: any other status sends the parent's mail back (pipe(8)).
            FileHandle.standardError.write(Data("parley receive: \(error)\n".utf8))
            throw ExitCode(75)
        }
    }
}

extension ReceiveCommand {
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

private func reader(_ place: Workplace) -> ReadingWorker {
    ReadingWorker(place.desk, log: logger("reading"), pause: pause)
}

/// Takes what a mail server delivers into the Maildir, where one is set.
private func watchMaildir(_ place: Workplace, drain: Bool = false) async {
    guard let folder = place.settings.maildir else { return }
    let keeper = TakeMail(place.desk, mailboxes: Set(place.settings.mailboxes))
    let log = logger("maildir")
    await SourceWatch(
        MaildirSource(folder: folder, largest: place.settings.largestMail),
        keep: { try await keeper.keep($0) }, pause: pause
    ) { event in
        switch event {
        case .kept(let id): log.info("kept", metadata: ["inbound": "\(id)"])
        case .repeated(let id): log.info("kept before", metadata: ["inbound": "\(id)"])
        case .problem(let sentence): log.error("\(sentence)")
        }
    }.run(drain: drain)
}

/// Each channel has a worker of its own: a provider that stands still delays no mail.
private func send(_ place: Workplace, drain: Bool, _ times: StageTimes? = nil) async {
    let watch = Task {
        await StallWatch(place.desk, log: logger("delivery"), pause: pause).run()
    }
    defer { watch.cancel() }
    await withTaskGroup(of: Void.self) { group in
        group.addTask {
            let (channel, client) = place.emailChannel(times)
            await work(on: channel, place, drain, times)
            await client.close()
        }
        if let (channel, client) = place.smsChannel() {
            group.addTask {
                await work(on: channel, place, drain)
                await client.close()
            }
        }
    }
}

private func work(
    on channel: some OutboundChannel, _ place: Workplace, _ drain: Bool, _ times: StageTimes? = nil
) async {
    await DeliveryWorker(
        place.desk, channel: channel, pace: place.settings.pace, log: logger("delivery"),
        times: times, changes: { place.database.changes() }, pause: pause
    ).run(drain: drain)
}

extension FileHandle {
    /// What `print` wrote is seen at once, also by a program that reads it through a pipe.
    func flush() {
        fflush(nil)
    }
}
