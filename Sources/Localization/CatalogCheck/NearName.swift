/// Whether two names differ by two keystrokes at most: a letter too many, too few or another.
func isNear(_ left: String, _ right: String) -> Bool {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    guard left.count <= 40, right.count <= 40, max(left.count, right.count) > 2 else {
        return false
    }
    var row = Array(0...right.count)
    for (index, scalar) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, other) in right.enumerated() {
            let changed = diagonal + (scalar == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count] <= 2
}

/// The first of some names that another may have been meant for, by its spelling.
public func nearName(to name: String, in names: [String]) -> String? {
    names.first { isNear($0, name) }
}
