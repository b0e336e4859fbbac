import Foundation
import Wire

/// The bytes of a file from an agency.
public enum ExchangeDocument {
    /// Reads a file of at most 32 MB.
    ///
    /// - Throws: ``ExchangeProblem`` when it is no file that can be read, or a larger one.
    public static func read(_ url: URL) throws(ExchangeProblem) -> [UInt8] {
        let name = url.lastPathComponent
        let most = XLIFFReader.mostBytes
        guard isOrdinaryFile(url.path), let handle = try? FileHandle(forReadingFrom: url),
            let bytes = try? handle.read(upToCount: most + 1)
        else {
            throw ExchangeProblem(
                line: 0, "\(name) is no file that can be read. Check its name and its owner.")
        }
        guard bytes.count <= most else {
            throw ExchangeProblem(
                line: 0, "\(name) is larger than \(most >> 20) MB. Is it the right file?")
        }
        return Array(bytes)
    }
}
