import CodeTokens
import Glibc
import Testing

struct RobustnessTests {
    /// Expects what every lexer owes, whatever the bytes.
    ///
    /// Tokens stand inside the text, ascending; none is empty, none could be one with the token before it.
    private func expectSound(_ bytes: [UInt8], as language: CodeLanguage) {
        var end = 0
        var last: TokenKind?
        var isSound = true
        for token in language.tokens(in: bytes) {
            isSound =
                isSound && token.range.lowerBound >= end && !token.range.isEmpty
                && !(token.range.lowerBound == end && last == token.kind)
            end = token.range.upperBound
            last = token.kind
        }
        #expect(isSound && end <= bytes.count, "\(language.name): \(String(decoding: bytes, as: UTF8.self))")
    }

    /// The first and the last bytes of a sample: a debug build is slow, and every text is read twice a byte.
    private func excerpts(_ sample: Sample) -> [[UInt8]] {
        [Array(sample.bytes.prefix(350)), Array(sample.bytes.suffix(350))]
    }

    @Test(arguments: Sample.all)
    func readsEveryBeginningOfAText(sample: Sample) {
        for text in excerpts(sample) {
            for length in 0...text.count { expectSound(Array(text[..<length]), as: sample.language) }
        }
    }

    @Test(arguments: Sample.all)
    func readsATextWithAnyByteMissing(sample: Sample) {
        for text in excerpts(sample) {
            for index in text.indices {
                var shorter = text
                shorter.remove(at: index)
                expectSound(shorter, as: sample.language)
            }
        }
    }

    @Test(arguments: CodeLanguage.all)
    func readsAnyBytes(language: CodeLanguage) {
        var random = SplitMix64(state: 20_261_123)
        // Signs that start something are far likelier than in bytes without a choice.
        let signs = Array("\"'`#/*\\<>{}[]()$@!|&;:=-+ \n\n\t.,0x9eErRbn\u{0}~%^é".utf8)
        for round in 0..<150 {
            let text = (0..<120).map { _ in
                round % 5 == 0
                    ? UInt8(truncatingIfNeeded: random.next())
                    : signs[Int(random.next() % UInt64(signs.count))]
            }
            expectSound(text, as: language)
        }
    }

    @Test(arguments: CodeLanguage.all)
    func readsWhatRepeatsWithoutEndInLinearTime(language: CodeLanguage) {
        let parts = [
            "/[ ", "/[ \\\n", "${", "$(", "\"$(", "`${", "\"\\(", "#[", "<<A ", "func (", "<script>", "{a",
            "- ? ",
            "a: |\n",
            "ONBUILD ", "R\"(", "r#\"", "\"", "'", "[[", "--x=", "case x in ", "`", "/*", "<!--", "<a ",
            "match ",
        ]
        for part in parts {
            // Twenty times the text takes about twenty times the time; to go back over it takes four hundred.
            // The thread's own time is counted, so that a busy machine doesn't count.
            let short = Array(String(repeating: part, count: 400).utf8)
            let long = Array(String(repeating: part, count: 8000).utf8)
            let isLinear = (0..<3).contains { _ in
                let base = threadTime { expectSound(short, as: language) }
                return threadTime { expectSound(long, as: language) } < base * 80 + .milliseconds(20)
            }
            #expect(isLinear, "\(language.name): \(part)")
        }
    }
}

/// The processor time that this thread takes for something.
private func threadTime(_ body: () -> Void) -> Duration {
    func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    body()
    return now() - start
}

/// A generator with a fixed seed, so that a failure comes again.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
