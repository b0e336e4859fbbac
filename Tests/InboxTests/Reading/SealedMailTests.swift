import Inbox
import Testing

@Suite struct SealedMailTests {
    private func read(_ mail: String) -> ReadMessage {
        readMessage(Array(("From: jane@example.net\nSubject: Re: Meeting\n" + mail).utf8))
    }

    private func expectSealed(_ message: ReadMessage, _ words: String) {
        #expect(message.kind == .reply)
        #expect(message.reply.contains(words), "\(message.reply)")
        #expect(message.language == "und")
        #expect(message.forgiven.contains { $0.hasPrefix("sealed:") })
    }

    @Test(arguments: ["application/pkcs7-mime", "application/x-pkcs7-mime"])
    func `a message encrypted with S/MIME says so`(_ type: String) {
        let message = read(
            """
            Content-Type: \(type); smime-type=enveloped-data; name=smime.p7m
            Content-Disposition: attachment; filename=smime.p7m
            Content-Transfer-Encoding: base64

            MIIBHgYJKoZIhvcNAQcDoIIBDzCCAQsCAQAxgcAwgb0CAQAwJjASMRAwDgYD

            """)
        expectSealed(message, "encrypted with S/MIME")
        #expect(message.attachments.map(\.name) == ["smime.p7m"])
    }

    @Test func `a message that lies in an S/MIME signature is not called encrypted`() {
        let message = read(
            """
            Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m
            Content-Transfer-Encoding: base64

            MIIBHgYJKoZIhvcNAQcC

            """)
        expectSealed(message, "lies in an S/MIME signature")
    }

    @Test(arguments: [signedDER, signedBER])
    func `a message within its S/MIME signature is read`(_ base64: String) {
        let message = read(
            "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
                + "Content-Transfer-Encoding: base64\n\n" + base64 + "\n")
        #expect(message.reply == "Mañana llegamos.")
        #expect(message.attachments.map(\.name) == ["smime.p7m"])
        #expect(!message.forgiven.contains { $0.hasPrefix("sealed:") })
    }

    @Test func `a damaged S/MIME signature does no harm`() {
        for length in 1...signedBER.utf8.count {
            let message = read(
                "Content-Type: application/pkcs7-mime; name=smime.p7m\n"
                    + "Content-Transfer-Encoding: base64\n\n" + signedBER.prefix(length) + "\n")
            #expect(!message.reply.isEmpty)
        }
    }

    @Test func `a message beside its S/MIME signature is read`() {
        let message = read(
            """
            Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b

            --b
            Content-Type: text/plain

            We will come.
            --b
            Content-Type: application/pkcs7-signature; name=smime.p7s
            Content-Transfer-Encoding: base64

            MIIBHgYJKoZIhvcNAQcC
            --b--

            """)
        #expect(message.reply == "We will come.")
        #expect(message.attachments.map(\.name) == ["smime.p7s"])
        #expect(!message.forgiven.contains { $0.hasPrefix("sealed:") })
    }

    @Test func `a message encrypted with PGP/MIME says so`() {
        let message = read(
            """
            Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b

            --b
            Content-Type: application/pgp-encrypted

            Version: 1
            --b
            Content-Type: application/octet-stream; name=encrypted.asc
            Content-Disposition: inline; filename=encrypted.asc

            -----BEGIN PGP MESSAGE-----

            hQEMA0ZQ
            -----END PGP MESSAGE-----
            --b--

            """)
        expectSealed(message, "encrypted with PGP")
        #expect(message.attachments.map(\.name).contains("encrypted.asc"))
    }

    @Test func `PGP in the text is named, and the words around it stay`() {
        let message = read(
            """

            Hello,
            -----BEGIN PGP MESSAGE-----
            Version: GnuPG v2

            hQEMA0ZQhQEMA0ZQ
            -----END PGP MESSAGE-----
            Jane

            """)
        #expect(message.text.hasPrefix("Hello,\n(This message is encrypted with PGP"))
        #expect(message.text.contains("Jane"))
        #expect(!message.text.contains("hQEMA0ZQ"))
    }

