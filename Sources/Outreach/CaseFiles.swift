import Cases
import Dispatch
import Inbox
import People
import Store

/// A file that a family sent, by mail or beside a text.
public struct CaseFile: Sendable {
    enum Place: Sendable {
        case mail(InboundID, AttachedFile)
        case text(MediaItem)
    }

    /// Its number on the case: 1 for the first of the timeline.
    public let number: Int
    /// The entry that it came with.
    public let entry: EntryID
    let place: Place

    /// A name to show and to save it under; never empty.
    public var name: String {
        switch place {
        case .mail(_, let file): file.name.isEmpty ? "attachment-\(number)" : file.name
        case .text(let item): item.name
        }
    }

    /// The media type; empty while it is not known.
    public var type: String {
        switch place {
        case .mail(_, let file): file.type
        case .text(let item): item.type ?? ""
        }
    }

    /// In bytes; nil while it is not here.
    public var size: Int? {
        switch place {
        case .mail(_, let file): file.size
        case .text(let item): item.size
        }
    }

    /// Why it is not here, as a sentence; nil when it is.
    public var absence: String? {
        guard case .text(let item) = place else { return nil }
        switch item.state {
        case .kept: return nil
        case .waiting:
            return "not fetched yet" + (item.problem.map { "; the last try: \($0)" } ?? "")
        case .failed: return "could not be fetched: \(item.problem ?? "the reason is not known")"
        }
    }
}

/// Lists what families sent on a case, and opens it.
public struct CaseFiles: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What came with the entries of a timeline, in its order.
    public func files(
        with entries: [TimelineEntry], _ t: borrowing Transaction
    ) throws -> [CaseFile] {
        var files: [CaseFile] = []
        for entry in entries {
            guard let id = entry.inbound, entry.details["attachments"] != nil else { continue }
            let mail = try Readings(desk.source).files(with: id, t).map {
                CaseFile.Place.mail(id, $0)
            }
            let text = try KeptMedia(desk.source).items(beside: id, t).map(CaseFile.Place.text)
            for place in mail + text {
                files.append(CaseFile(number: files.count + 1, entry: entry.id, place: place))
            }
        }
        return files
    }

    /// The bytes of one file, as the family sent it. Who opened it is on record.
    /// - Throws: ``Refusal`` when there is no such file, or it is not here.
    public func open(
        _ number: Int, on caseName: String, by handle: String
    ) async throws -> (file: CaseFile, bytes: [UInt8]) {
        let (file, bytes) = try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .readCase, t)
            let found = try findCase(caseName, of: staff.school, desk, t)
            let all = try files(with: desk.timeline.entries(of: found.id, t), t)
            guard let file = all.first(where: { $0.number == number }) else {
                throw Refusal(
                    "Case \(found.reference) has no file \(number). "
                        + "`parley case show \(found.reference)` shows what there is.")
            }
            if let absence = file.absence {
                throw Refusal("File \(number) of case \(found.reference) is \(absence).")
            }
            try desk.audit.record(
                "case.attachment", by: staff.id, on: ("case", found.id.text),
                family: found.family, details: ["file": String(number)], t)
            return (file, try kept(file, t))
        }
        guard let bytes, let content = await content(of: file, bytes) else {
            throw Refusal("What file \(number) was read from is no longer kept.")
        }
        return (file, content)
    }

    /// The file itself, or the mail that it is in.
    private func kept(_ file: CaseFile, _ t: borrowing Transaction) throws -> [UInt8]? {
        switch file.place {
        case .mail(let id, _): try InboundQueue().bytes(of: id, t)
        case .text(let item):
            try KeptMedia(desk.source).bytes(beside: item.inbound, at: item.position, t)
        }
    }

    /// Reading a mail blocks, so it gets a thread of its own.
    private func content(of file: CaseFile, _ bytes: [UInt8]) async -> [UInt8]? {
        guard case .mail(_, let attached) = file.place else { return bytes }
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: attached.bytes(in: bytes))
            }
        }
    }
}
