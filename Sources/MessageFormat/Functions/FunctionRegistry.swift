/// The functions that messages may call, by name.
public struct FunctionRegistry: Sendable {
    private var functions: [String: any MessageFunction]

    /// Creates a registry of these functions and no others.
    public init(_ functions: [String: any MessageFunction]) {
        self.functions = functions
    }

    /// The functions of LDML 48, all but `:unit`.
    public static let standard = FunctionRegistry([
        "string": StringFunction(),
        "number": NumberFunction(style: .decimal),
        "integer": NumberFunction(style: .integer),
        "percent": NumberFunction(style: .percent),
        "currency": NumberFunction(style: .currency),
        "offset": OffsetFunction(),
        "date": DateTimeFunction(kind: .date),
        "time": DateTimeFunction(kind: .time),
        "datetime": DateTimeFunction(kind: .dateTime),
    ])

    /// The standard functions and those that only the official test suite calls.
    public static let officialTests =
        standard
        .adding("test:function", OfficialTestFunction(canFormat: true, canSelect: true))
        .adding("test:select", OfficialTestFunction(canFormat: false, canSelect: true))
        .adding("test:format", OfficialTestFunction(canFormat: true, canSelect: false))

    /// The function of that name, without the colon before it.
    public subscript(name: String) -> (any MessageFunction)? { functions[name] }

    /// The names in alphabetical order.
    public var names: [String] { functions.keys.sorted() }

    /// The same functions and one more; one of the same name is replaced.
    public func adding(_ name: String, _ function: any MessageFunction) -> FunctionRegistry {
        var result = self
        result.functions[name] = function
        return result
    }
}
