import ArgumentParser
import Foundation
import Outreach
import Wire

extension SMSCommand {
    /// Tries.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a provider's file, and show the request that it makes of a text.",
            discussion: """
                The request is really sent, to a catcher of this program on loopback: nothing leaves \
                this machine, and no phone gets anything. What is not set with --set is made up.

                parley sms check my-gateway.yaml --set account=A1
                """)

        @Argument(help: "The provider's name, or its file.")
        var provider: String
        @Option(help: "A setting, NAME=VALUE; may be given again.")
        var set: [String] = []
        @Option(help: "The words of the text.")
        var text = "Meeting on Thursday at 5:30 PM. ¿Viene? 1 = sí, 2 = no"

        func run() async throws {
            guard (1...1_600).contains(text.count) else {
                throw Refusal("--text takes 1 to 1,600 letters: no provider sends more at once.")
            }
            let provider = try found()
            print("\(provider.name).yaml can be used: \(provider.title).")
            print(
                provider.repeatsSafely
                    ? "A text whose end is unknown is repeated: the provider knows it again."
                    : "A text whose end is unknown is not repeated: a person decides.")
            print(
                "Parents' texts come by \(provider.inboundMethod.rawValue), receipts by "
                    + "\(provider.receiptMethod.rawValue).")
            let values = try values(for: provider)
            let account = try provider.account(values)
            let trial = OutgoingText(
                to: "+12025550123", from: "+12025550100", text: text, reference: "dry-run",
                receiptURL: account.address("https://parley.example/hooks/sms/receipt/dry-run"))
            let request = try account.request(
                for: trial, now: Int64(Date().timeIntervalSince1970))
            let secrets = provider.settings.filter(\.isSecret).compactMap { values[$0.name] }
            let caught = try await RequestCatcher.caught(request, hiding: secrets)
            print("\nThe request as it came to the catcher, secrets left out:\n")
            for line in caught { print("  \(harmless(line))") }
        }

        private func found() throws -> SMSProvider {
            guard provider.hasSuffix(".yaml") else {
                return try SMSProvider.named(provider, folder: nil)
            }
            let file = URL(filePath: provider)
            guard FileManager.default.fileExists(atPath: file.path) else {
                throw Refusal("There is no file \(provider).")
            }
            return try SMSProvider.named(
                file.deletingPathExtension().lastPathComponent,
                folder: file.deletingLastPathComponent().path)
        }

        /// What was given, and something made up for what has to be set and was not.
        private func values(for provider: SMSProvider) throws -> [String: String] {
            var values: [String: String] = [:]
            for pair in set {
                guard let mark = pair.firstIndex(of: "=") else {
                    throw Refusal("\"\(pair)\" is no setting; write NAME=VALUE.")
                }
                values[String(pair[..<mark])] = String(pair[pair.index(after: mark)...])
            }
            for setting in provider.settings where setting.isRequired {
                guard values[setting.name] == nil else { continue }
                values[setting.name] =
                    setting.example
                    ?? (setting.name.hasSuffix("url")
                        ? "https://gateway.example/texts"
                        // As Standard Webhooks has it; any other takes it too.
                        : setting.isSecret
                            ? "whsec_\(Data(count: 32).base64EncodedString())" : "example")
            }
            return values
        }
    }
}
