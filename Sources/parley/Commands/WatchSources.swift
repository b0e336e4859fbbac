import Inbox
import Logging
import Outreach
import Store

/// Takes what waits in a Maildir and in a folder on a mail server, where these are set.
func watchSources(_ place: Workplace, drain: Bool = false) async {
    await withTaskGroup(of: Void.self) { group in
        group.addTask { await watchMaildir(place, drain) }
        group.addTask { await watchMailFolder(place, drain) }
    }
}

private func watchMaildir(_ place: Workplace, _ drain: Bool) async {
    guard let folder = place.settings.maildir else { return }
    let source = MaildirSource(folder: folder, largest: place.settings.largestMail)
    await watch(source, every: .seconds(2), "maildir", place, drain)
}

private func watchMailFolder(_ place: Workplace, _ drain: Bool) async {
    guard let settings = place.settings.mailFolder else { return }
    let source = IMAPSource(
        settings.folder, largest: place.settings.largestMail,
        memory: IMAPMemory(place.database, .real, folder: settings.folder),
        now: ClockAndChance.real.now)
    await watch(source, every: settings.rest, "imap", place, drain)
    await source.close()
}

private func watch(
    _ source: some Source, every rest: Duration, _ name: String, _ place: Workplace, _ drain: Bool
) async {
    let keeper = TakeMail(place.desk, mailboxes: Set(place.settings.mailboxes))
    let log = logger(name)
    await SourceWatch(
        source, every: rest, keep: { try await keeper.keep($0) }, pause: pause
    ) { event in
        switch event {
        case .kept(let id): log.info("kept", metadata: ["inbound": "\(id)"])
        case .repeated(let id): log.info("kept before", metadata: ["inbound": "\(id)"])
        case .problem(let sentence): log.error("\(sentence)")
        }
    }.run(drain: drain)
}
