/// What pictures and the like may be, by their bytes alone: what a provider or a file's name says is
/// believed in nothing.
public enum MediaType {
    /// The type that the bytes show, if families may send it: pictures, sounds, films, PDF, business
    /// cards, appointments and plain text. Nil for anything else, HTML, SVG and programs among it.
    public static func accepted(_ bytes: [UInt8]) -> String? {
        guard let type = sniffedType(bytes) else { return unsniffed(bytes) }
        let isPlain = ["application/pdf", "text/vcard", "text/calendar"].contains(type)
        let kinds = ["image/", "audio/", "video/"]
        guard type != "image/svg+xml", isPlain || kinds.contains(where: type.hasPrefix) else {
            return nil
        }
        return type
    }

    /// Sounds and films whose beginning says little, and text.
    ///
    /// Sources: WHATWG MIME Sniffing §6.2 (WAVE, WebM), ISO 11172-3 §2.4.2.3 (MPEG audio's sync
    /// word), ISO 13818-7 §6.2 (ADTS).
    private static func unsniffed(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: Array("RIFF".utf8)) {
            return bytes.dropFirst(8).starts(with: Array("WAVE".utf8)) ? "audio/wav" : nil
        }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "video/webm" }
        if bytes.count > 4, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 {
            return bytes[1] & 0x06 == 0 ? "audio/aac" : "audio/mpeg"
        }
        guard !bytes.isEmpty, String(validating: bytes, as: UTF8.self) != nil,
            bytes.allSatisfy({ $0 >= 32 && $0 != 127 || [9, 10, 13].contains($0) })
        else { return nil }
        return "text/plain"
    }

    /// How a file's name ends; empty where that is not known.
    static func ending(of type: String) -> String {
        [
            "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
            "image/heic": ".heic", "image/heif": ".heif", "image/avif": ".avif",
            "image/tiff": ".tif", "image/bmp": ".bmp", "audio/mpeg": ".mp3", "audio/mp4": ".m4a",
            "audio/aac": ".aac", "audio/amr": ".amr", "audio/ogg": ".ogg", "audio/wav": ".wav",
            "video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm",
            "application/pdf": ".pdf", "text/vcard": ".vcf", "text/calendar": ".ics",
            "text/plain": ".txt",
        ][type] ?? ""
    }
}
