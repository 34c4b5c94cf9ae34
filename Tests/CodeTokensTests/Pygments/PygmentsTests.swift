import CodeTokens
import Testing

/// Our lexers beside Pygments', over the samples in `Corpus`.
///
/// Go's module files aren't among its languages.
@Suite(.enabled(if: Pygments.isInstalled, "python3 with the package pygments isn't installed"))
struct PygmentsTests {
    private static let samples = Sample.all.filter { $0.language.name != "go-mod" }

    private static let theirs = Result { try Pygments.tokens(of: samples) }

    private static let comparisons = theirs.map { theirs in
        samples.map { PygmentsComparison($0, theirs[$0.path] ?? []) }
    }

    @Test(arguments: samples.indices)
    func differsFromPygmentsOnlyWhereTheTableSaysSo(index: Int) throws {
        let sample = Self.samples[index]
        let comparison = try Self.comparisons.get()[index]
        for difference in comparison.differences {
            let isAccepted = AcceptedDifference.all.contains { $0.covers(difference, in: sample.language) }
            #expect(
                isAccepted,
                """
                \(sample.testDescription):\(difference.line): \(difference.text.debugDescription) \
                is \(difference.type) to Pygments, \(difference.ours.map { "\($0)" } ?? "plain") to us
                """
            )
        }
    }

    @Test(arguments: samples.indices)
    func agreesOn97Of100Bytes(index: Int) throws {
        let comparison = try Self.comparisons.get()[index]
        #expect(comparison.byteCount > 200)
        #expect(comparison.agreement >= 0.97)
        let percent = (comparison.agreement * 1000).rounded() / 10
        print("Pygments agrees on \(percent) % of \(Self.samples[index].testDescription)")
    }

    @Test func everyReadingInTheTableIsNeeded() throws {
        let theirs = try Self.theirs.get()
        for reading in PygmentsReading.all {
            let isUsed = Self.samples.contains { sample in
                theirs[sample.path]?.contains { token in
                    let text = String(decoding: sample.bytes[token.range], as: UTF8.self)
                    return reading.applies(to: token.type, text, in: sample.language)
                } ?? false
            }
            #expect(isUsed, "\(reading.languages): \(reading.type): \(reading.reason)")
        }
    }

    @Test func theTableHoldsNoDifferenceThatIsGone() throws {
        let comparisons = try Self.comparisons.get()
        for row in AcceptedDifference.all {
            for language in row.languages {
                let isUsed = zip(Self.samples, comparisons).contains { sample, comparison in
                    sample.language.name == language
                        && comparison.differences.contains { row.covers($0, in: sample.language) }
                }
                #expect(isUsed, "\(language): \(row.type) \(row.texts): \(row.reason)")
            }
        }
    }
}
