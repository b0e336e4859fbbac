/// The media type that the first bytes of a file show; nil when they show none.
///
/// Only what families send and what must be told apart from it (programs, HTML). Source: WHATWG
/// MIME Sniffing §6 and the formats' own signatures.
func sniffedType(_ bytes: [UInt8]) -> String? {
    for (signature, offset, type) in signatures
    where bytes.dropFirst(offset).starts(with: signature) {
        return type
    }
    if bytes.dropFirst(8).starts(with: Array("WEBP".utf8)), bytes.starts(with: Array("RIFF".utf8)) {
        return "image/webp"
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return zipType(bytes) }
    return textType(bytes)
}

private let signatures: [(bytes: [UInt8], offset: Int, type: String)] = [
    (Array("%PDF-".utf8), 0, "application/pdf"),
    ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
    (Array("GIF8".utf8), 0, "image/gif"),
    ([0x49, 0x49, 0x2A, 0x00], 0, "image/tiff"),
    ([0x4D, 0x4D, 0x00, 0x2A], 0, "image/tiff"),
    (Array("BM".utf8), 0, "image/bmp"),
    (Array("ftypheic".utf8), 4, "image/heic"),
    (Array("ftypheix".utf8), 4, "image/heic"),
    (Array("ftypmif1".utf8), 4, "image/heif"),
    (Array("ftypavif".utf8), 4, "image/avif"),
    (Array("ftypM4A ".utf8), 4, "audio/mp4"),
    (Array("ftypqt".utf8), 4, "video/quicktime"),
    (Array("ftyp".utf8), 4, "video/mp4"),
    (Array("ID3".utf8), 0, "audio/mpeg"),
    (Array("OggS".utf8), 0, "audio/ogg"),
    (Array("#!AMR".utf8), 0, "audio/amr"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "application/x-ole-storage"),
    ([0x1F, 0x8B], 0, "application/gzip"),
    (Array("Rar!".utf8), 0, "application/vnd.rar"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "application/x-7z-compressed"),
    (Array("MZ".utf8), 0, "application/vnd.microsoft.portable-executable"),
    ([0x7F, 0x45, 0x4C, 0x46], 0, "application/x-elf"),
    ([0x78, 0x9F, 0x3E, 0x22], 0, "application/ms-tnef"),
    (Array("{\\rtf".utf8), 0, "application/rtf"),
    (Array("BEGIN:VCALENDAR".utf8), 0, "text/calendar"),
    (Array("BEGIN:VCARD".utf8), 0, "text/vcard"),
]

/// Office files are ZIP archives; the name of an early member tells them apart. Never unpacked.
private func zipType(_ bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(4_096), as: UTF8.self)
    let office = "application/vnd.openxmlformats-officedocument."
    if head.contains("word/") { return office + "wordprocessingml.document" }
    if head.contains("xl/") { return office + "spreadsheetml.sheet" }
    if head.contains("ppt/") { return office + "presentationml.presentation" }
    if head.contains("application/vnd.oasis.opendocument.text") {
        return "application/vnd.oasis.opendocument.text"
    }
    return "application/zip"
}

private func textType(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
        .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<script") {
        return "text/html"
    }
    if head.hasPrefix("<svg") || (head.hasPrefix("<?xml") && head.contains("<svg")) {
        return "image/svg+xml"
    }
    return nil
}
