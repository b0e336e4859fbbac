import Foundation
import People

/// The file with the signing keys, which only its owner may read.
struct KeyFile {
    private let file: PrivateFile

    init(_ path: String) {
        file = PrivateFile(path: path, kind: "key file")
    }

    func load() throws -> SigningKeys {
        try SigningKeys(
            json: file.load(
                otherwise: "`parley init` makes it; if it was there before, restore it from a "
                    + "backup."))
    }

    func save(_ keys: SigningKeys) throws {
        try file.save(keys.encoded())
    }

    var exists: Bool { file.exists }
}
