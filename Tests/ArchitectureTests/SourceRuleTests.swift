import Testing

/// The rules for sources that no compiler checks.
struct SourceRuleTests {
    @Test(arguments: ["Sources", "Tests"])
    func keepsFilesShort(_ folder: String) throws {
        for file in try Repository.swiftFiles(below: folder) {
            #expect(file.lines.count <= 400, "\(file) has \(file.lines.count) lines")
        }
    }

    @Test func keepsTheMedianFileSmall() throws {
        let lengths = try Repository.swiftFiles(below: "Sources").map(\.lines.count).sorted()
        #expect(lengths.count > 100)
        #expect(lengths[lengths.count / 2] <= 120)
    }

    @Test func hasNothingThatTraps() throws {
        let forbidden = /\btry!|\bas!|\bfatalError\(|\bassertionFailure\(|\bunsafeBitCast\(/
        for file in try Repository.swiftFiles(below: "Sources") {
            for (index, line) in file.code.enumerated() {
                #expect(!line.contains(forbidden), "\(file):\(index + 1)")
            }
        }
    }

    @Test func saysWhyCheckingIsTurnedOff() throws {
        for file in try Repository.swiftFiles(below: "Sources") {
            for (index, line) in file.code.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                #expect(isCommented(file, above: index), "\(file):\(index + 1)")
            }
        }
    }

    @Test func documentsWhatOtherTargetsSee() throws {
        let declaration =
            /^(?:@\w+(?:\(.*\))? )*(?:public|package) (?:\w+ )*?(?:struct|class|enum|protocol|actor|func|typealias|let|var)\b/
        var seen = 0
        for file in try Repository.swiftFiles(below: "Sources") {
            for (index, line) in file.code.enumerated() where line.contains(declaration) {
                seen += 1
                #expect(isDocumented(file, above: index), "\(file):\(index + 1)")
            }
        }
        #expect(seen > 80)
    }

    @Test func documentsWhatProtocolsAskFor() throws {
        var seen = 0
        for file in try Repository.swiftFiles(below: "Sources") {
            var isInside = false
            for (index, line) in file.code.enumerated() {
                if line.contains(#/^(public|package) protocol /#) { isInside = !line.hasSuffix("}") }
                if line.hasPrefix("}") { isInside = false }
                guard isInside,
                    line.contains(/^    (mutating |static |nonisolated )*(func|var|init|associatedtype)\b/)
                else {
                    continue
                }
                seen += 1
                #expect(isDocumented(file, above: index), "\(file):\(index + 1)")
            }
        }
        #expect(seen > 10)
    }

    @Test func hasNoDebtWithoutAnIssue() throws {
        for file in try Repository.swiftFiles(below: "Sources") + Repository.swiftFiles(below: "Tests") {
            for (index, line) in file.lines.enumerated() where line.contains(/\b(TODO|FIXME|XXX|HACK)\b/) {
                // This rule's own line is no debt.
                if line.contains("FIXME|XXX") { continue }
                #expect(line.contains(/#\d+/), "\(file):\(index + 1)")
            }
        }
    }

    /// Every golden is named in the tests of its target.
    @Test func leavesNoSnapshotOrphaned() throws {
        let goldens = try Repository.paths(below: "Tests").filter {
            $0.contains("/Snapshots/") && !$0.hasSuffix(".editorconfig")
        }
        for golden in goldens {
            let parts = golden.split(separator: "/")
            let target = try #require(parts.dropFirst().first)
            let name = try #require(parts.last)
            let text = try Repository.swiftFiles(below: "Tests/\(target)").flatMap(\.lines).joined(
                separator: "\n"
            )
            // A golden's name may be made of a case's: then its stem or its ending stands in the tests.
            let stem = name.prefix { $0 != "." }
            #expect(
                text.contains(name) || text.contains("\"\(stem)\"") || isOfCorpus(stem, target),
                "\(golden)"
            )
        }
    }

    /// Whether an input of the target's corpus, or a lecture that we ship, has the name.
    private func isOfCorpus(_ stem: Substring, _ target: Substring) -> Bool {
        let inputs =
            ((try? Repository.paths(below: "Tests/\(target)/Corpus")) ?? [])
            + ((try? Repository.paths(below: "lectures")) ?? [])
        return inputs.contains { $0.split(separator: "/").last?.prefix { $0 != "." } == stem }
    }

    private func isDocumented(_ file: Repository.File, above index: Int) -> Bool {
        file.lines[..<index].last { !$0.drop(while: \.isWhitespace).hasPrefix("@") }?
            .drop(while: \.isWhitespace).hasPrefix("///") == true
    }

    private func isCommented(_ file: Repository.File, above index: Int) -> Bool {
        file.lines[max(0, index - 4)...index].contains { $0.contains("//") }
    }
}
