import KubeAPI
import TestKit
import Testing

struct QuantityTests {
    /// The canonical forms that the public documentation of resource.Quantity gives, and those of everyday manifests.
    @Test(arguments: [
        ("0", "0"), ("1", "1"), ("1000m", "1"), ("1500m", "1500m"), ("0.5", "500m"), ("1.5", "1500m"),
        ("100k", "100k"),
        ("1000k", "1M"), ("1024Mi", "1Gi"), ("1.5Gi", "1536Mi"), ("128Mi", "128Mi"), ("512", "512"),
        ("512Ki", "512Ki"),
        ("1023", "1023"), ("0.5Ki", "512"), ("1e3", "1e3"), ("1E3", "1e3"), ("1000000e-3", "1e3"),
        ("-2", "-2"), ("+3", "3"),
        ("0.0000000001", "1n"), ("1u", "1u"), ("12.", "12"), (".5", "500m"), ("123456Mi", "123456Mi"),
        ("8Ei", "9223372036854775807"),
        ("99999999999999999999999999999999999999999", "9223372036854775807"), ("10E", "9223372036854775807"),
        ("1Ti", "1Ti"),
    ])
    func writesTheShortestExactForm(_ text: String, _ canonical: String) throws {
        #expect(try #require(Quantity(text)).text == canonical)
    }

    @Test(arguments: [
        "", "a", "1x", "1.2.3", "--1", "1 Gi", "Gi", ".", "1kk", "1e", "1e99999999", "0x10", "1Mi2", "+",
    ])
    func refusesWhatIsNoAmount(_ text: String) { #expect(Quantity(text) == nil) }

    @Test func comparesAndRounds() throws {
        #expect(try #require(Quantity("1Gi")) > #require(Quantity("1G")))
        #expect(try #require(Quantity("1000m")) == #require(Quantity("1")))
        #expect(Quantity("1500m")?.value == 2)
        #expect(Quantity("-1500m")?.value == -1)
        #expect(Quantity("0.0001")?.milliValue == 1)
        #expect(try (#require(Quantity("1Gi")) + #require(Quantity("512Mi"))).text == "1536Mi")
        #expect(try (#require(Quantity("2")) - #require(Quantity("500m"))).text == "1500m")
    }

    @Test func readsWhatItWrites() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let digits = String(Int.random(in: 0...99_999, using: &random))
            let point = random.chance(30) ? "." + String(Int.random(in: 0...9999, using: &random)) : ""
            let suffix = random.pick(["", "m", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "e-3", "n", "T"])
            let quantity = try #require(Quantity(digits + point + suffix))
            let again = try #require(Quantity(quantity.text))
            #expect(again == quantity && again.text == quantity.text, "\(digits)\(point)\(suffix)")
        }
    }
}
