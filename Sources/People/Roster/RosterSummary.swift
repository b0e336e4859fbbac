extension RosterDifference {
    /// What a person reads before saying yes: counts, warnings, rights, moves. It names people
    /// and gives none of their addresses.
    public var summary: [String] {
        guard !isEmpty else {
            return ["The roster says what Parley already knows: nothing would change."]
                + warnings.map { "Note: \($0.sentence)" }
        }
        return ["\(counted(counts.rows, "row")) read. This would change:"]
            + counts.byKind.map { "  \($0.name): \(words($0.count))" }
            + warnings.map { "\($0.blocks ? "STOP" : "Note"): \($0.sentence)" }
            + section(
                "Who may be told and who must not:", callouts.listed.map(\.sentence),
                callouts.further)
            + section(
                "Contacts who move to another family:", moved.listed.map(\.sentence), moved.further)
    }

    /// Every change in a line of its own, with values: for the person who asked.
    /// - Parameter limit: Lines at most, 0 or more; one more tells how many are left out.
    /// - Returns: Lines with personal data.
    public func details(limit: Int) -> [String] {
        let lines = entries.listed.prefix(max(0, limit)).map(\.line)
        let left = entries.count - lines.count
        return lines + (left > 0 ? ["… and \(left) more."] : [])
    }

    private func words(_ count: RosterCount) -> String {
        let words = [
            ("added", count.added), ("changed", count.changed), ("removed", count.removed),
            ("returned", count.returned),
        ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return words.isEmpty ? "no change" : words.joined(separator: ", ")
    }

    private func section(_ title: String, _ lines: [String], _ further: Int) -> [String] {
        guard !lines.isEmpty else { return [] }
        return [title] + lines.map { "  \($0)" } + (further > 0 ? ["  … and \(further) more."] : [])
    }
}
