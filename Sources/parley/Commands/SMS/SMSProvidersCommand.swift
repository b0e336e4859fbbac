import ArgumentParser
import Outreach
import Wire

extension SMSCommand {
    /// Lists.
    struct Providers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the providers that come with the program, and what each needs.",
            discussion: "A provider of your own is one file in sms.providers; `parley sms check` "
                + "looks at it.")

        @Flag(help: "Print JSON for scripts.")
        var json = false

        private struct Line: Encodable {
            let name: String, title: String, repeatsSafely: Bool
            let settings: [Setting]

            struct Setting: Encodable {
                let name: String, about: String, isSecret: Bool, isRequired: Bool
            }
        }

        func run() async throws {
            let providers = try SMSProvider.shipped.map { try SMSProvider.named($0, folder: nil) }
            if json {
                print(try CatalogCommand.json(providers.map(line)))
            } else {
                for text in providers.flatMap(lines) { print(text) }
            }
        }

        private func line(_ provider: SMSProvider) -> Line {
            Line(
                name: provider.name, title: provider.title, repeatsSafely: provider.repeatsSafely,
                settings: provider.settings.map {
                    Line.Setting(
                        name: $0.name, about: $0.about, isSecret: $0.isSecret,
                        isRequired: $0.isRequired)
                })
        }

        private func lines(_ provider: SMSProvider) -> [String] {
            ["\(provider.name): \(provider.title)"]
                + provider.settings.map { setting in
                    let marks =
                        (setting.isRequired ? [] : ["may be left out"])
                        + (setting.isSecret ? ["secret: a file or the environment"] : [])
                    let end = marks.isEmpty ? "" : " (\(marks.joined(separator: "; ")))"
                    return "  sms.\(setting.name): \(setting.about)\(end)"
                }
        }
    }
}
