import EngineAPI

/// A signed result together with the evidence that it rests on, both checked.
public struct GradeResult: Hashable, Sendable {
    public var statement: ResultStatement
    public var header: EvidenceHeader
    /// The evidence between its first and its last record.
    public var records: [EvidenceRecord]

    /// Checks a result and its evidence against each other and against the keys.
    ///
    /// - Throws: ``ResultProblem``, with the line of the evidence where there is one.
    public init(result: [UInt8], evidence: [UInt8], keys: [KeyRecord]) throws(ResultProblem) {
        do {
            let signed = try SignedFile(result, .result, keys: keys)
            statement = try ResultStatement(json: signed.statement)
            guard statement.json == signed.statement else {
                throw SignatureProblem("it holds more than a result does")
            }
        } catch { throw ResultProblem(.result, "\(error)") }
        let reading: EvidenceChain.Reading
        do throws(EvidenceProblem) { reading = try EvidenceChain.read(evidence) } catch {
            throw ResultProblem(.evidence, line: error.line, error.reason)
        }
        guard !reading.isCut else {
            throw ResultProblem(.evidence, line: reading.chain.count + 1, "is cut off")
        }
        guard reading.isComplete, let first = reading.records.first, first.kind == .begin else {
            throw ResultProblem(
                .evidence,
                line: max(reading.chain.count, 1),
                "records are missing at the beginning or the end"
            )
        }
        guard reading.chain.root == statement.evidence else {
            throw ResultProblem(
                .evidence,
                line: reading.chain.count,
                "the last record isn't the one that the result was signed for"
            )
        }
        do throws(JSONError) { header = try EvidenceHeader(json: first.body) } catch {
            throw ResultProblem(.evidence, line: 1, "\(error)")
        }
        guard statement.matches(header) else {
            throw ResultProblem(.evidence, line: 1, "it is evidence of another run than the result's")
        }
        records = Array(reading.records.dropFirst().dropLast())
    }
}

/// Why a result can't be believed.
public struct ResultProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it shows.
    public enum Place: String, Hashable, Sendable {
        case result = "the result"
        case evidence = "the evidence"
    }

    public var place: Place
    /// The line of the evidence, from 1.
    public var line: Int?
    public var reason: String

    public init(_ place: Place, line: Int? = nil, _ reason: String) {
        (self.place, self.line, self.reason) = (place, line, reason)
    }

    public var description: String {
        "\(place.rawValue)" + (line.map { ", line \($0)" } ?? "") + ": \(reason)"
    }
}
