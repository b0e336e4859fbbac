import Testing

@testable import Inbox

/// What may be sent beside a text, by its bytes.
struct MediaTypeTests {
    @Test(
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), (Array("GIF89a".utf8), "image/gif"),
            (Array("%PDF-1.7".utf8), "application/pdf"),
            ([0, 0, 0, 24] + Array("ftyp3gp4".utf8), "video/mp4"),
            (Array("RIFF....WAVEfmt ".utf8), "audio/wav"),
            ([0xFF, 0xFB, 0x90, 0x64, 0], "audio/mpeg"),
            ([0xFF, 0xF1, 0x50, 0x80, 0], "audio/aac"), (Array("#!AMR\n".utf8), "audio/amr"),
            (Array("BEGIN:VCARD\r\n".utf8), "text/vcard"),
            (Array("Hola, señora".utf8), "text/plain"),
        ] as [([UInt8], String)])
    func `what families send is accepted`(_ bytes: [UInt8], _ type: String) {
        #expect(MediaType.accepted(bytes) == type)
    }

    @Test(
        arguments: [
            Array("<!DOCTYPE html><p>".utf8), Array("<svg onload=x>".utf8), Array("MZ\u{90}".utf8),
            [0x7F, 0x45, 0x4C, 0x46, 1, 2], [0x50, 0x4B, 0x03, 0x04, 0, 0], [], [0], [0xFF],
            Array("RIFF....AVI LIST".utf8), [0xC3, 0x28, 0x20, 0x20, 0x20],
        ] as [[UInt8]])
    func `anything else is not`(_ bytes: [UInt8]) {
        #expect(MediaType.accepted(bytes) == nil)
    }
}
