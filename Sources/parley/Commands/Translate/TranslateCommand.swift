import ArgumentParser

/// `parley translate`: persons' own words in other languages, from draft to approval.
struct TranslateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translate",
        abstract: "Draft, review and approve translations of your own words; memory, glossary.",
        discussion: """
            What you write to a family is cut into sentences; names, places, dates, numbers and \
            addresses are taken out; the memory is asked, then the school's translation services. \
            What becomes of it is the school's rule: translation.free_text in the settings.
            """,
        subcommands: [
            TranslateDraftCommand.self, TranslateReviewCommand.self, TranslateApproveCommand.self,
            TranslateWordsCommand.self, TranslateWaitingCommand.self, TranslateReplyCommand.self,
            TranslateMemoryCommand.self, TranslateGlossaryCommand.self,
            TranslateProvidersCommand.self, TranslateExportCommand.self,
            TranslateImportCommand.self,
        ])
}
