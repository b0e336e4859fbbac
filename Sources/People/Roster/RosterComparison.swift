import Crypto
import Store
import Wire

/// Compares a file with what the database has of a school, kind by kind, and writes what differs on
/// the way, if it is to be written: families before their contacts, contacts and students before
/// what binds them.
struct RosterComparison {
    let file: RosterFile
    let school: SchoolID
    private let writing: RosterWriting?
    private(set) var families = Delta<RosterFamily>()
    private(set) var students = Delta<RosterStudent>()
    private(set) var contacts = Delta<RosterContact>()
    private(set) var edges = Delta<RosterEdge>()
    private(set) var addresses = Delta<RosterAddress>()
    private(set) var remarks = RosterRemarks()
    private var hash: DifferenceHash

    /// Changes that are written at once.
    private static let batch = 200

    /// `writing`: Nil where nothing is to be written.
    init(_ file: RosterFile, school: SchoolID, writing: RosterWriting? = nil) {
        (self.file, self.school, self.writing) = (file, school, writing)
        hash = DifferenceHash(school: school)
    }

    /// Of every change, from what, to what: SHA-256 in hex.
    var digest: String { hash.text }

    mutating func run(_ t: borrowing Transaction) throws {
        try compare(\.families, t)
        try compare(\.students, t)
        try compare(\.contacts, t)
        try compare(\.edges, t)
        try compare(\.addresses, t)
        remarks.endAddresses()
    }

    private mutating func compare<Record: RosterRecord>(
        _ place: WritableKeyPath<RosterComparison, Delta<Record>>, _ t: borrowing Transaction
    ) throws {
        var merge = RosterMerge<Record>(file, school)
        var delta = Delta<Record>()
        var batch: [RosterChange<Record>] = []
        hash.begin(Record.kind)
        while let pair = try merge.next(t) {
            Record.remark(on: pair, in: &remarks)
            guard let change = delta.take(pair) else { continue }
            hash.add(change)
            guard let writing else { continue }
            batch.append(change)
            guard batch.count == Self.batch else { continue }
            try Record.write(batch, by: writing, t)
            batch = []
        }
        if let writing, !batch.isEmpty { try Record.write(batch, by: writing, t) }
        self[keyPath: place] = delta
    }
}

/// Takes in every change, each text with its length before it, so that no two differences can
/// read alike.
private struct DifferenceHash {
    private var hash = SHA256()

    init(school: SchoolID) {
        add(["difference 2", school.text])
    }

    mutating func begin(_ kind: RosterKind) {
        add([kind.rawValue])
    }

    mutating func add<Record>(_ change: RosterChange<Record>) {
        let (old, new) = (change.stored?.record, change.wanted)
        add([change.change.rawValue] + ((new ?? old)?.keyParts ?? []))
        add((old?.fields ?? []).map(\.value))
        add((new?.fields ?? []).map(\.value))
    }

    var text: String { hexText(hash.finalize()) }

    private mutating func add(_ texts: [String]) {
        var bytes: [UInt8] = []
        for text in texts {
            bytes += Array("\(text.utf8.count):".utf8)
            bytes += Array(text.utf8)
        }
        hash.update(data: Array("\(texts.count)/\(bytes.count);".utf8))
        hash.update(data: bytes)
    }
}
