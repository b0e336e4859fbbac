import Engines
import Foundation
import Inbox
import Testing
import Wire

/// Mail that is made to harm, or was harmed on its way.
@Suite struct HostileMailTests {
    private let header = "From: parent@example.org\nTo: case@school.example\nSubject: x\n"

    private func read(_ text: String) -> ReadMessage { readMessage(Array(text.utf8)) }

    @Test func `no bytes at all are unreadable, with a sentence`() {
        for bytes in [[], [10], [13, 10, 13, 10]] as [[UInt8]] {
            let message = readMessage(bytes)
            #expect(message.kind == .unreadable)
            #expect(message.evidence.first?.contains("no bytes") == true)
        }
    }

    @Test func `text without a header is unreadable and shown`() {
        let message = read("Hello, this is no mail at all\n\nbut words\n")
        #expect(message.kind == .unreadable)
        #expect(message.text.contains("but words"))
        #expect(message.evidence.first?.contains("no header field") == true)
    }

    @Test func `bytes of no kind are unreadable`() {
        #expect(readMessage([UInt8](repeating: 0, count: 5_000)).kind == .unreadable)
        #expect(readMessage([0xFF, 0xFE, 0x00]).kind == .unreadable)
    }

    @Test func `10,000 nested multiparts are unreadable and say why`() {
        var mail = header
        for level in 0..<10_000 {
            mail += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\n\n--b\(level)\n"
        }
        mail += "Content-Type: text/plain\n\nwords at the bottom\n"
        let time = processorTime {
            let message = read(mail)
            #expect(message.kind == .unreadable || message.text.contains("words at the bottom"))
            #expect(message.forgiven.contains { $0.hasPrefix("nesting-too-deep") })
        }
        #expect(time < .seconds(5))
    }

    @Test func `nesting below the limit keeps the text above it`() {
        var mail = header + "Content-Type: multipart/mixed; boundary=\"b\"\n\n"
        mail += "--b\nContent-Type: text/plain\n\nvisible words\n--b\n"
        for level in 0..<30 {
            mail += "Content-Type: multipart/mixed; boundary=\"c\(level)\"\n\n--c\(level)\n"
        }
        mail += "Content-Type: text/plain\n\ndeep words\n"
        let message = read(mail)
        #expect(message.kind == .new)
        #expect(message.text.contains("visible words"))
        #expect(message.attachments.count == 1)
        #expect(message.forgiven.contains { $0.hasPrefix("nesting-too-deep") })
    }

    @Test func `of 20,000 sibling parts the first are read and the rest is counted`() {
        var mail = header + "Content-Type: multipart/mixed; boundary=\"b\"\n\n"
        for part in 0..<20_000 { mail += "--b\nContent-Type: text/plain\n\npart \(part)\n" }
        mail += "--b--\n"
        let time = processorTime {
            let message = read(mail)
            #expect(message.text.hasPrefix("part 0\n"))
            #expect(message.forgiven.contains { $0.hasPrefix("too-many-parts: 19800") })
        }
        #expect(time < .seconds(10))
    }

    @Test func `20,000 nested messages do no harm`() {
        var mail = header
        for _ in 0..<20_000 { mail += "Content-Type: message/rfc822\n\nSubject: y\n" }
        let time = processorTime { _ = read(mail) }
        #expect(time < .seconds(10))
    }

    @Test func `a mail of 60 MB is read without many copies of it`() throws {
        let line = String(repeating: "QUJD", count: 19) + "\n"
        let lines = 60_000_000 / line.utf8.count
        var bytes = Array((header + "MIME-Version: 1.0\n").utf8)
        bytes += Array("Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n".utf8)
        bytes += Array("Content-Type: text/plain\n\nThe photos of the trip.\n--b\n".utf8)
        bytes += Array(
            "Content-Type: image/jpeg; name=p.jpg\nContent-Transfer-Encoding: base64\n\n".utf8)
        bytes.reserveCapacity(61_000_000)
        for _ in 0..<lines { bytes += line.utf8 }
        bytes += Array("--b--\n".utf8)
        // The peak is the whole process's, other tests' before included.
        let before = try residentMegabytesAtPeak()
        let message = readMessage(bytes)
        #expect(message.reply == "The photos of the trip.")
        #expect(message.attachments.first?.size == lines * 57)
        #expect(try residentMegabytesAtPeak() - before < 700)
    }

