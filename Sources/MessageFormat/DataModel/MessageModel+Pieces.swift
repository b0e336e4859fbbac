extension MessageModel.Declaration {
    /// The declaration in the syntax of MessageFormat 2, on one line.
    public var source: String { written { $0.write(self) } }
}

extension MessageModel.Element {
    /// The piece in the syntax of MessageFormat 2: text escaped, a placeholder with its braces.
    public var source: String { written { $0.write(self) } }
}

extension MessageModel.Key {
    /// A key that stands nowhere yet; nil is `*`.
    public init(value: String?) {
        self.init(value: value, offset: 0)
    }

    /// The key as it stands before a variant: `one`, `|two words|`, `*`.
    public var source: String { written { $0.write(self) } }
}

private func written(_ write: (inout SourceWriter) -> Void) -> String {
    var writer = SourceWriter()
    write(&writer)
    return writer.text
}
