import EngineAPI
import LabGrading
import LabModel
import Testing

/// One edited byte of a result or its evidence is caught, with its place.
struct EditedResultTests {
    @Test func believesWhatNobodyTouched() async throws {
        let (result, evidence, keys) = try await Sample.run()
        let read = try GradeResult(result: result, evidence: evidence, keys: keys)
        #expect(read.statement.student == "ada")
        #expect(read.records.map(\.kind) == [.step, .check])
        #expect(read.statement.score.visible.earned.description == "7")
    }

    @Test func catchesEachByteOfTheEvidence() async throws {
        let (result, evidence, keys) = try await Sample.run()
        var line = 1
        for index in evidence.indices {
            for change: UInt8 in [1, 0x20, 0x80] {
                var edited = evidence
                edited[index] ^= change
                do {
                    _ = try GradeResult(result: result, evidence: edited, keys: keys)
                    Issue.record("byte \(index) may be changed by \(change)")
                } catch {
                    #expect(error.place == .evidence)
                    // A link is broken where it is or at the record behind it.
                    let found = try #require(error.line)
                    #expect((line...line + 1).contains(found), "byte \(index) of line \(line)")
                    #expect(!error.reason.isEmpty)
                }
            }
            if evidence[index] == UInt8(ascii: "\n") { line += 1 }
        }
        #expect(line == 5)
    }

    @Test func catchesEachByteOfTheResult() async throws {
        let (result, evidence, keys) = try await Sample.run()
        for index in result.indices {
            for change: UInt8 in [1, 0x20, 0x80] {
                var edited = result
                edited[index] ^= change
                #expect(throws: ResultProblem.self, "byte \(index)") {
                    try GradeResult(result: edited, evidence: evidence, keys: keys)
                }
            }
            var shorter = result
            shorter.remove(at: index)
            var longer = result
            longer.insert(UInt8(ascii: " "), at: index)
            for edited in [shorter, longer] {
                #expect(throws: ResultProblem.self, "byte \(index)") {
                    try GradeResult(result: edited, evidence: evidence, keys: keys)
                }
            }
        }
    }

    @Test func catchesEachByteThatIsMissingOrTooMany() async throws {
        let (result, evidence, keys) = try await Sample.run()
        for index in evidence.indices {
            var shorter = evidence
            shorter.remove(at: index)
            var longer = evidence
            longer.insert(evidence[index], at: index)
            for edited in [shorter, longer, Array(evidence[..<index]), Array(evidence[index...].dropFirst())]
            {
                #expect(throws: ResultProblem.self, "byte \(index)") {
                    try GradeResult(result: result, evidence: edited, keys: keys)
                }
            }
        }
    }

    @Test func catchesLinesThatAreDroppedSwappedOrAdded() async throws {
        let (result, evidence, keys) = try await Sample.run()
        let lines = evidence.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
        #expect(lines.count == 4)
        var edits: [[[UInt8]]] = []
        for index in lines.indices {
            edits.append(lines.enumerated().filter { $0.offset != index }.map(\.element))
            edits.append(Array(lines[...index]) + [lines[index]] + Array(lines[(index + 1)...]))
            for other in lines.indices where other != index {
                var swapped = lines
                swapped.swapAt(index, other)
                edits.append(swapped)
            }
        }
        for edit in edits {
            #expect(throws: ResultProblem.self) {
                try GradeResult(result: result, evidence: Array(edit.joined()), keys: keys)
            }
        }
    }

    /// Who has no key can write a chain that is right in itself; the result's root gives it away.
    @Test func catchesAChainWrittenAnew() async throws {
        let (result, evidence, keys) = try await Sample.run()
        let records = try EvidenceChain.read(evidence).records
        var chain = EvidenceChain()
        var forged: [UInt8] = []
        for var record in records {
            if record.kind == .check { record.body = .object([.init("seen", .string("healthy"))]) }
            forged += chain.line(of: record)
        }
        #expect(try EvidenceChain.read(forged).isComplete)
        let problem = #expect(throws: ResultProblem.self) {
            try GradeResult(result: result, evidence: forged, keys: keys)
        }
        #expect(problem?.line == 4)
        #expect(problem?.reason == "the last record isn't the one that the result was signed for")
    }

    @Test func believesNoOtherKey() async throws {
        let (result, evidence, _) = try await Sample.run()
        let others = try Sample.keys(2).records
        let problem = #expect(throws: ResultProblem.self) {
            try GradeResult(result: result, evidence: evidence, keys: others)
        }
        #expect(problem?.reason.contains("none of the course's keys") == true)
    }

    @Test func tellsALogThatAKillCutOff() throws {
        var chain = EvidenceChain()
        let whole =
            chain.line(of: EvidenceRecord(.begin, .null)) + chain.line(of: EvidenceRecord(.step, .null))
        let first = whole.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        for size in whole.indices {
            let reading = try EvidenceChain.read(Array(whole[..<size]))
            #expect(reading.isCut == (size != 0 && size != first))
            #expect(reading.records.count == (size < first ? 0 : 1))
            #expect(!reading.isComplete)
        }
    }

    @Test func goesOnBehindTheLastWholeRecord() throws {
        let files = KillableFiles()
        var log = try EvidenceLog("log", files: files)
        try log.append([EvidenceRecord(.begin, .string("a"))])
        files.kill(atChange: 0, halves: 1)
        #expect(throws: FileFailure.self) { try log.append([EvidenceRecord(.step, .string("b"))]) }
        files.revive()
        var next = try EvidenceLog("log", files: files)
        try next.append([EvidenceRecord(.step, .string("c")), EvidenceRecord(.end, .null)])
        let reading = try EvidenceChain.read(try #require(files.contents["log"]))
        #expect(reading.isComplete)
        #expect(reading.records.map(\.body) == [.string("a"), .string("c"), .null])
    }
}