    private func residentMegabytesAtPeak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1_024
    }

    @Test func `millions of header fields are cut before they are parsed`() {
        let many = header + String(repeating: "Subject: y\n", count: 500_000) + "\nwords\n"
        #expect(read(many).text == "words\n")
        let part = header + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        let message = read(part + String(repeating: "X-Y: z\n", count: 400_000) + "\nwords\n")
        #expect(message.kind == .unreadable)
        #expect(message.evidence.first?.contains("header fields") == true)
    }

    @Test func `a text of 5 MB is shown in part and says so`() {
        let message = read(
            header + "\n" + String(repeating: "words and more words\n", count: 250_000))
        #expect(message.text.utf8.count <= MailLimits.textBytes)
        #expect(message.text.hasPrefix("words and more words"))
        #expect(message.forgiven.contains { $0.hasPrefix("text-truncated") })
    }

    @Test func `a header of 5,000 fields or of a megabyte is read in part`() {
        let many = header + (0..<5_000).map { "X-Field-\($0): y\n" }.joined() + "\nwords\n"
        let message = read(many)
        #expect(message.text == "words\n")
        #expect(message.forgiven.contains { $0.hasPrefix("header-too-large") })
        let long = "Subject: " + String(repeating: "=?utf-8?B?", count: 100_000) + "\n\nwords\n"
        let time = processorTime { _ = read(long) }
        #expect(time < .seconds(5))
    }

    @Test(arguments: [
        Repeated("<b>", 150_000, then: "</i>", 130_000),
        Repeated("<a", 1, then: " a=1", 250_000),
        Repeated("<div>", 200_000, then: "words", 1),
        Repeated("<table><tr><td>", 60_000, then: "words", 1),
        Repeated("&amp", 200_000),
        Repeated("<", 900_000),
        Repeated("<!--", 200_000),
        Repeated("<blockquote type=cite>", 40_000, then: "words", 1),
    ])
    func `HTML that is made to be slow is read in time`(_ html: Repeated) {
        let time = processorTime {
            _ = read(header + "Content-Type: text/html\n\n" + html.text)
        }
        #expect(time < .seconds(10))
    }

    @Test(arguments: [
        Repeated("On 3 March 2026 at 8:15 a@b.example wrote:\n", 15_000),
        Repeated("From: a\nSent: b\n\n", 15_000),
        Repeated(">", 500_000),
        Repeated("> a\nb\n", 60_000),
        Repeated("-- \n", 60_000),
        Repeated("Regards\n", 60_000),
        Repeated("##- · · · -##\n", 20_000),
        Repeated("a\n\n____________________\n", 20_000),
    ])
    func `a body that is made to be slow is cut in time`(_ body: Repeated) {
        let time = processorTime { _ = read(header + "\n" + body.text) }
        #expect(time < .seconds(10))
    }
}

/// A megabyte of the same, which a test's title names by what is repeated.
struct Repeated: Sendable, CustomTestStringConvertible {
    let parts: [(word: String, count: Int)]

    init(_ word: String, _ count: Int) {
        parts = [(word, count)]
    }

    init(_ word: String, _ count: Int, then next: String, _ more: Int) {
        parts = [(word, count), (next, more)]
    }

    var text: String { parts.map { String(repeating: $0.word, count: $0.count) }.joined() }

    var testDescription: String {
        parts.map { "\($0.count) × \($0.word.debugDescription)" }.joined(separator: ", then ")
    }
}
