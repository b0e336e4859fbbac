import Store
import Testing

@Suite struct `An instant` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00Z"), (1_796_223_964_050, "2026-12-02T15:06:04.050Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00Z"),
    ])
    func `prints as RFC 3339`(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).iso8601 == text)
    }
}

@Suite struct `An id` {
    struct Sample: EntityID { let text: String }

    @Test func `made later sorts later and holds 80 random bits`() {
        let early = ClockAndChance(now: { Instant(milliseconds: 1_000) }, bits: { .max })
        let late = ClockAndChance(now: { Instant(milliseconds: 1_001) }, bits: { 0 })
        #expect(early.newID(Sample.self) < late.newID(Sample.self))
        #expect(early.newID(Sample.self).text.count == late.newID(Sample.self).text.count)
    }
}
