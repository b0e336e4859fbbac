import Foundation
import Outreach
import Wire

/// The day: what the teacher, the liaison and the parents do, in order.
struct DemoDay {
    private let stage: DemoStage

    init(_ stage: DemoStage) {
        self.stage = stage
    }

    func play() async throws {
        print("A day at Oakwood Elementary School. Everything stays in \(stage.folder.path).")
        let ports = try await setUp()
        try importRoster()
        let event = try tellEverybody()
        let cases = try referAndInvite()
        try DemoWords(stage).write(on: cases.spanish)
        try waitUntil("mails and texts are on their way") { try unsettled() == 0 }
        try await replay(to: ports.lmtp, cases)
        try await DemoTexts(stage, web: ports.web).answer(cases)
        try waitUntil("the answers are being read") { try waiting() == 0 }
        try waitUntil("what answers them is on its way") { try unsettled() == 0 }
        // Mail to staff is made in rounds, some seconds apart: one more before the day is looked at.
        try stage.run(["worker", "--drain"], quietly: true)
        try look(cases, event)
        print("\nDone in \(stage.seconds) seconds. Look around, for example:")
        for line in [
            "parley case show \(cases.somali) --full --as amina --config \(stage.settings)",
            "parley catalog preview meeting-invitation ar",
            "parley meeting invite --help",
            "ls \(stage.maildir.path)/new        every mail as it arrived",
        ] { print("  \(line)") }
    }

    private func setUp() async throws -> (lmtp: Int, web: Int) {
        stage.heading(
            "A catcher of mails and texts stands in for the world; nothing leaves this machine.")
        let texts = DemoTexts.Provider(stage)
        try texts.makeSecret()
        let caught = try ports(
            in: stage.companion([
                "demo", "catch", "--port", "0", "--maildir", stage.maildir.path, "--texts",
                stage.texts.path, "--texts-port", "0", "--secret-file", texts.secretFile,
            ]))
        let smtp = try caught.first.orRefuse("No mail port was told.")
        let provider = try caught.dropFirst().first.orRefuse("No port for texts was told.")
        stage.heading(
            "The district sets Parley up. No person has reviewed these translations, so it lets "
                + "drafts out for once (--minimum draft); each says so to its reader.")
        try stage.run([
            "init", "--folder", stage.folder.path, "--school", "Oakwood Elementary School",
            "--domain", "parley.test", "--from-name", "Amina Warsame, Oakwood Elementary",
            "--phone", "202-555-0150", "--smtp", "127.0.0.1:\(smtp)", "--tls", "never",
            "--listen", "127.0.0.1:0", "--minimum", "draft",
        ])
        try DemoWords(stage).setRule()
        let web = try await texts.join(provider: provider)
        try addStaff()
        let lmtp = try ports(in: stage.companion(["serve"])).first
            .orRefuse("No port was told.")
        return (lmtp, web)
    }

