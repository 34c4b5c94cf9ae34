import EngineAPI
import Glibc
import SimShell
import Testing

@testable import EngineSim

struct SupportTests {
    /// The examples of FIPS 180-4, and one that fills a block to the brim.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func hashes(_ text: String, _ digest: String) { #expect(ContentHash.hex(text.utf8) == digest) }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_700_000_000, "2023-11-14T22:13:20Z"),
        (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"),
    ])
    func writesTimes(_ seconds: Int, _ text: String) {
        let time = WallTime(nanoseconds: seconds * 1_000_000_000)
        #expect(Timestamp.text(time) == text)
        #expect(Timestamp.read(text) == time)
        #expect(Timestamp.read(String(seconds)) == time)
    }

    @Test func readsFractionsAndZones() {
        #expect(Timestamp.read("1700000000.5")?.nanoseconds == 1_700_000_000_500_000_000)
        #expect(Timestamp.read("2023-11-14T23:13:20.25+01:00")?.nanoseconds == 1_700_000_000_250_000_000)
        #expect(Timestamp.read("yesterday") == nil)
        #expect(Timestamp.read("99999999999999999999") == nil)
        #expect(Timestamp.text(WallTime(nanoseconds: 1_500_000_000)) == "1970-01-01T00:00:01.5Z")
    }

    /// The words of Go's `units.HumanDuration`, which `docker ps` prints.
    @Test(arguments: [
        (0, "Less than a second"), (1, "1 second"), (59, "59 seconds"), (60, "About a minute"),
        (119, "About a minute"), (120, "2 minutes"), (3600, "About an hour"), (7200, "2 hours"),
        (86_400, "24 hours"), (172_800, "2 days"), (1_209_600, "2 weeks"), (5_184_000, "2 months"),
        (63_072_000, "2 years"),
    ])
    func saysDurations(_ seconds: Int, _ text: String) {
        #expect(HumanDuration.text(seconds: seconds) == text)
    }

    @Test(arguments: [
        (410, "410B"), (69_213, "69.21kB"), (6_591_960, "6.592MB"), (98_304, "98.3kB"), (0, "0B"),
    ])
    func saysSizes(_ bytes: Int, _ text: String) { #expect(HumanSize.text(bytes) == text) }

    @Test func readsSizes() {
        #expect(HumanSize.read("7.83MB") == 7_830_000)
        #expect(HumanSize.read("64MiB") == 64 << 20)
        #expect(HumanSize.read("999999999TB") == nil)
        #expect(HumanSize.read("much") == nil)
    }

    @Test func subnets() throws {
        let subnet = try #require(Subnet("172.18.0.0/16"))
        #expect(subnet.overlaps(try #require(Subnet("172.18.3.0/24"))))
        #expect(!subnet.overlaps(try #require(Subnet("172.19.0.0/16"))))
        #expect(Subnet("172.18.0.0") == nil && Subnet("300.1.1.1/8") == nil && Subnet("1.2.3.4/33") == nil)
        #expect(Subnet("10.1.2.3/8")?.description == "10.0.0.0/8")
    }

    /// C's own matcher is the reference.
    @Test(arguments: [
        "*.txt", "a?c*", "[ab]1.txt", "[a-c]*", "[^a]1.txt", "x[0-9][0-9]", "\\[ab]", "[\\]]",
        "a[/]b", "[ab",
    ])
    func patternsOfPaths(_ pattern: String) {
        for name in [
            "a1.txt", "b1.txt", "c1.txt", "a/b.txt", "abcdef", "-1", "x12", "[ab]", "]", "a/b", "[ab", "",
        ] {
            let expected = fnmatch(pattern, name, FNM_PATHNAME) == 0 && pattern != "[ab"
            #expect(Glob.fits(pattern, name) == expected, "\(pattern) for \(name)")
        }
    }

    @Test(arguments: [
        ("1.5s", 1_500_000_000), ("0.5s", 500_000_000), (".25m", 15_000_000_000),
        ("1h30m", 5_400_000_000_000),
        ("500ms", 500_000_000), ("1.s", 1_000_000_000), ("2µs", 2000), ("", nil), ("s", nil), ("1", nil),
        (".s", nil),
        ("1.5", nil),
    ])
    func durations(_ text: String, _ expected: Int?) { #expect(GoDuration.read(text) == expected) }

    @Test func patterns() {
        #expect(Glob.fits("*.txt", "a.txt") && !Glob.fits("*.txt", "a/b.txt") && Glob.fits("a?c*", "abcdef"))
    }
}
