import ArgumentParser

/// `parley triage`: what could not be matched waits for a person.
struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage", abstract: "See what could not be matched, and say where it belongs.",
        discussion: """
            parley triage list --as amina          what waits, and why
            parley triage show r4k2p --as amina    all of it, with the likely places
            parley triage assign r4k2p k7q2m --as amina
            """,
        subcommands: [
            TriageListCommand.self, TriageShowCommand.self, TriageAssignCommand.self,
            TriageContactCommand.self, TriageDismissCommand.self, TriageReopenCommand.self,
            TriageRereadCommand.self,
        ])
}

/// What the commands about one arrival share.
struct TriageOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The arrival's reference, as `parley triage list` shows it.")
    var name: String
}
