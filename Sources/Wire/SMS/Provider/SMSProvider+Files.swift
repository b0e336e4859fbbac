import Foundation

extension SMSProvider {
    /// Every provider that comes with the program. A new one is one more line and its file in
    /// `SMS/providers/`.
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("africastalking", PackageResources.africastalking_yaml),
        ("infobip", PackageResources.infobip_yaml),
        ("kannel", PackageResources.kannel_yaml),
        ("plivo", PackageResources.plivo_yaml),
        ("sinch", PackageResources.sinch_yaml),
        ("standard-webhooks", PackageResources.standard_webhooks_yaml),
        ("telnyx", PackageResources.telnyx_yaml),
        ("twilio", PackageResources.twilio_yaml),
        ("vonage", PackageResources.vonage_yaml),
    ]

    /// The providers that come with the program, by name.
    public static let shipped: [String] = files.map(\.name)

    /// The provider of a name: from the operator's own folder when it has such a file, else one that
    /// is shipped.
    /// - Parameters:
    ///   - name: Lower-case letters, digits and hyphens; the file's name without `.yaml`.
    ///   - folder: The operator's own; nil for none.
    /// - Returns: The provider, without an operator's settings.
    /// - Throws: ``SMSProviderProblem`` when there is no such file, or with the line that can't be
    ///   understood.
    public static func named(
        _ name: String, folder: String?
    ) throws(SMSProviderProblem) -> SMSProvider {
        guard !name.isEmpty, name.utf8.count <= 40,
            name.utf8.allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            })
        else {
            throw SMSProviderProblem(
                place: "sms.provider",
                problem: "A provider's name is made of a-z, 0-9 and hyphens.",
                remedy: "Use one of: \(shipped.joined(separator: ", ")).")
        }
        if let folder, let found = try ownFile("\(folder)/\(name).yaml") {
            return try ProviderReader(name: name, file: found.path).provider(found.bytes)
        }
        guard let file = files.first(where: { $0.name == name }) else {
            let place = folder.map { "\($0)/\(name).yaml" } ?? "sms.provider"
            throw SMSProviderProblem(
                place: place, problem: "There is no provider \"\(name)\".",
                remedy: "Use one of: \(shipped.joined(separator: ", ")), or write that file.")
        }
        return try ProviderReader(name: name, file: "\(name).yaml").provider(file.bytes)
    }

    /// One byte more than may be read, so that a longer file is seen to be longer.
    private static func ownFile(
        _ path: String
    ) throws(SMSProviderProblem) -> (path: String, bytes: [UInt8])? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard isOrdinaryFile(path) else {
            throw SMSProviderProblem(
                place: path, problem: "It is no ordinary file.", remedy: "Check what it is.")
        }
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            return (path, Array(try handle.read(upToCount: (64 << 10) + 1) ?? Data()))
        } catch {
            throw SMSProviderProblem(
                place: path, problem: "It can't be read.",
                remedy: "Check what it is, and its owner.")
        }
    }
}
