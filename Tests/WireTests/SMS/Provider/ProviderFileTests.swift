import Foundation
import Testing

@testable import Wire

/// A small provider that is as it should be, to be broken.
let smallProvider = """
    title: Small
    repeats: unsafe
    settings:
      key:
        about: The key
        secret: true
    request:
      method: POST
      url: https://small.test/send
      auth: {scheme: bearer, token: "{key}"}
      body: form
      fields:
        to: "{to}"
    response:
      format: json
      id: /id
      code: /code
      errors:
        - {is: [1], means: permanent}
    inbound:
      method: POST
      format: form
      delivery: [id]
      from: from
      to: to
      text: text
    receipt:
      method: POST
      format: form
      id: id
      state: state
      states: {delivered: [done]}
    signature: {scheme: twilio, secrets: [key]}
    answer: {status: 204}
    """

@Suite struct ProviderFileTests {
    private struct Break: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let line: Int
        let says: String
        var testDescription: String { "\(new) instead of \(old)" }
    }

    private static let breaks: [Break] = [
        Break(old: "title: Small", new: "titel: Small", line: 1, says: "lacks \"title\""),
        Break(
            old: "title: Small", new: "title: Small\nmore: 1", line: 2,
            says: "\"more\" is not known"),
        Break(old: "repeats: unsafe", new: "repeats: maybe", line: 2, says: "safe, unsafe"),
        Break(old: "repeats: unsafe", new: "repeats: [safe]", line: 2, says: "is a list"),
        Break(old: "    about: The key", new: "    about: &a The key", line: 5, says: "Anchors"),
        Break(old: "to: \"{to}\"", new: "to: *a", line: 13, says: "aliases"),
        Break(old: "  key:", new: "  to:", line: 4, says: "can't be a setting's name"),
        Break(old: "  key:", new: "  key_file:", line: 4, says: "can't be a setting's name"),
        Break(old: "  key:", new: "  Key:", line: 4, says: "can't be a setting's name"),
        Break(old: "  key:", new: "  provider:", line: 4, says: "can't be a setting's name"),
        Break(old: "secret: true", new: "secret: yes", line: 6, says: "true nor false"),
        Break(
            old: "secret: true", new: "default: \"{later}\"", line: 6,
            says: "{later} stands for nothing"
        ),
        Break(old: "method: POST\n  url", new: "method: PUT\n  url", line: 8, says: "GET, POST"),
        Break(
            old: "method: POST\n  url", new: "method: GET\n  url", line: 8, says: "GET has no body"),
        Break(old: "send", new: "{to}", line: 9, says: "{to} stands for nothing"),
        Break(old: "\"{key}\"", new: "\"{other}\"", line: 10, says: "{other} stands for nothing"),
        Break(old: "scheme: bearer", new: "scheme: digest", line: 10, says: "bearer"),
        Break(old: "\"{to}\"", new: "\"{to\"", line: 13, says: "A { begins no name"),
        Break(old: "\"{to}\"", new: "\"to}\"", line: 13, says: "A } ends no name"),
        Break(old: "\"{to}\"", new: "\"{encoding}\"", line: 8, says: "{encoding} has no words"),
        Break(old: "body: form", new: "body: json", line: 8, says: "lacks \"json\""),
        Break(old: "format: json", new: "format: xml", line: 15, says: "json, text"),
        Break(old: "id: /id", new: "id: id", line: 16, says: "Begin with a slash"),
        Break(old: "  id: /id", new: "  id_required: true", line: 15, says: "has no place"),
        Break(old: "means: permanent", new: "means: bad", line: 19, says: "dead-number"),
        Break(old: "{is: [1], means", new: "{means", line: 19, says: "fits everything"),
        Break(old: "{is: [1], means", new: "{is: [], means", line: 19, says: "empty list"),
        Break(old: "{is: [1], means", new: "{status: 7, means", line: 19, says: "is no status"),
        Break(
            old: "method: POST\n  format: form\n  delivery",
            new: "method: GET\n  format: json\n  delivery",
            line: 21, says: "brings no JSON"),
        Break(
            old: "  delivery: [id]\n  from", new: "  each: list\n  delivery: [id]\n  from",
            line: 21, says: "A form holds one"),
        Break(
            old: "  text: text\n", new: "  text: text\n  part: {number: n}\n", line: 27,
            says: "lacks \"count\""),
        Break(old: "  key:", new: "  emergency:", line: 4, says: "can't be a setting's name"),
        Break(old: "  id: id\n  state", new: "  state", line: 28, says: "is of no message"),
        Break(old: "delivered: [done]", new: "arrived: [done]", line: 32, says: "is no state"),
        Break(
            old: "delivered: [done]", new: "delivered: [done], failed: [done]", line: 32,
            says: "two meanings"),
        Break(old: "scheme: twilio", new: "scheme: md5", line: 33, says: "standard-webhooks"),
        Break(old: "secrets: [key]", new: "secrets: [other]", line: 33, says: "stands for nothing"),
        Break(old: "status: 204", new: "status: 500", line: 34, says: "was not taken"),
        Break(
            old: "status: 204", new: "status: 204, type: a/b, body: x", line: 34, says: "together"),
        Break(old: "answer: {", new: "answer: {{", line: 35, says: "not YAML"),
        Break(old: "title: Small", new: "title: a\ntitle: b", line: 1, says: "twice"),
        Break(old: "title: Small", new: "title: \"a", line: 0, says: "not YAML"),
        Break(
            old: "title: Small", new: "title: " + String(repeating: "[", count: 5_000), line: 1,
            says: "too deeply"),
        Break(
            old: "title: Small", new: "title:\n" + String(repeating: " ", count: 70) + "x: 1",
            line: 2,
            says: "too deeply"),
        Break(
            old: "title: Small", new: String(repeating: "- ", count: 5_000), line: 1,
            says: "too deeply"),
        Break(
            old: "title: Small", new: String(repeating: "# much\n", count: 10_000), line: 0,
            says: "longer than"),
    ]

    @Test(arguments: breaks)
    private func `a broken file is refused at its place`(_ item: Break) throws {
        let text = smallProvider.replacing(item.old, with: item.new, maxReplacements: 1)
        try #require(text != smallProvider)
        do throws(SMSProviderProblem) {
            _ = try ProviderReader(name: "small", file: "small.yaml").provider(Array(text.utf8))
            Issue.record("It was taken.")
        } catch {
            let place = item.line == 0 ? "small.yaml" : "small.yaml:\(item.line)"
            #expect(error.place.hasPrefix("small.yaml"), "\(error)")
            if item.line > 0 { #expect(error.place == place, "\(error)") }
            #expect("\(error)".contains(item.says), "\(error)")
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test func `a file that is not UTF-8 is refused at its line`() throws {
        #expect {
            try ProviderReader(name: "a", file: "a.yaml").provider(
                Array("a: 1\nb: \u{E9}".utf8.dropLast()))
        } throws: {
            ($0 as? SMSProviderProblem)?.place == "a.yaml:2"
        }
        #expect(throws: SMSProviderProblem.self) {
            try ProviderReader(name: "a", file: "a.yaml").provider([])
        }
    }

    @Test func `whatever a file says, it is taken or refused`() throws {
        let text = Array(smallProvider.utf8)
        for place in text.indices where place % 3 == 0 {
            for byte in Array("{[:&\"-# \n\0".utf8) + [0xC3] {
                var broken = text
                broken[place] = byte
                _ = try? ProviderReader(name: "a", file: "a.yaml").provider(broken)
            }
        }
    }
}

