import Foundation
import Store

/// The two databases that every test above the drivers runs on.
public enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// Those that can be reached: PostgreSQL only where `PARLEY_PG_URL` names one.
    public static let reachable: [Engine] = allCases.filter { $0 == .sqlite || postgresURL != nil }

    static let postgresURL = ProcessInfo.processInfo.environment["PARLEY_PG_URL"]

    /// The name in a test's title.
    public var testDescription: String { rawValue }

    /// A place for a database that nothing else uses.
    public func fresh() throws -> Place {
        let name = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch self {
        case .sqlite:
            let folder = testFolder.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return Place(engine: self, target: folder.appending(path: "parley.db").path, name: name)
        case .postgres:
            guard let url = Self.postgresURL else { throw MissingPostgres() }
            return Place(engine: self, target: url, name: name)
        }
    }

    /// A migrated, empty database.
    public func empty() async throws -> any Database {
        try await BorrowedDatabase {
            let database = try await fresh().make()
            _ = try await Migrator(program: "test").migrate(database, now: Instant(milliseconds: 0))
            return database
        }
    }
}

/// PostgreSQL is not there.
public struct MissingPostgres: Error {}

/// Where a test's database lives.
public struct Place: Sendable {
    let engine: Engine
    /// The file, or the connection URL.
    public let target: String
    let name: String

    /// The setting `database` that names this place.
    public var setting: String {
        switch engine {
        case .sqlite: "sqlite:\(target)"
        case .postgres:
            target + (target.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(name)"
        }
    }

    /// Makes the schema on PostgreSQL; SQLite's file needs nothing.
    public func prepare() async throws {
        guard engine == .postgres else { return }
        let admin = try PostgresDatabase(url: target, connections: 1)
        try await admin.createSchema(name)
        await admin.close()
    }

    /// Opens it.
    public func open(patience: Duration = .seconds(15), maximumPages: Int? = nil) throws
        -> any Database
    {
        switch engine {
        case .sqlite:
            try SQLiteDatabase(path: target, patience: patience, maximumPages: maximumPages)
        case .postgres: try PostgresDatabase(url: target, connections: 6, schema: name)
        }
    }

    /// Makes and opens it.
    public func make() async throws -> any Database {
        try await prepare()
        return try open()
    }
}

/// One folder for everything that this run of the tests makes; it goes when the run ends.
public let testFolder: URL = {
    let id = ProcessInfo.processInfo.processIdentifier
    let folder = FileManager.default.temporaryDirectory.appending(path: "parley-tests-\(id)")
    atexit { try? FileManager.default.removeItem(at: testFolder) }
    return folder
}()
