import Foundation
import Outreach
import Wire

/// Texts: the provider, whether it can be reached, and whether it can reach us. No text is sent.
struct TextCheckup {
    let settings: Settings

    func findings() async -> [Finding] {
        var options = settings.http
        // Somebody waits in front of the screen.
        options.connect = .seconds(10)
        options.whole = .seconds(15)
        let client = HTTPClient(options)
        var found = await provider(client)
        found += await ownPort(client)
        found += await publicAddress(client)
        await client.close()
        return found
    }

    private func provider(_ client: HTTPClient) async -> [Finding] {
        guard let line = settings.texts else {
            return [.ok("provider", "Texts: no provider is set; notices go by e-mail alone")]
        }
        let trial = OutgoingText(
            to: "+12025550100", from: line.from, text: "", reference: "doctor", receiptURL: nil)
        let title = line.account.provider.title
        do throws(SMSProviderProblem) {
            let request = try line.account.request(for: trial, now: 0)
            guard let why = await client.visit(request.url) else {
                return [.ok("provider", "Texts: \(title) can be reached; nothing was sent")]
            }
            return [
                .fail(
                    "provider", "Texts: \(title) can't be reached: \(why)",
                    "Check the provider's address and this machine's way out.")
            ]
        } catch {
            return [.fail("provider", "Texts: \(error.place): \(error.problem)", error.remedy)]
        }
    }

    /// What `parley serve` answers on its own port.
    private func ownPort(_ client: HTTPClient) async -> [Finding] {
        guard let web = settings.web, web.port != 0 else { return [] }
        let place = "\(web.host):\(web.port)"
        let host = web.host == "0.0.0.0" ? "127.0.0.1" : web.host
        switch await client.send(HTTPRequest("GET", "http://\(host):\(web.port)/health")) {
        case .notSent:
            return [.ok("web", "Web port: \(place) is free; `parley serve` will answer there")]
        case .answered(let response) where Self.isOurs(response):
            return [.ok("web", "Web port: Parley answers on \(place)")]
        case .answered, .unclear:
            return [
                .fail(
                    "web", "Web port: another program has \(place)",
                    "End it, or choose another web.listen. `ss -ltnp` shows which one it is.")
            ]
        }
    }

    private func publicAddress(_ client: HTTPClient) async -> [Finding] {
        guard let url = settings.publicURL else {
            guard settings.texts != nil else { return [] }
            return [
                .warn(
                    "public-url",
                    "Public address: none is set, so neither answers nor receipts come",
                    "Set web.public_url to the address at which the provider reaches this program.")
            ]
        }
        switch await client.send(HTTPRequest("GET", "\(url)/health")) {
        case .answered(let response) where Self.isOurs(response):
            return [.ok("public-url", "Public address: \(url) leads here")]
        case .answered(let response):
            return [
                .fail(
                    "public-url",
                    "Public address: \(url) answers \(response.status), and it is not Parley",
                    "Let the proxy pass it to web.listen, and start `parley serve`.")
            ]
        case .notSent(let why), .unclear(let why):
            return [
                .warn(
                    "public-url", "Public address: \(url) can't be reached from here: \(why)",
                    "Try it from outside; the provider has to reach it.")
            ]
        }
    }

    /// `{"parley":"ok"}`, as ``/health`` answers.
    private static func isOurs(_ response: HTTPResponse) -> Bool {
        response.status == 200
            && String(decoding: response.body.prefix(100), as: UTF8.self).contains("\"parley\"")
    }
}
