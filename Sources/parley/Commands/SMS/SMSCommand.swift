import ArgumentParser

/// `parley sms`: the text provider, its file and its addresses.
struct SMSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sms",
        abstract: "The text providers: which there are, and what to tell yours.",
        subcommands: [Providers.self, Addresses.self, Check.self])
}
