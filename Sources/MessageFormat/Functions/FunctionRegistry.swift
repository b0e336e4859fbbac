/// The functions that messages may call, by name.
public struct FunctionRegistry: Sendable {
    private var functions: [String: any MessageFunction]
    /// Which names have the meaning of the specification, so that a plan may take a short way.
    private(set) var standardNames: StandardNames = []

    /// Creates a registry of these functions and no others.
    public init(_ functions: [String: any MessageFunction]) {
        self.functions = functions
        for (name, function) in functions where Self.isStandard(name, function) {
            standardNames.formUnion(StandardNames(name))
        }
    }

    private static func isStandard(_ name: String, _ function: any MessageFunction) -> Bool {
        switch name {
        case "string": function is StringFunction
        case "number": (function as? NumberFunction)?.style == .decimal
        case "integer": (function as? NumberFunction)?.style == .integer
        case "date": (function as? DateTimeFunction)?.kind == .date
        case "time": (function as? DateTimeFunction)?.kind == .time
        case "datetime": (function as? DateTimeFunction)?.kind == .dateTime
        default: false
        }
    }

    /// The functions of LDML 48.
    public static let standard = FunctionRegistry([
        "string": StringFunction(),
        "number": NumberFunction(style: .decimal),
        "integer": NumberFunction(style: .integer),
        "percent": NumberFunction(style: .percent),
        "currency": NumberFunction(style: .currency),
        "unit": UnitFunction(),
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
        result.standardNames.subtract(StandardNames(name))
        if Self.isStandard(name, function) { result.standardNames.formUnion(StandardNames(name)) }
        return result
    }
}

/// Names of functions that a ``MessagePlan`` knows.
struct StandardNames: OptionSet, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The name alone; nothing for one that plans do not know.
    init(_ name: String) {
        rawValue =
            switch name {
            case "string": 1
            case "number": 2
            case "integer": 4
            case "date": 8
            case "time": 16
            case "datetime": 32
            default: 0
            }
    }
}
