import ArgumentParser
import Outreach
import Wire

extension SMSCommand {
    /// Tells.
    struct Addresses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the addresses at which your provider brings texts and receipts.",
            discussion:
                "Where the provider signs nothing (Kannel, Infobip, Africa's Talking), the end of "
                + "an address is a secret: give it to nobody else.")

        @OptionGroup var common: CommonOptions

        private struct Answer: Encodable {
            let provider: String, method: String, inbound: String
            /// Nil where every text carries an address of its own.
            let receipts: String?
        }

        func run() async throws {
            let settings = try Settings.load(common.config)
            guard let line = settings.texts else {
                throw Refusal(
                    "No text provider is set. `parley sms providers` lists those that there are; "
                        + "set sms.provider.")
            }
            guard let inbound = line.inboundURL else {
                throw Refusal(
                    "web.public_url is not set. Set it to the address at which "
                        + "\(line.account.provider.title) reaches this program.")
            }
            let provider = line.account.provider
            let answer = Answer(
                provider: provider.name, method: provider.inboundMethod.rawValue, inbound: inbound,
                receipts: line.receiptsURL)
            try common.print(answer) {
                [
                    "Parents' texts: \(answer.method) \(inbound)",
                    line.receiptsURL.map {
                        "Receipts: \(provider.receiptMethod.rawValue) \($0)"
                    } ?? "Receipts: nothing to set; every text carries an address of its own.",
                ]
            }
        }
    }
}
