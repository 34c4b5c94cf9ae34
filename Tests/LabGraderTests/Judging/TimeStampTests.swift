import Testing

@testable import LabGrader

/// Moments as engines write them.
struct TimeStampTests {
    @Test(arguments: [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:01Z"),
        ("2026-03-01T10:00:00.123Z", "2026-03-01T10:00:00.5Z"),
        ("2026-03-01T10:00:00.1Z", "2026-03-01T10:00:00.100000001Z"),
        ("2025-12-31T23:59:59.9Z", "2026-01-01T00:00:00Z"),
        ("2024-02-28T23:00:00Z", "2024-02-29T00:00:00Z"), ("2024-02-29T23:00:00Z", "2024-03-01T00:00:00Z"),
        ("2026-03-01T12:00:00+02:00", "2026-03-01T10:00:01Z"),
        ("2026-03-01T10:00:00Z", "2026-03-01T05:00:01-05:00"),
    ])
    func ordersMoments(_ first: String, _ second: String) throws {
        let (one, other) = (try #require(TimeStamp(first)), try #require(TimeStamp(second)))
        #expect(one < other)
        #expect(!(other < one))
    }

    @Test func knowsEqualMoments() throws {
        #expect(TimeStamp("2026-03-01T12:00:00.50+02:00") == TimeStamp("2026-03-01T10:00:00.5Z"))
    }

    @Test(arguments: [
        "", "0001-01-01T00:00:00Z", "yesterday", "2026-03-01", "2026-03-01T10:00:00", "2026-03-01T10:00:00X",
    ])
    func knowsWhatIsNoMoment(_ text: String) { #expect(TimeStamp(text) == nil) }
}
