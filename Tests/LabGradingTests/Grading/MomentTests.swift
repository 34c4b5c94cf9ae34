import LabGrading
import Testing

struct MomentTests {
    /// Source: `date -u -d TEXT +%s`.
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-30T23:59+01:00", 1_796_079_540),
        ("2026-11-30T22:59:00Z", 1_796_079_540), ("2026-11-30 22:59:00.5z", 1_796_079_540),
        ("2024-02-29T12:00:00-05:30", 1_709_227_800), ("1969-12-31T23:59:59Z", -1),
        ("2100-03-01T00:00:00Z", 4_107_542_400), ("2026-12-01 10:10 +01:00", 1_796_116_200),
        ("2026-12-01T10:10+0100", 1_796_116_200),
    ])
    func readsTimesWithTheirZones(text: String, seconds: Int) {
        #expect(Moment(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "2026-11-30T23:59", "2026-11-30T23:59:00", "2026-11-30", "2026-13-01T00:00Z", "2026-02-29T00:00Z",
        "2026-11-30T24:00Z", "2026-11-30T23:60Z", "2026-11-30T23:59+1:00", "2026-11-30T23:59Z ", "tomorrow",
        "",
        "2026-11-30T23:59:00.Z", "2026-11-30T23:59CET",
    ])
    func refusesATimeWithoutAZoneOrThatNoClockShows(text: String) { #expect(Moment(text) == nil) }

    @Test func printsWhatItReads() {
        // From the year 1 to the year 9999.
        for seconds in stride(from: -62_135_596_800, to: 253_402_300_800, by: 999_999_937) {
            let moment = Moment(seconds: seconds)
            #expect(Moment("\(moment)") == moment)
        }
        #expect("\(Moment(seconds: 1_796_079_540))" == "2026-11-30T22:59:00Z")
    }
}
