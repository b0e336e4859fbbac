import Foundation

extension SMSAccount {
    /// What one request of the provider's brought, one by one.
    ///
    /// Where the provider's file says that a list may hold several texts or receipts (`each`), and it
    /// does, each entry becomes a document of its own: the whole with that list cut to the one entry.
    /// - Parameters:
    ///   - bytes: The raw body, or the raw query of a GET.
    ///   - isReceipt: Whether it brought receipts, and not texts.
    /// - Returns: The bytes themselves for one, and for what can't be read; reading says why not.
    public func parts(of bytes: [UInt8], isReceipt: Bool) -> [[UInt8]] {
        let hook = isReceipt ? provider.file.receipt.hook : provider.file.inbound.hook
        guard case .pointer(let names)? = hook.each, let root = try? readJSON(bytes),
            let entries = root.list(at: names), entries.count > 1, !root.hasRepeatedNames
        else { return [bytes] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let parts = entries.compactMap { entry in
            root.replacing(listAt: names[...], with: [entry]).flatMap { try? encoder.encode($0) }
        }
        return parts.count == entries.count ? parts.map { Array($0) } : [bytes]
    }
}

extension JSONValue {
    /// Written anew, one of two members of the same name would be lost.
    fileprivate var hasRepeatedNames: Bool {
        switch self {
        case .object(let members):
            Set(members.map { Array($0.name.unicodeScalars) }).count != members.count
                || members.contains(where: \.value.hasRepeatedNames)
        case .list(let values): values.contains(where: \.hasRepeatedNames)
        case .text, .number, .bool, .null: false
        }
    }

    /// Nil where a name on the way stands twice, or there is no list.
    fileprivate func list(at names: [String]) -> [JSONValue]? {
        guard let name = names.first else {
            if case .list(let entries) = self { return entries }
            return nil
        }
        return member(name)?.list(at: Array(names.dropFirst()))
    }

    fileprivate func replacing(
        listAt names: ArraySlice<String>, with entries: [JSONValue]
    ) -> JSONValue? {
        guard let name = names.first else { return .list(entries) }
        guard case .object(let members) = self, let old = member(name),
            let new = old.replacing(listAt: names.dropFirst(), with: entries)
        else { return nil }
        return .object(
            members.map { isMember($0, name) ? JSONMember(name: name, value: new) : $0 })
    }

    private func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        let found = members.filter { isMember($0, name) }
        return found.count == 1 ? found.first?.value : nil
    }

    private func isMember(_ member: JSONMember, _ name: String) -> Bool {
        member.name.unicodeScalars.elementsEqual(name.unicodeScalars)
    }
}
