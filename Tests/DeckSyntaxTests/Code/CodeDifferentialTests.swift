import DeckModel
import Foundation
import GoText
import SourceText
import TestKit
import Testing

@testable import DeckSyntax

/// `.code` and `.play` lines against the real program, each in its own deck: the first error ends a deck.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present isn't installed (apt: golang-golang-x-tools)"))
struct CodeDifferentialTests {
    private static let count = 2_400
    private static let regexpCount = 1_200

    @Test func agreesWithTheRealProgram() throws {
        var differences: [String] = []
        var tally: [String: Int] = [:]
        try withRealPresent { present in
            for (name, bytes) in CodeSamples.files { try present.write(name, bytes) }
            var random = SeededGenerator(seed: 0x51_1D_EC_71)
            let lines =
                CodeSamples.fixedLines + (0..<Self.count).map { _ in CodeSamples.line(&random) }
                + (0..<Self.regexpCount).map { _ in CodeSamples.regexpLine(&random) }
            for (index, line) in lines.enumerated() {
                let name = "d\(index).slide"
                let real = try present.outcome(of: line, deck: name)
                let ours = Self.evaluate(line, "\(present.folder)/\(name):5", in: present.folder)
                tally[ours.kind, default: 0] += 1
                if let reason = ours.reason { tally[reason, default: 0] += 1 }
                if let difference = Self.difference(ours, real) {
                    differences.append("\(GoText.quoted(line)): \(difference)")
                }
            }
        }
        print(
            "code lines:",
            tally.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        )
        #expect(
            differences.isEmpty,
            "\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))"
        )
        for kind in ["shown", "refused", "crash"] {
            #expect(tally[kind, default: 0] >= 20, "too few \(kind)")
        }
    }

    /// What the pieces under test make of a line, put together as the directive does.
    private enum Outcome {
        case shown(Code)
        case refused(String)
        case crash

        var kind: String {
            switch self {
            case .shown: "shown"
            case .refused: "refused"
            case .crash: "crash"
            }
        }

        /// The first words of a refusal, for the tally.
        var reason: String? {
            guard case .refused(let message) = self else { return nil }
            if message.contains(": open ") || message.contains(": read ") { return "'open'" }
            let words = message.split(separator: " ").dropFirst()
            // What a pattern is refused for stands up to the fourth colon of the message.
            let text =
                words.first == "error"
                ? message.split(separator: ":")[3] : words.prefix(3).joined(separator: " ")[...]
            return "'\(text.drop { $0 == " " })'"
        }
    }

    private static func evaluate(_ line: [UInt8], _ place: String, in folder: String) -> Outcome {
        let invocation: CodeInvocation
        do throws(CodeInvocation.Failure) {
            invocation = try CodeInvocation(line[...])
        } catch {
            return .refused(place + error.presentText)
        }
        let name = cleaned(GoText.decode(invocation.file))
        guard let file = CodeSamples.files[name] else {
            let isFolder = name.isEmpty || name == "sub"
            let path = name.isEmpty ? folder : "\(folder)/\(name)"
            return .refused(
                place
                    + (isFolder
                        ? ": read \(path): is a directory" : ": open \(path): no such file or directory")
            )
        }
        do throws(AddressError) {
            let range = try SourceAddress.evaluate(invocation.address, in: file)
            let listing = Listing(file, range, highlight: invocation.highlight)
            let last = name.split(separator: "/").last.map(String.init) ?? ""
            let command = GoText.decode(GoText.trimmed(line[...]))
            return .shown(
                Code(
                    command: Text(command, at: SourceLocation(file: "", line: 5, length: line.count)),
                    isPlayable: invocation.isPlay,
                    isEditable: invocation.isEditable,
                    hasNumbers: invocation.hasNumbers,
                    fileName: last,
                    fileExtension: last.lastIndex(of: ".").map { String(last[$0...]) } ?? "",
                    lines: listing.lines,
                    raw: listing.raw,
                    prefix: Array(file[..<range.lowerBound]),
                    suffix: Array(file[range.upperBound...])
                )
            )
        } catch {
            return error.isCrash ? .crash : .refused("\(place): \(error.message)")
        }
    }

    private static func cleaned(_ name: String) -> String {
        var parts: [Substring] = []
        for part in name.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func difference(_ ours: Outcome, _ real: PresentOutcome) -> String? {
        switch (ours, real) {
        case (.crash, .crashed): return nil
        case (.refused(let ours), .refused(let real)):
            return ours == real ? nil : "\n  ours \(ours)\n  real \(real)"
        case (.shown(let code), .element(let real)):
            let pairs: [(String, String?, String?)] = [
                ("Cmd", code.command.string, real.Cmd), ("Text", CodeText.html(code), real.Text),
                ("FileName", code.fileName, real.FileName), ("Ext", code.fileExtension, real.Ext),
                ("Raw", GoText.quoted(code.raw), GoText.quoted(real.Raw ?? Data())),
                ("Play", "\(code.isPlayable)", real.Play.map { "\($0)" }),
                ("Edit", "\(code.isEditable)", real.Edit.map { "\($0)" }),
            ]
            return pairs.first { $0.1 != $0.2 }
                .map {
                    "\($0.0)\n  ours \(GoText.quoted($0.1 ?? "nil"))\n  real \(GoText.quoted($0.2 ?? "nil"))"
                }
        default: return "\n  ours \(ours)\n  real \(real)"
        }
    }
}
