/// How many letters must change, come or go, or change places with their neighbour.
enum NameDistance {
    /// Optimal string alignment, of words of at most 40 letters; longer ones are as far as can be.
    static func between(_ left: [Character], _ right: [Character]) -> Int {
        guard left.count <= 40, right.count <= 40 else { return max(left.count, right.count) }
        var earlier = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let same = left[row] == right[column] ? 0 : 1
                var least = min(last[column] + same, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    least = min(least, earlier[column - 1] + 1)
                }
                current.append(least)
            }
            (earlier, last) = (last, current)
        }
        return last.last ?? left.count
    }
}
