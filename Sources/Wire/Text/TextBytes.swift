extension StringProtocol {
    /// Lends the text's UTF-8: its own storage, which nearly every text has, or a copy.
    @inlinable
    package func withBytes<Value>(_ look: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        utf8.withContiguousStorageIfAvailable(look) ?? Array(utf8).withUnsafeBufferPointer(look)
    }
}
