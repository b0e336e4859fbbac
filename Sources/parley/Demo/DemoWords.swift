import Foundation
import Outreach

/// The liaison's own words: put into Spanish by a colleague, who answers for them, before they leave.
struct DemoWords {
    private let stage: DemoStage

    init(_ stage: DemoStage) {
        self.stage = stage
    }

    /// Adds the school's rule to the settings, as an operator would.
    func setRule() throws {
        let rule = "  free_text: {default: english, message: review}"
        stage.heading(
            "What the liaison writes herself goes out in a family's language once a colleague has "
                + "reviewed it: this line is added below translation in parley.yaml.")
        print(rule)
        let file = try FileHandle(forWritingTo: URL(filePath: stage.settings))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\(rule)\n".utf8))
        try file.close()
    }

    /// Writes to the Spanish family; a colleague translates and approves.
    func write(on reference: String) throws {
        struct Receipt: Decodable {
            struct Waiting: Decodable { let draft: String }
            let waiting: [Waiting]
        }
        stage.heading(
            "The liaison writes in her own words. They wait for a colleague who reads Spanish, and "
                + "who sees blanks in place of names: no machine and no translator needs them.")
        try stage.run(["staff", "languages", "deeqa", "es", "so", "--as", "amina"])
        let words = [
            "case", "write", reference, "--words",
            "Mateo read two pages aloud today. Please call me before December 3 at 4:30 pm.",
            "--as", "amina",
        ]
        print("$ parley \(words.map(stage.quoted).joined(separator: " "))")
        let receipt = try stage.ask(words, as: Receipt.self)
        guard let draft = receipt.waiting.first?.draft else {
            // A school that lets machines translate has sent it by now.
            try stage.run(["case", "show", reference, "--as", "amina"])
            return
        }
        print("  draft \(draft) waits")
        try stage.run(["translate", "review", "show", draft, "--as", "deeqa"])
        try stage.run(
            ["translate", "review", "claim", draft, "--as", "deeqa"], quietly: true)
        for (number, words) in [
            ("1", "{$name1} leyó hoy dos páginas en voz alta."),
            ("2", "Por favor, llámeme antes del {$date1} a las {$time1}."),
        ] {
            try stage.run(
                ["translate", "review", "correct", draft, number, words, "--as", "deeqa"],
                quietly: true)
            print("$ parley translate review correct \(draft) \(number) \(stage.quoted(words)) …")
        }
        try stage.run(["translate", "approve", draft, "--as", "deeqa"], quietly: true)
        try stage.run(["translate", "review", "show", draft, "--as", "amina"])
    }
}
