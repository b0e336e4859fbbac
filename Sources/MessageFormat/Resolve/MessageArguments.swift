/// Values for a message's variables, by name and without `$`.
///
/// The few that most messages have are looked through in order, which takes less time than to
/// hash a name; more of them are kept in a dictionary.
public struct MessageArguments: Sendable {
    private enum Storage: Sendable {
        case few(ContiguousArray<(name: String, value: MessageValue)>)
        case many([String: MessageValue])
    }

    private static let few = 8
    private var storage = Storage.few([])

    /// Creates an empty set.
    public init() {}

    /// Takes the values of a dictionary.
    public init(_ values: [String: MessageValue]) {
        storage = .many(values)
    }

    /// The value of a name; `nil` if there is none.
    public subscript(name: String) -> MessageValue? {
        get {
            switch storage {
            case .few(let pairs):
                for pair in pairs where pair.name == name { return pair.value }
                return nil
            case .many(let values): return values[name]
            }
        }
        set { set(name, newValue) }
    }

    private mutating func set(_ name: String, _ value: MessageValue?) {
        switch storage {
        case .many(var values):
            values[name] = value
            storage = .many(values)
        case .few(var pairs):
            pairs.removeAll { $0.name == name }
            if let value { pairs.append((name, value)) }
            storage =
                pairs.count <= Self.few
                ? .few(pairs)
                : .many(Dictionary(pairs.map { ($0, $1) }, uniquingKeysWith: { $1 }))
        }
    }
}

extension MessageArguments: ExpressibleByDictionaryLiteral {
    /// Creates a set from `["name": .string("…")]`; of several values for a name the last counts.
    public init(dictionaryLiteral elements: (String, MessageValue)...) {
        for (name, value) in elements { set(name, value) }
    }
}

extension MessageArguments: CustomStringConvertible, CustomDebugStringConvertible {
    /// How many there are; what is passed in are names and dates of families.
    public var description: String {
        switch storage {
        case .few(let pairs): "\(pairs.count) arguments"
        case .many(let values): "\(values.count) arguments"
        }
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
}
