/// Reads the blocks of fields that a report consists of, parted by blank lines (RFC 3464 §2.1,
/// RFC 5965 §3). Empty blocks are left out; at most `limit` are read.
public func readFieldBlocks(_ bytes: [UInt8], limit: Int) -> [MailHeaders] {
    var blocks: [MailHeaders] = []
    var rest = bytes[...]
    while !rest.isEmpty, blocks.count < limit {
        let (block, next) = readHeaderBlock(rest)
        if !block.fields.isEmpty { blocks.append(block) }
        rest = rest[next...]
    }
    return blocks
}

/// What the header of a returned message says about it.
public struct ReturnedHeader: Sendable, Hashable {
    /// Without angle brackets.
    public let messageID: String?
    /// Decoded.
    public let subject: String?
    /// Addresses it was for.
    public let to: [String]
}

/// Reads the header of a message that a report returns, whole or cut.
public func readReturnedHeader(_ bytes: [UInt8]) -> ReturnedHeader {
    let start = bytes.firstIndex { $0 != 10 && $0 != 13 } ?? bytes.endIndex
    let headers = readHeaderBlock(bytes[start...].prefix(MailLimits.headerBytes)).headers
    return ReturnedHeader(
        messageID: headers.field("Message-ID").flatMap { messageIDs($0.raw).first },
        subject: headers.first("Subject"),
        to: headers.field("To").map { readMailboxes($0.raw).map(\.address) } ?? [])
}
