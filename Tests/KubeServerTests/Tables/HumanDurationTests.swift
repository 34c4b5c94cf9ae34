import Testing

@testable import KubeServer

@Suite struct HumanDurationTests {
    @Test(arguments: [
        (-5, "<invalid>"), (0, "0s"), (119, "119s"), (120, "2m"), (123, "2m3s"), (599, "9m59s"),
        (600, "10m"), (2700, "45m"), (10_799, "179m"), (10_800, "3h"), (11_100, "3h5m"), (28_799, "7h59m"),
        (108_000, "30h"), (172_800, "2d"), (183_600, "2d3h"), (691_199, "7d23h"), (25_920_000, "300d"),
        (65_664_000, "2y30d"), (283_824_000, "9y"),
    ]) func readsAsPeopleDo(_ seconds: Int, _ text: String) {
        #expect(HumanDuration.text(seconds: seconds) == text)
    }
}
