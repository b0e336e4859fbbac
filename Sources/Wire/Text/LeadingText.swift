extension StringProtocol {
    /// The first characters. What has no more bytes than that is not counted.
    @inlinable
    package func leading(_ most: Int) -> SubSequence {
        utf8.count <= most ? self[startIndex...] : prefix(most)
    }
}
