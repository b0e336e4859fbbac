import Foundation
import Testing

@testable import parley

private let service = "{kind: libretranslate, url: \"http://127.0.0.1:5000\""

private func problems(_ yaml: String) throws -> [SettingProblem] {
    var found: [SettingProblem] = []
    try withSettings(yaml) { path in
        var reader = SettingsReader(SettingsFile(path: path, environment: [:]))
        let services = Settings.translators(&reader) { $0 }
        _ = FreeTextSettings(&reader, services: services)
        found = reader.problems
    }
    return found
}

@Test(arguments: [
    ("es: lable", "translation.free_text.es", 4),
    ("so/concern: yes", "translation.free_text.so/concern", 4),
    ("default: always", "translation.free_text.default", 4),
])
func `a rule for free words that is none is refused with its file and line`(
    _ rule: String, _ setting: String, _ line: Int
) throws {
    let found = try problems("translation:\n  free_text:\n    urgent: label\n    \(rule)\n")
    #expect(found.map(\.setting) == [setting])
    #expect(found.first?.place.hasSuffix(".yaml:\(line)") == true, "\(found)")
    #expect(found.first?.remedy.contains("label, review, block or english") == true)
}

@Test func `one word for all free words is refused where it stands`() throws {
    let found = try problems("translation:\n  free_text: sometimes\n")
    #expect(found.map(\.setting) == ["translation.free_text"])
    #expect(found.first?.place.hasSuffix(".yaml:2") == true, "\(found)")
}

@Test func `a file of authorities is looked into when the settings are read`() throws {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appending(path: "authority-\(UUID().uuidString).pem")
    defer { try? FileManager.default.removeItem(at: file) }
    let setting = "translation:\n  providers:\n    home: \(service), ca_file: \"\(file.path)\"}\n"
    #expect(try problems(setting).map(\.setting) == ["translation.providers.home.ca_file"])
    try Data("-----BEGIN PRIVATE KEY-----\nAAAA\n".utf8).write(to: file)
    let key = try problems(setting)
    #expect(key.first?.remedy.contains("no certificate") == true, "\(key)")
    #expect(key.first?.place.hasSuffix(".yaml:3") == true, "\(key)")
    let whole = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    try Data(whole.utf8).write(to: file)
    #expect(try problems(setting).isEmpty)
    // A folder can be opened, but not read.
    let folders = "translation:\n  providers:\n    home: \(service), ca_file: \"\(folder.path)\"}\n"
    #expect(try problems(folders).map(\.setting) == ["translation.providers.home.ca_file"])
}
