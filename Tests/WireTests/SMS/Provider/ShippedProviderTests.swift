import Foundation
import Testing

@testable import Wire

@Suite struct ShippedProviderTests {
    @Test(arguments: SMSProvider.shipped)
    func `a shipped provider can be read and used`(_ name: String) throws {
        let account = try account(name)
        #expect(account.provider.name == name && !account.provider.title.isEmpty)
        #expect(!"\(account)".contains("12345") && !"\(account)".contains("whsec"))
        let request = try account.request(for: someText(), now: 1_614_265_330)
        // Kannel is the one that stands on the school's own machine.
        let isOwn = name == "kannel"
        #expect(request.method == (isOwn ? "GET" : "POST"))
        #expect(request.url.hasPrefix(isOwn ? "http://127.0.0.1:" : "https://"))
        #expect(!"\(request)".contains("2025550123"))
        #expect(account.provider.settings.allSatisfy { !$0.about.isEmpty })
    }

    @Test func `each file in the folder is in the list`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../Sources/Wire/SMS/providers")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.sorted() == SMSProvider.shipped.map { "\($0).yaml" }.sorted())
    }
}