    @Test func `a PGP signature around a text is taken off`() {
        let message = read(
            """

            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256

            We will come.
            - - with Ana
            -----BEGIN PGP SIGNATURE-----

            iQEzBAEBCAAdFiEE
            -----END PGP SIGNATURE-----

            """)
        #expect(message.text.trimmed == "We will come.\n- with Ana")
        #expect(!message.forgiven.contains { $0.hasPrefix("sealed:") })
    }

    @Test func `Outlook's container is named and kept`() {
        let beside = read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            We will come.
            --b
            Content-Type: application/ms-tnef
            Content-Transfer-Encoding: base64

            eJ8+IgEAAQ==
            --b--

            """)
        #expect(beside.reply == "We will come.")
        #expect(beside.attachments.map(\.name) == ["winmail.dat"])
        #expect(beside.attachments.first?.sniffed == "application/ms-tnef")
        let alone = read(
            """
            Content-Type: application/octet-stream; name=winmail.dat
            Content-Transfer-Encoding: base64

            eJ8+IgEAAQ==

            """)
        expectSealed(alone, "winmail.dat")
        #expect(alone.attachments.map(\.type) == ["application/octet-stream"])
    }

    @Test func `an attached message has its subject as its name`() {
        let message = read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b

            See below.
            --b
            Content-Type: message/rfc822

            From: c@d.example
            Subject: =?utf-8?Q?Reuni=C3=B3n?= 3/4

            inner words
            --b--

            """)
        #expect(message.reply == "See below.")
        #expect(message.attachments.map(\.name) == ["Reunión 3-4"])
    }

    @Test func `a calendar entry that answers nothing is kept`() {
        let message = read(
            """
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            Can we meet then?
            --b
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:1
            END:VEVENT
            END:VCALENDAR
            --b--

            """)
        #expect(message.kind == .reply)
        #expect(message.attachments.map(\.name) == ["invite.ics"])
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text = text.dropLast() }
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        return String(text)
    }
}

/// Made by `openssl cms -sign -binary -nodetach -nocerts -noattr` with a throw-away key, then with
/// `-stream -indef`, which gives indefinite lengths and the content in pieces.
private let signedDER = """
    MIIBNQYJKoZIhvcNAQcCoIIBJjCCASICAQExDTALBglghkgBZQMEAgEwbgYJKoZIhvcNAQcBoGEE
    X0NvbnRlbnQtVHlwZTogdGV4dC9wbGFpbjsgY2hhcnNldD11dGYtOA0KQ29udGVudC1UcmFuc2Zl
    ci1FbmNvZGluZzogOGJpdA0KDQpNYcOxYW5hIGxsZWdhbW9zLg0KMYGdMIGaAgEBMDMwGzEZMBcG
    A1UEAwwQamFuZUBleGFtcGxlLm5ldAIUJF2iNv3zvjkHz9Po8s1XI+P93O0wCwYJYIZIAWUDBAIB
    MAoGCCqGSM49BAMCBEcwRQIgDrvbvCUOFSLh79COCPhtF7h+eAIsfo4rN7LIwgG5q1ACIQDk4Gqx
    oBAAURdeUmKOOWBfUDpA34+8deijeX05WDDVMg==
    """

private let signedBER = """
    MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgARfQ29u
    dGVudC1UeXBlOiB0ZXh0L3BsYWluOyBjaGFyc2V0PXV0Zi04DQpDb250ZW50LVRyYW5zZmVyLUVu
    Y29kaW5nOiA4Yml0DQoNCk1hw7FhbmEgbGxlZ2Ftb3MuDQoAAAAAAAAxgZ4wgZsCAQEwMzAbMRkw
    FwYDVQQDDBBqYW5lQGV4YW1wbGUubmV0AhQkXaI2/fO+OQfP0+jyzVcj4/3c7TALBglghkgBZQME
    AgEwCgYIKoZIzj0EAwIESDBGAiEAiQusorp0c0YkriLZeS3jflR8RtCBIRilQEoCFZ6V3tYCIQD2
    ThKyEIx/Zb64b16aAILucW/VbDZW6Ir+dxOr5+FUMgAAAAAAAA==
    """
