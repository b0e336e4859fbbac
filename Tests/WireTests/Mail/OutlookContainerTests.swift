import Crypto
import Engines
import Foundation
import Testing

@testable import Wire

/// `winmail.dat` as Outlook wrote it, and as nobody should.
@Suite struct OutlookContainerTests {
    struct Item: Decodable, Sendable, CustomTestStringConvertible {
        struct File: Decodable, Sendable { let name: String, size: Int, sha256: String }
        let name: String
        let files: [File]
        let words: String?
        var testDescription: String { name }

        func bytes() throws -> [UInt8] {
            let file = OutlookContainerTests.folder.appending(path: name + ".tnef")
            return [UInt8](try Data(contentsOf: file))
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Corpora/outlook")
    static let items: [Item] = {
        let data = (try? Data(contentsOf: folder.appending(path: "cases.json"))) ?? Data()
        return (try? JSONDecoder().decode([Item].self, from: data)) ?? []
    }()

    /// A mail of such a container and nothing else.
    private static func mail(_ container: [UInt8], besides: String = "") -> [UInt8] {
        let base64 = Data(container).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithLineFeed])
        return Array(
            """
            From: a@b.example
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            \(besides)
            --b
            Content-Type: application/ms-tnef; name=winmail.dat
            Content-Transfer-Encoding: base64

            \(base64)
            --b--

            """.utf8)
    }

    @Test func `there are containers`() {
        #expect(Self.items.count == 14)
    }

    @Test(arguments: items)
    func `its files have their names and bytes, and its words are the message's`(
        _ item: Item
    ) throws {
        let mail = try readMail(Self.mail(try item.bytes())).value
        let files = mail.attachments.dropFirst()
        #expect(mail.attachments.first?.fileName == "winmail.dat")
        #expect(files.compactMap(\.fileName) == item.files.map(\.name))
        for (found, wanted) in zip(files, item.files) {
            #expect(found.bytes.count == wanted.size)
            let digest = SHA256.hash(data: found.bytes).map { String(format: "%02x", $0) }.joined()
            #expect(digest == wanted.sha256, "\(wanted.name)")
        }
        if let words = item.words { #expect(mail.text.contains(words), "\(mail.text.prefix(300))") }
        for sign in ["{\\", "\\par", "htmltag", "\u{0}"] { #expect(!mail.text.contains(sign)) }
    }

    /// MS-OXRTFCP §3.1.1 and §3.1.2.
    @Test(arguments: [
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
                + "0af32068656c090020627705b06c647d0a800fa0",
            "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
        ),
        (
            "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0",
            "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
        ),
    ])
    func `packed RTF is unpacked as its specification shows`(_ packed: String, _ rtf: String) {
        #expect(unpackedRTF(Self.bytes(packed)).map { String(decoding: $0, as: UTF8.self) } == rtf)
    }

    @Test(
        arguments: [
            (#"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2\par da}"#, "Привет\nda"),
            (#"{\rtf1\ansi\uc1 \u7843?\u10?x{\uc2\u8364??y}z\u-10179?\u-8704?}"#, "ả\nx€yz😀"),
            (#"{\rtf1\ansicpg936 \'c4\'e3\'ba\'c3}"#, "你好"),
            (#"{\rtf1{\fonttbl{\f0 Arial;}}{\*\htmltag <b>}S{\htmlrtf \b}i\{\}\\}"#, "Si{}\\"),
            (#"{\rtf1 a\~b\tab c{\pict 0102}\bin3 }}}d\line e}"#, "a\u{A0}b\tcd\ne"),
        ] as [(String, String)])
    func `RTF is read to its words`(_ rtf: String, _ text: String) {
        #expect(RTFText.text(of: Array(rtf.utf8)) == text)
    }

    @Test func `what is no RTF is none`() {
        #expect(RTFText.text(of: Array("hello".utf8)) == nil)
        #expect(unpackedRTF([1, 2, 3]) == nil)
        #expect(unpackedRTF([UInt8](repeating: 0x41, count: 64)) == nil)
    }

    @Test func `a container that is cut or changed anywhere is read as far as it goes`() throws {
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for item in Self.items {
            let whole = try item.bytes()
            for round in 0..<60 {
                var bytes = whole
                for _ in 0..<(round % 8) { bytes[next(bytes.count)] = UInt8(next(256)) }
                if round % 3 == 0 { bytes = Array(bytes.prefix(next(bytes.count))) }
                let time = processorTime {
                    guard let container = OutlookContainer(bytes) else { return }
                    _ = container.rtf.flatMap { RTFText.text(of: $0) }
                    #expect(container.files.count <= MailLimits.parts)
                }
                #expect(time < .seconds(10), "\(item.name) \(round)")
            }
        }
    }

    @Test func `sizes that lie take no memory`() {
        let head: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 1, 0]
        // An attribute of 4 GB; a list of as many properties; RTF that says it is as large.
        let attribute = head + [1, 3, 0x90, 6, 0] + [255, 255, 255, 255]
        #expect(OutlookContainer(attribute)?.files.isEmpty == true)
        let list = head + [1, 3, 0x90, 6, 0, 8, 0, 0, 0] + [UInt8](repeating: 255, count: 8)
        #expect(OutlookContainer(list)?.plain == nil)
        let flags: [UInt8] = [0xFF]
        let reference: [UInt8] = [0, 0x1F]
        let group = flags + Array(repeating: reference, count: 8).joined()
        let size: [UInt8] = [255, 255, 255, 255]
        let kind: [UInt8] = [0x4C, 0x5A, 0x46, 0x75]
        let empty: [UInt8] = [0, 0, 0, 0]
        let bomb = empty + size + kind + empty + Array(repeating: group, count: 60_000).joined()
        let time = processorTime {
            #expect((unpackedRTF(bomb)?.count ?? 0) <= MailLimits.textBytes * 4)
        }
        #expect(time < .seconds(10))
        let deep = Array(#"{\rtf1"#.utf8) + [UInt8](repeating: UInt8(ascii: "{"), count: 1_000_000)
        #expect(RTFText.text(of: deep) == "")
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        var rest = hex[...]
        var bytes: [UInt8] = []
        while !rest.isEmpty {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
