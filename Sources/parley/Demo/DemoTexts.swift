import Foundation
import Outreach
import Wire

/// What parents write from their telephones, and the provider that carries it.
struct DemoTexts {
    private let stage: DemoStage
    private let web: Int

    /// `web`: The port on which `parley serve` takes texts.
    init(_ stage: DemoStage, web: Int) {
        self.stage = stage
        self.web = web
    }

    /// The number that texts come from.
    static let number = "+12025550100"

    /// A Spanish "1", Arabic words from a phone that two families share, a number in Arabic digits,
    /// a Haitian stop word, a call for help in Vietnamese.
    func answer(_ cases: DemoDay.DemoCases) async throws {
        stage.heading(
            "Parents answer by text: a 1 in Spanish, words in Arabic from a phone that two families "
                + "share, a \u{663} from a Somali phone, a stop word in Haitian Creole, a call for help in "
                + "Vietnamese. The 1 comes twice, as providers repeat themselves.")
        let texts = [
            ("+12025550115", "1", "t1"), ("+12025550115", "1", "t1"),
            ("+12025550109", "شكرا على الدعوة، سنحضر إن شاء الله", "t2"),
            ("+12025550108", "\u{663}", "t3"), ("+12025550121", "Sispann", "t4"),
            ("+12025550119", "Trợ giúp", "t5"),
        ]
        let secret = try Provider(stage).secret()
        for (number, words, id) in texts {
            let status = try await ParentPhone.text(
                words, from: number, to: Self.number, url: hook, secret: secret, id: id)
            print("  \(number): \(words)  \(status)")
        }
    }

    private var hook: String { "http://127.0.0.1:\(web)/hooks/sms/standard-webhooks/inbound" }

    /// The catcher in the part of a text provider.
    struct Provider {
        private let stage: DemoStage

        init(_ stage: DemoStage) {
            self.stage = stage
        }

        var secretFile: String { stage.folder.appending(path: "sms.secret").path }

        func secret() throws -> String {
            try String(contentsOfFile: secretFile, encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }

        func makeSecret() throws {
            let bytes = Data((0..<24).map { _ in UInt8.random(in: .min ... .max) })
            let text = "whsec_\(bytes.base64EncodedString())\n"
            guard
                FileManager.default.createFile(
                    atPath: secretFile, contents: Data(text.utf8),
                    attributes: [.posixPermissions: 0o600])
            else { throw Refusal("\(secretFile) can't be written.") }
        }

        /// Adds the provider to the settings, as an operator would.
        /// - Returns: The web port that is set.
        func join(provider: Int) async throws -> Int {
            let web = try await PortState.someFreePort()
            let lines = """

                sms:
                  provider: standard-webhooks
                  url: http://127.0.0.1:\(provider)/sms
                  secret_file: \(secretFile)
                  from: "\(DemoTexts.number)"
                web:
                  listen: 127.0.0.1:\(web)
                  public_url: http://127.0.0.1:\(web)

                """
            let file = try FileHandle(forWritingTo: URL(filePath: stage.settings))
            try file.seekToEnd()
            try file.write(contentsOf: Data(lines.utf8))
            try file.close()
            stage.heading("Texts go through a provider: these lines are added to parley.yaml.")
            for line in lines.split(separator: "\n") { print("  \(line)") }
            return web
        }
    }
}
