/// One step through an XML document.
public enum XMLEvent: Sendable, Hashable {
    /// An element begins.
    case start(XMLElement)
    /// Words, CDATA and references resolved; never empty, and never two in a row.
    /// The line, from 1 on, is the one that its first piece ends in.
    case text(String, line: Int)
    /// An element ends.
    case end(name: String, line: Int)
}

/// An element's beginning.
public struct XMLElement: Sendable, Hashable {
    /// Its name without a prefix: `seg`.
    public let name: String
    /// What its prefix, or the default, stands for; nil where nothing is declared.
    public let namespace: String?
    /// In the order of the document.
    public let attributes: [XMLAttribute]
    /// 1-based: where its tag ends.
    public let line: Int

    /// The value of an attribute, by its name as it is written: `srclang`, `xml:lang`.
    public subscript(_ name: String) -> String? {
        attributes.first { $0.written == name }?.value
    }

    /// The value of an attribute of a namespace, whatever its prefix.
    public subscript(_ name: String, in namespace: String) -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }
}

/// An attribute with its value.
public struct XMLAttribute: Sendable, Hashable {
    /// Its name without a prefix.
    public let name: String
    /// Its prefix, if any. `xml` always means the same, others mean what the document says.
    public let prefix: String?
    /// What the prefix stands for; nil without one.
    public let namespace: String?
    /// References resolved, line breaks become blanks.
    public let value: String

    /// As the document writes it: `xml:lang`.
    public var written: String { prefix.map { "\($0):\(name)" } ?? name }
}

/// Why an XML document cannot be read.
public struct XMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// 1-based.
    public let line: Int
    /// What is wrong, and what to do.
    public let sentence: String

    /// States a problem.
    public init(line: Int, _ sentence: String) {
        self.line = line
        self.sentence = sentence
    }

    /// With the line.
    public var description: String { "line \(line): \(sentence)" }
}
