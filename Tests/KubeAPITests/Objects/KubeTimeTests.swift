import KubeAPI
import Testing

@Suite struct KubeTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T23:59:59Z", 951_868_799),
        ("2025-01-31T12:00:00Z", 1_738_324_800), ("1969-12-31T23:59:59Z", -1),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
    ])
    func writesAndReadsSeconds(_ text: String, _ seconds: Int) throws {
        let time = KubeTime(nanoseconds: seconds * 1_000_000_000)
        #expect(time.text == text)
        #expect(KubeTime(text) == time)
    }

    @Test func writesAndReadsMicroseconds() throws {
        let time = KubeTime(nanoseconds: 1_738_324_800_000_001_000)
        #expect(time.microText == "2025-01-31T12:00:00.000001Z")
        #expect(KubeTime(time.microText) == time)
        #expect(KubeTime("2025-01-31T12:00:00.5Z")?.nanoseconds == 1_738_324_800_500_000_000)
    }

    @Test(arguments: [
        "", "2025-01-31", "2025-01-31T12:00:00", "2025-02-29T12:00:00Z", "2025-13-31T12:00:00Z",
        "2025-01-31T24:00:00Z", "2025-01-31T12:00:00.Z", "9999-12-31T23:59:59Z", "2025-01-31 12:00:00Z",
    ])
    func refusesWhatIsNoTime(_ text: String) {
        #expect(KubeTime(text) == nil)
    }
}
