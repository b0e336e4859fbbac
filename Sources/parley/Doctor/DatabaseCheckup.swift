import Foundation
import Inbox
import People
import Store

/// The database: reachable, of this program's schema, durable, with somebody to answer families.
struct DatabaseCheckup {
    let settings: Settings
    let now: Instant

    func findings() async -> [Finding] {
        var found: [Finding] = []
        if case .sqlite(let path) = settings.database {
            if let problem = unusable(path) { return [problem] }
            let folder = URL(filePath: path).deletingLastPathComponent().path
            found.append(MachineCheckup.room(in: folder, kept: settings.keepFree))
        }
        do {
            let database = try Workplace.openDatabase(settings)
            found += await look(database)
            await database.close()
        } catch {
            found.append(.fail("database", error))
        }
        return found
    }

    /// Opening SQLite's file would make it where it is not.
    private func unusable(_ path: String) -> Finding? {
        guard FileManager.default.fileExists(atPath: path) else {
            return .fail(
                "database", "There is no database at \(path)",
                "Make it with `parley migrate`, or restore a backup; the setting is `database`.")
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard access(path, R_OK | W_OK) == 0, access(folder, W_OK | X_OK) == 0 else {
            return .fail(
                "database", "This account can't write \(path), or the folder that it is in",
                "Run parley under the account that owns them.")
        }
        return nil
    }

    private func look(_ database: any Database) async -> [Finding] {
        do {
            try await Migrator(program: programVersion).check(database)
            let name = database.dialect == .sqlite ? "SQLite" : "PostgreSQL"
            let version = Migrator.all.last?.number ?? 0
            var found = [Finding.ok("database", "Database: \(name), schema \(version)")]
            found.append(try await durability(database))
            found += try await database.read { t in try Self.staff(t) }
            found += try await database.read { [now, settings] t in
                try WorkFigures(now: now, patience: settings.sending.stalledAfter, t).findings(
                    now: now)
            }
            if let folder = settings.mailFolder?.folder {
                let count = try await database.read { t in
                    try IMAPNotes(.real, folder: folder.key).tooLarge(t)
                }
                if count > 0 { found.append(tooLarge(count)) }
            }
            return found
        } catch {
            return [.fail("database", error)]
        }
    }

    private func tooLarge(_ count: Int) -> Finding {
        .warn(
            "imap-too-large",
            "IMAP: \(counted(count, "mail is", "mails are")) larger than "
                + "\(settings.largestMail >> 20) MiB and was left in the folder",
            "Read it there, or raise inbox.largest_mail_mib.")
    }

    private func durability(_ database: any Database) async throws -> Finding {
        switch try await Durability.of(database) {
        case .sqlite(let journal, let synchronous):
            Self.durability(journal: journal, synchronous: synchronous)
        case .postgres(let off): Self.durability(off: off)
        }
    }

    static func durability(journal: String, synchronous: Int) -> Finding {
        guard journal == "wal", synchronous >= 2 else {
            return .warn(
                "durability",
                "SQLite's journal is \(journal), its synchronous level \(synchronous)",
                "Keep the file on a local disk, where WAL works; a power cut may take what was "
                    + "acknowledged.")
        }
        return .ok("durability", "Durable: WAL, each commit on disk before it is acknowledged")
    }

    static func durability(off: [String]) -> Finding {
        guard off.isEmpty else {
            return .warn(
                "durability", "PostgreSQL runs with \(off.joined(separator: " and ")) off",
                "Turn it on in postgresql.conf: a power cut may take what was acknowledged.")
        }
        return .ok("durability", "Durable: each commit on disk before it is acknowledged")
    }

    private static func staff(_ t: borrowing Transaction) throws -> [Finding] {
        let schools = try Schools().all(t)
        guard !schools.isEmpty else {
            return [.fail("staff", "There is no school yet", "Run `parley init`.")]
        }
        let without = try schools.filter { school in
            try Staff().liaison(of: school.id, t) == nil
        }
        guard without.isEmpty else {
            return without.map {
                .fail(
                    "staff", "\($0.name) has no liaison, so nobody gets what families write",
                    "Run `parley staff add HANDLE --name … --role liaison`.")
            }
        }
        let count = schools.count
        return [
            .ok(
                "staff",
                "Staff: \(count == 1 ? "the school has" : "\(count) schools have") a liaison")
        ]
    }
}
