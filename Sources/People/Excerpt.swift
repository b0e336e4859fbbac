/// The first of many, and how many there are: what can be shown of a list whose length nobody
/// knows, in memory that does not grow with it.
public struct Excerpt<Element: Sendable>: Sendable {
    /// The first of them, in their order.
    public private(set) var listed: [Element] = []
    /// How many there are in all.
    public private(set) var count = 0
    private let limit: Int

    /// Lists so many of them, 1 or more.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Whether there are none.
    public var isEmpty: Bool { count == 0 }
    /// How many are counted and not listed.
    public var further: Int { count - listed.count }

    /// Takes in the next one.
    public mutating func add(_ element: @autoclosure () throws -> Element) rethrows {
        if count < limit { listed.append(try element()) }
        count += 1
    }

    /// Takes in another list, each of its elements as something else.
    mutating func add<Other>(_ others: Excerpt<Other>, as element: (Other) -> Element) {
        for other in others.listed where listed.count < limit { listed.append(element(other)) }
        count += others.count
    }
}
