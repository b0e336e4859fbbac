import Foundation

/// Good questions to each `parley inspect` command, from which the random lines are made.
enum InspectQuestions {
    static let all: [String: [RandomLines.Question]] = [
        "format": [
            [
                ("locale", #""en""#), ("source", #""Hello {$name}, {|x|}.""#),
                ("params", #"[{"name":"name","value":"Ana"}]"#),
            ],
            [
                ("locale", #""ar""#),
                ("source", #"".input {$n :number} .match $n one {{one}} * {{{$n}}}""#),
                ("params", #"{"n":3}"#), ("bidi", #""none""#),
            ],
            [
                ("locale", #""fr""#), ("source", #""{$d :datetime} {#b}x{/b}""#),
                ("params", #"[{"name":"d","value":"2026-02-03T04:05:06Z","type":"datetime"}]"#),
                ("timeZone", #""America/New_York""#), ("testFunctions", "true"),
            ],
        ],
        "plural": [
            [("locale", #""ar""#), ("type", #""cardinal""#), ("number", #""3""#)],
            [("locale", #""en""#), ("type", #""ordinal""#), ("number", #""22""#)],
            [("locale", #""ru""#), ("number", #""1.50""#)],
        ],
        "sms": [
            [("text", #""Hola, mañana no hay escuela""#)], [("text", #""“Sí” 🎒""#)],
            [("text", "\"" + String(repeating: "a", count: 500) + "\"")],
        ],
        "mail": [[("raw", mail)], [("raw", mail), ("hints", #"["es","so"]"#)]],
        "thread": [[("raws", "[\(mail),\(mail)]")]],
        "language": [
            [("text", #""Ella no puede venir mañana""#), ("hints", #"["es"]"#)],
            [("text", #""مرحبا بكم""#)],
        ],
        "address": [[("text", #""ana@example.org""#)], [("text", #""josé@bücher.example""#)]],
        "phone": [
            [("text", #""(202) 555-0123""#), ("region", #""US""#)],
            [("text", #""+252 61 234 5678""#)],
        ],
        "signature": [
            [
                ("scheme", #""twilio""#), ("secret", #""12345""#),
                ("url", #""https://mycompany.com/myapp.php?foo=1&bar=2""#),
                ("headers", #"{"X-Twilio-Signature":"RSOYDt4T1cUTdK1PDd93/VVr8B8="}"#),
                ("params", #"[["Digits","1234"],["From","+14158675309"]]"#),
            ],
            [
                ("scheme", #""standard-webhooks""#),
                ("secret", #""whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw""#),
                ("headers", #"[["webhook-id","m"],["webhook-timestamp","1614265330"]]"#),
                ("body", #""{}""#), ("now", "1614265330"),
            ],
        ],
    ]

    private static let mail: String = {
        let text = """
            From: Ana <ana@home.example>
            To: <reply@school.example>
            Subject: =?utf-8?q?Reuni=C3=B3n?=
            Message-ID: <1@home.example>
            Date: Wed, 25 Feb 2026 09:12:00 -0600
            Content-Type: text/plain; charset=utf-8

            Sí, voy.

            El lunes, Oakwood escribió:
            > ¿Puede venir?

            """
        return "\"" + Data(text.crlf.utf8).base64EncodedString() + "\""
    }()
}
