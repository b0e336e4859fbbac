import Foundation

/// Outlook containers for tests, and mails that hold them.
enum OutlookSample {
    enum Property {
        case plain(String)
        case html(String)
        case rtf(String)
        case packed([UInt8])

        fileprivate var bytes: [UInt8] {
            let (type, id, value): (UInt16, UInt16, [UInt8]) =
                switch self {
                case .plain(let text): (0x001E, 0x1000, Array(text.utf8) + [0])
                case .html(let text): (0x0102, 0x1013, Array(text.utf8))
                case .rtf(let text):
                    (
                        0x0102, 0x1009,
                        number(0) + number(text.utf8.count) + Array("MELA".utf8)
                            + number(0) + Array(text.utf8)
                    )
                case .packed(let bytes): (0x0102, 0x1009, bytes)
                }
            let padding = [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
            return short(type) + short(id) + number(1) + number(value.count) + value + padding
        }
    }

    enum Attribute {
        case codePage(Int)
        case properties([Property])

        fileprivate var bytes: [UInt8] {
            let (id, value): (Int, [UInt8]) =
                switch self {
                case .codePage(let page): (0x0006_9007, number(page) + number(0))
                case .properties(let list):
                    (0x0006_9003, number(list.count) + list.flatMap(\.bytes))
                }
            return [1] + number(id) + number(value.count) + value + [0, 0]
        }
    }

    static func container(_ attributes: [Attribute]) -> [UInt8] {
        [0x78, 0x9F, 0x3E, 0x22, 1, 0] + attributes.flatMap(\.bytes)
    }

    /// `before`, `after`: Other parts, whole with their header.
    static func mail(
        _ attributes: [Attribute], before: String? = nil, after: String? = nil
    ) -> [UInt8] {
        let sealed =
            "Content-Type: application/ms-tnef; name=winmail.dat\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + Data(container(attributes)).base64EncodedString(
                options: [.lineLength76Characters, .endLineWithLineFeed])
        let parts = [before, sealed, after].compactMap { $0 }.map { "--b\n\($0)\n" }
        let text =
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
            + parts.joined() + "--b--\n"
        return Array(text.utf8)
    }

    private static func short(_ value: UInt16) -> [UInt8] {
        [UInt8(value & 0xFF), UInt8(value >> 8)]
    }

    private static func number(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) }
    }
}