    private func addStaff() throws {
        let text = try String(
            contentsOf: stage.examples.appending(path: "staff.csv"), encoding: .utf8)
        var first: String?
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            guard cells.count == 4 else { continue }
            var words = ["staff", "add", cells[0], "--name", cells[1], "--role", cells[2]]
            words += ["--email", cells[3]] + (first.map { ["--as", $0] } ?? [])
            try stage.run(words, quietly: first != nil)
            first = first ?? cells[0]
        }
        try stage.run(["staff", "list"])
    }

    private func importRoster() throws {
        stage.heading("The roster is shown as a difference first, then applied whole.")
        let roster = stage.examples.appending(path: "roster.csv").path
        try stage.run(["import", roster, "--as", "amina"])
        try stage.run(["import", roster, "--apply", "--as", "amina"], quietly: true)
    }

    /// The cases that the replies belong to.
    struct DemoCases {
        let somali: String
        let arabic: String
        let spanish: String
        /// Rosa, who has no mail.
        let texted: String
    }

    private func referAndInvite() throws -> DemoCases {
        stage.heading(
            "A teacher refers children; the liaison invites their families, by mail or by text.")
        let somali = try refer(
            "S101", "attention", "Hodan often looks out of the window in mathematics.", show: true)
        let arabic = try refer("S104", "behaviour", "Omar stays away from the others.")
        let spanish = try refer("S103", "classwork", "Mateo hands in half of his homework.")
        let texted = try refer("S113", "attention", "Valentina is tired on Mondays.")
        let vietnamese = try refer("S116", "classwork", "Minh Anh needs time to read aloud.")
        try invite(somali, at: "17:30", show: true)
        try invite(arabic, at: "16:00", show: false)
        try invite(spanish, at: "16:45", show: false)
        try invite(texted, at: "08:00", show: true)
        try invite(vietnamese, at: "15:15", show: false)
        return DemoCases(somali: somali, arabic: arabic, spanish: spanish, texted: texted)
    }

    private func refer(
        _ student: String, _ concern: String, _ words: String, show: Bool = false
    ) throws -> String {
        struct Answer: Decodable { let `case`: String }
        let arguments = [
            "case", "refer", student, "--concern", concern, "--words", words, "--as", "okafor",
        ]
        let reference = try stage.ask(arguments, as: Answer.self).case
        if show {
            print("$ parley case refer \(student) --concern \(concern) …\n  case \(reference)")
        }
        return reference
    }

    private func invite(_ reference: String, at time: String, show: Bool) throws {
        struct Answer: Decodable { let meeting: String }
        let meeting = try stage.ask(
            [
                "meeting", "set", reference, "--at", "\(day(7)) \(time)", "--place", "Room 12",
                "--principal", "reyes", "--as", "amina",
            ], as: Answer.self
        ).meeting
        if show { try stage.run(["meeting", "invite", meeting, "--dry-run", "--as", "amina"]) }
        try stage.run(["meeting", "invite", meeting, "--as", "amina"], quietly: !show)
    }

    private func tellEverybody() throws -> String {
        stage.heading("One event for everybody, each address once, in one of eight languages.")
        struct Answer: Decodable { let event: String }
        let event = try stage.ask(
            [
                "event", "set", "--title", "Family Reading Night", "--description",
                "Come and read with your children. There will be food.", "--title-in",
                "es=Noche de lectura en familia", "--description-in",
                "es=Vengan a leer con sus hijos. Habrá comida.", "--at", "\(day(14)) 18:00",
                "--until", "\(day(14)) 20:00", "--place", "School library", "--as", "amina",
            ], as: Answer.self
        ).event
        try stage.run(["event", "send", event, "--dry-run", "--as", "amina"])
        try stage.run(["event", "send", event, "--now", "--as", "amina"], quietly: true)
        return event
    }

    private func replay(to port: Int, _ cases: DemoCases) async throws {
        stage.heading(
            "Parents answer by mail: in Somali with everything quoted, in Arabic, in Spanish; one "
                + "presses Accept in a calendar; an out-of-office, a sender whom nobody knows, and "
                + "one mail that comes twice.")
        let post = DemoPost(stage: stage, port: port)
        let mails = [
            ("somali-gmail", "samira@parley.test", "meeting"),
            ("arabic-iphone", "fatima@parley.test", "meeting"),
            ("spanish-yes", "ana@parley.test", "meeting"),
            ("accept-google", "luis.ramirez@example.org", "meeting"),
            ("out-of-office", "laura.carter@example.org", "event"),
            ("spanish-unknown-sender", nil, ""),
            ("spanish-yes", "ana@parley.test", "meeting"),
        ]
        for (name, reader, notice) in mails {
            let answer = try post.deliver(name, answering: reader, about: notice)
            print("  \(name): \(answer)")
        }
        try waitUntil("the answers are being read") { try waiting() == 0 }
    }

    private func look(_ cases: DemoCases, _ event: String) throws {
        stage.heading("The liaison looks: who wrote back …")
        try stage.run(["case", "list", "--as", "amina"])
        stage.heading("… one timeline with both sides …")
        try stage.run(["case", "show", cases.somali, "--as", "amina"])
        stage.heading("… the Arabic case, the families' answers, and the tray that needs a person.")
        try stage.run(["case", "show", cases.arabic, "--as", "amina"])
        try stage.run(["case", "show", cases.texted, "--as", "amina"])
        try stage.run(["send", "list", "--as", "amina"])
        try stage.run(["triage", "list", "--as", "amina"])
        stage.heading("Who comes?")
        try stage.run(["meeting", "list", "--as", "amina"])
        try stage.run(["event", "list", "--as", "amina"])
    }

    private func unsettled() throws -> Int {
        struct Line: Decodable { let state: String, count: Int }
        struct Report: Decodable { let messages: [Line] }
        let reports = try stage.ask(["send", "list", "--as", "amina"], as: [Report].self)
        return reports.flatMap(\.messages)
            .filter { ["queued", "sending", "deferred", "unclear"].contains($0.state) }
            .reduce(0) { $0 + $1.count }
    }

    private func waiting() throws -> Int {
        struct Answer: Decodable { let waiting: Int }
        return try stage.ask(["receive", "--status"], as: Answer.self).waiting
    }

    private func waitUntil(_ what: String, _ isDone: () throws -> Bool) throws {
        print("  \(what) …", terminator: "")
        for _ in 0..<120 {
            FileHandle.standardOutput.flush()
            if try isDone() { return print(" done") }
            Thread.sleep(forTimeInterval: 0.25)
            print(".", terminator: "")
        }
        print()
        throw Refusal("After 30 seconds: \(what). PARLEY_LOG=info parley demo says more.")
    }

    /// The ports that a companion tells, in order.
    private func ports(in line: String) -> [Int] {
        line.split { !$0.isNumber }.compactMap { Int($0) }.filter { (1_024...65_535).contains($0) }
    }

    /// A date to come, so many days ahead.
    private func day(_ ahead: Int) -> String {
        let date = Date().addingTimeInterval(Double(ahead) * 86_400)
        return String(date.formatted(Date.ISO8601FormatStyle(timeZone: .gmt)).prefix(10))
    }
}

extension Optional {
    fileprivate func orRefuse(_ sentence: String) throws(Refusal) -> Wrapped {
        guard let self else { throw Refusal(sentence) }
        return self
    }
}
