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
                // What waits elsewhere is kept before the reader can say that nothing is left.
                if drain {
                    await watchSources(place, drain: true)
                    await lookAfterTexts(place, drain: true)
                    await translationWorker(place).runDue()
                }
                await withTaskGroup(of: Void.self) { group in
                    if !drain {
                        group.addTask { await watchSources(place) }
                        group.addTask { await lookAfterTexts(place) }
                        group.addTask { await translationWorker(place).keepOn() }
                        group.addTask { await keepIndex(place) }
                    }
                    group.addTask { await reader(place).run(drain: drain) }
                    if !readingOnly { group.addTask { await send(place, drain: drain, times) } }
                }
                // What was read may have brought pictures, and words to translate.
                if drain {
                    await lookAfterTexts(place, drain: true)
                    await translationWorker(place).runDue()
                }
                // Of what was read just now, too.
                if drain, !readingOnly { await tellStaff(place, drain: true) }
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
                    + "\(place.settings.listen.place.with(port: listener.port)), "
                    + "for \(place.settings.domain)."
            )
            let web = try await startWeb(place)
            FileHandle.standardOutput.flush()
            await untilTerminated {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await watchSources(place) }
                    group.addTask { await lookAfterTexts(place) }
                    group.addTask { await translationWorker(place).keepOn() }
                    group.addTask { await keepIndex(place) }
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
        let (here, kind) = place.settings.listen
        var session = SMTPSession.Options(hostName: place.settings.domain)
        session.mode = kind == .lmtp ? .lmtp : .smtp
        session.maxMessageBytes = place.settings.largestMail
        var options = SMTPListenerOptions(port: 0, session: session)
        switch here {
        case .address(let host, let port): (options.host, options.port) = (host, port)
        case .socket(let socket): options.socket = socket
        }
        options.certificate = try place.settings.listenerTLS.map { files in
            let log = logger("listener")
            return try ListenerCertificate(certificate: files.certificate, key: files.key) {
                log.error("\($0)")
            }
        }
        let keeper = TakeMail(place.desk, mailboxes: Set(place.settings.mailboxes))
        do {
            return try await SMTPListener.start(options, keeper: keeper) {
                ClockAndChance.real.now().milliseconds
            }
        } catch {
            throw Refusal(
                "Mail can't be taken in at \(here): \(error). Another program may listen "
                    + "there; stop it, or give another place in inbox.listen.")
        }
    }
}

func reader(_ place: Workplace) -> ReadingWorker {
    ReadingWorker(
        place.desk, lease: place.settings.pace.lease, log: logger("reading"), pause: pause)
}

/// The index of what has been translated, once a day where it is due.
private func keepIndex(_ place: Workplace) async {
    await KeepIndex(place.desk, log: logger("memory"), pause: pause).keepOn()
}

/// Parts of texts that are overdue, and the pictures beside texts.
private func lookAfterTexts(_ place: Workplace, drain: Bool = false) async {
    let fetcher = place.mediaFetcher()
    let log = logger("texts")
    let rounds = TextRounds(
        place.desk, FetchMedia(place.desk, fetcher, log: log), log: log, pause: pause)
    if drain { await rounds.round() } else { await rounds.keepOn() }
    await fetcher?.close()
}

/// Each channel has a worker of its own: a provider that stands still delays no mail.
private func send(_ place: Workplace, drain: Bool, _ times: StageTimes? = nil) async {
    let watch = Task {
        await StallWatch(place.desk, log: logger("delivery"), pause: pause).run()
    }
    let archiving = Task {
        guard !drain else { return }
        await ArchiveOld(place.desk, log: logger("archive"), pause: pause).keepOn()
    }
    defer {
        watch.cancel()
        archiving.cancel()
    }
    await withTaskGroup(of: Void.self) { group in
        if !drain { group.addTask { await tellStaff(place, drain: false) } }
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

/// Mails to staff, by a connection of their own: no queue of notices delays them.
private func tellStaff(_ place: Workplace, drain: Bool) async {
    let (mailer, client) = place.staffMailer()
    let worker = StaffMailWorker(
        place.desk, mailer: mailer, lease: place.settings.pace.lease,
        schedule: place.settings.pace.schedule, log: logger("staff"), pause: pause)
    await drain ? worker.runDue() : worker.keepOn()
    await client.close()
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