@Suite struct ProviderSettingsTests {
    private func problem(
        _ name: String, _ values: [String: String]
    ) -> SMSProviderProblem? {
        do throws(SMSProviderProblem) {
            _ = try SMSProvider.named(name, folder: nil).account(values)
            return nil
        } catch {
            return error
        }
    }

    @Test func `what an operator has forgotten or mistyped is named`() {
        #expect(problem("twilio", ["token": "1"])?.place == "sms.account")
        let token = problem("twilio", ["account": "AC1"])
        #expect(token?.place == "sms.token")
        #expect(token?.remedy.contains("PARLEY__SMS__TOKEN") == true)
        #expect(problem("twilio", ["account": "", "token": "1"])?.place == "sms.account")
        let extra = problem("twilio", ["account": "a", "token": "b", "tokn": "c"])
        #expect(extra?.place == "sms.tokn" && extra?.remedy.contains("token") == true)
        let line = problem("twilio", ["account": "a", "token": "b\n"])
        #expect(line?.place == "sms.token" && "\(line?.description ?? "")".contains("b\n") == false)
        let colon = problem("twilio", ["account": "a:b", "token": "b"])
        #expect(colon?.place == "sms.user")
        let url = problem("twilio", ["account": "a", "token": "b", "url": "ftp://x"])
        #expect(url?.place == "sms.url")
        let secret = problem(
            "standard-webhooks", ["url": "https://x.test", "secret": "whsec_!hush"])
        #expect(secret?.place == "sms.secret" && secret?.description.contains("hush") == false)
        let key = problem("telnyx", ["key": "k", "public_key": "hush"])
        #expect(key?.place == "sms.public_key" && key?.remedy.contains("32 bytes") == true)
        #expect(key?.description.contains("hush") == false)
        let user = problem(
            "standard-webhooks", ["url": "https://u:hush@x.test", "secret": standardSecret])
        #expect(user?.place == "sms.url" && user?.description.contains("hush") == false)
    }

    @Test func `an operator's own file comes first`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "parley-providers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["twilio", "own"] {
            try smallProvider.write(
                to: folder.appending(path: "\(name).yaml"), atomically: true, encoding: .utf8)
        }
        #expect(try SMSProvider.named("own", folder: folder.path).title == "Small")
        #expect(try SMSProvider.named("twilio", folder: folder.path).title == "Small")
        #expect(try SMSProvider.named("twilio", folder: nil).title == "Twilio")
        #expect(
            try SMSProvider.named("standard-webhooks", folder: folder.path).repeatsSafely)
        try "title: x\nrepeats: y".write(
            to: folder.appending(path: "own.yaml"), atomically: true, encoding: .utf8)
        #expect {
            try SMSProvider.named("own", folder: folder.path)
        } throws: {
            ($0 as? SMSProviderProblem)?.place == "\(folder.path)/own.yaml:2"
        }
    }

    @Test(arguments: ["", "../twilio", "Twilio", "twilio.yaml", "nobody", "a/b", "a\0b"])
    func `a name that is none is refused`(_ name: String) {
        #expect(throws: SMSProviderProblem.self) { try SMSProvider.named(name, folder: "/tmp") }
    }
}
