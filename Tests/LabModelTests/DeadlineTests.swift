import Foundation
import LabModel
import Testing

@Suite struct DeadlineTests {
    /// Foundation reads the same moments.
    @Test func agreesWithFoundationOnManyMoments() throws {
        let formatter = ISO8601DateFormatter()
        var seconds = 0
        while seconds < 5_000_000_000 {
            let text = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
            #expect(Deadline(parsing: text)?.seconds == seconds, "\(text)")
            seconds += 8_640_017
        }
    }

    @Test func readsOffsets() {
        let noon = Deadline(parsing: "2026-12-01T12:00:00Z")?.seconds
        #expect(noon == 1_796_126_400)
        #expect(Deadline(parsing: "2026-12-01 13:00 +01:00")?.seconds == noon)
        #expect(Deadline(parsing: "2026-12-01 08:30-0330")?.seconds == noon)
    }

    @Test(arguments: [
        "", "tomorrow", "2026-12-01", "2026-12-01 12:00", "2026-13-01 12:00Z", "2026-02-29 12:00Z",
        "2026-12-01 24:00Z", "2026-12-01 12:60Z", "2026-12-01 12:00+25:00", "2026-12-01 12:00Z ",
        "1900-01-01 00:00Z",
        "2026-12-01 12:00 Europe/Berlin",
    ])
    func refuses(text: String) { #expect(Deadline(parsing: text) == nil) }
}
