import Foundation
import MessageFormat

// The least that a check of catalogs has to do: reads every .mf2 file below the folder and parses
// each message, once. Prints the number of messages.

guard let folder = CommandLine.arguments.dropFirst().first else {
    print("usage: parse-catalogs FOLDER")
    exit(2)
}
var count = 0
let files = FileManager.default.enumerator(
    at: URL(filePath: folder), includingPropertiesForKeys: nil)
while let url = files?.nextObject() as? URL {
    guard url.pathExtension == "mf2" else { continue }
    let resource = try MessageResource.parse(try String(contentsOf: url, encoding: .utf8))
    for entry in resource.entries where try !Message(entry.source).source.isEmpty { count += 1 }
}
print(count)
