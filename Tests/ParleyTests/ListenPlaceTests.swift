import Foundation
import Inbox
import Testing

@testable import parley

private func listener(
    _ yaml: String
) throws -> (place: String, problems: [SettingProblem]) {
    var found: (String, [SettingProblem]) = ("", [])
    try withSettings(yaml) { path in
        var reader = SettingsReader(SettingsFile(path: path, environment: [:]))
        let place = Settings.listener(&reader).place
        reader.refuseUnknown()
        found = ("\(place)", reader.problems)
    }
    return found
}

@Test func `mail is taken in at a port or at a socket`() throws {
    for (yaml, place) in [
        ("inbox: {protocol: lmtp}", "127.0.0.1:2424"),
        ("inbox: {listen: \"0.0.0.0:25\", protocol: smtp}", "0.0.0.0:25"),
        ("inbox: {listen: \"unix:/run/parley/lmtp.sock\"}", "unix:/run/parley/lmtp.sock"),
    ] {
        let found = try listener(yaml)
        #expect(found.problems.isEmpty, "\(found.problems)")
        #expect(found.place == place)
    }
    for place in ["unix:", "unix:lmtp.sock", "unix:/\(String(repeating: "a", count: 100))", "x"] {
        let found = try listener("inbox: {listen: \"\(place)\"}")
        #expect(found.problems.map(\.setting) == ["inbox.listen"], "\(place)")
    }
}

@Test func `a socket is free, or can't be had`() {
    let free = InboxCheckup.listener(ListenerSocket("/tmp/parley-\(UUID().uuidString.prefix(8))"))
    #expect(free.level == .ok)
    #expect(InboxCheckup.listener(ListenerSocket("lmtp.sock")).level == .fail)
}
