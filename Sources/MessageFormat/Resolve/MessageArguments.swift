/// Values for a message's variables, by name and without `$`.
///
/// The few that most messages have are looked through in order, which takes less time than to
/// hash a name; more of them are kept in a dictionary.
public struct MessageArguments: Sendable {
    private static let few = 8
    private var names: ContiguousArray<String> = []
    private var values: ContiguousArray<MessageValue> = []
    /// All of them, where they are more than a few.
    private var many: [String: MessageValue]?

    /// Creates an empty set.
    public init() {}

    /// Takes the values of a dictionary.
    public init(_ values: [String: MessageValue]) {
        many = values
    }

    /// How many there are.
    var count: Int { many?.count ?? names.count }

    /// The value of a name; `nil` if there is none.
    public subscript(name: String) -> MessageValue? {
        get {
            for index in names.indices where names[index] == name { return values[index] }
            return many?[name]
        }
        set {
            if many != nil {
                many?[name] = newValue
                return
            }
            if let index = names.firstIndex(of: name) {
                names.remove(at: index)
                values.remove(at: index)
            }
            guard let newValue else { return }
            names.append(name)
            values.append(newValue)
            guard names.count > Self.few else { return }
            many = Dictionary(zip(names, values), uniquingKeysWith: { $1 })
            names = []
            values = []
        }
    }
}

extension MessageArguments: ExpressibleByDictionaryLiteral {
    /// Creates a set from `["name": .string("…")]`; of several values for a name the last counts.
    public init(dictionaryLiteral elements: (String, MessageValue)...) {
        for (name, value) in elements { self[name] = value }
    }
}

extension MessageArguments: CustomStringConvertible, CustomDebugStringConvertible {
    /// How many there are; what is passed in are names and dates of families.
    public var description: String { "\(count) arguments" }

    /// The same as ``description``.
    public var debugDescription: String { description }
}
