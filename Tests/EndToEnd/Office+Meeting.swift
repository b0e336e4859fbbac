import Testing

extension Office {
    /// Sets a meeting of 30 minutes on the fifth of March 2099.
    /// - Returns: Its reference.
    func meeting(_ reference: String, at time: String = "17:30") async throws -> String {
        try await ask(
            Answers.SetMeeting.self, "meeting", "set", reference, "--at", "2099-03-05 \(time)",
            "--place", "Room 12", "--as", "amina"
        ).meeting
    }

    /// Does something with a meeting, such as `invite` or `cancel`, and sends what is due.
    func tell(_ verb: String, _ meeting: String, _ options: String...) async throws {
        let outcome = try await outcome(["meeting", verb, meeting, "--as", "amina"] + options)
        try #require(outcome.status == 0, "\(outcome.complaints)")
        try await drain()
    }

    /// What the family says to the only meeting of a case; nil when nothing counts.
    func answer(_ reference: String) async throws -> String? {
        try #require(try await file(reference).meetings.first).answer
    }
}
