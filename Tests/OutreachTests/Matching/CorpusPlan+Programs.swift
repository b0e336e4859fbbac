import Engines

// What programs do.
extension CorpusPlan {
    mutating func references(_ original: CorpusMail.Original) -> [String] {
        switch chance.next() % 4 {
        case 0: ["In-Reply-To: <\(original.messageID)>"]
        case 1: ["References:", " <\(original.messageID)>"]
        case 2:
            [
                "References: <other.1@mail.example>", "\t<\(original.messageID)>",
                "In-Reply-To: <\(original.messageID)>",
            ]
        default: ["In-Reply-To: <\(original.messageID)>", "References: <\(original.messageID)>"]
        }
    }

    func brokenReferences(_ original: CorpusMail.Original, _ index: Int) -> [String] {
        let id = original.messageID
        switch index % 4 {
        case 0: return ["References: <\(id.prefix(19))"]
        case 1: return ["In-Reply-To: \"Your message\" of Monday"]
        case 2: return ["References: <\(id.prefix(20))=", " \(id.dropFirst(26).prefix(4))>"]
        default: return ["In-Reply-To: <\(id.dropFirst(5))>"]
        }
    }

    /// A reply address as programs write it.
    func dressed(_ address: String, _ index: Int) -> String {
        switch index % 6 {
        case 1: "<\(address.uppercased())>"
        case 2: "Amina\r\n <\(address)>"
        case 3: "\"Amina (school)\" <\(address)>"
        case 4: address.replacing("+", with: "%2B")
        case 5: "=?utf-8?Q?Amina?= <\(address.replacing("+", with: "=2B"))>"
        default: address
        }
    }

    func bare(_ to: String) -> String {
        guard let open = to.lastIndex(of: "<") else { return to }
        return String(to[to.index(after: open)...].prefix { $0 != ">" })
    }

    mutating func pick(_ families: [CorpusFamily]) -> CorpusFamily {
        families[Int(chance.next() % UInt64(families.count))]
    }

    mutating func stranger() -> String { "x\(chance.next() % 1_000_000)@mail.example" }

    mutating func newID() -> String {
        "\(String(chance.next(), radix: 36)).\(String(chance.next(), radix: 36))@mail.example"
    }

    mutating func newSubject() -> String {
        let subjects = [
            "Hola", "Question", "(no subject)", "About tomorrow", "شكرا", "Salaan", "Hi",
        ]
        return subjects[Int(chance.next() % UInt64(subjects.count))]
    }

    mutating func words() -> String {
        let words = [
            "Muchas gracias, ahí estaré.", "Waan imanayaa, mahadsanid.", "شكرا، سأحضر إن شاء الله.",
            "Cảm ơn, tôi sẽ đến.", "Thank you. Can we meet an hour later?",
            "Дякую, я прийду з чоловіком.", "Obrigada, mas trabalho até às seis.",
            "谢谢,我会来的。", "ممنون، حتماً می‌آیم.",
            "I work nights. Is there a phone I can call in the morning?",
            "Mi hijo está enfermo hoy, no puede ir a la escuela.", "OK 👍",
            "Ilmahaygu aad buu u daalan yahay subaxdii. Goorma ayaan kula hadli karaa?",
            "Who will be at the meeting? My sister can interpret.",
        ]
        return words[Int(chance.next() % UInt64(words.count))]
    }
}
