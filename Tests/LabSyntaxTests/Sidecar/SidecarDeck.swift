import DeckSyntax
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit

/// The lecture that sidecars in tests stand beside.
enum SidecarDeck {
    static let text = WorkedExamples.docker

    /// The sidecar of the lecture, with everything in order.
    static let sidecar = WorkedExamples.sidecar

    static let source = SourceFile(name: "08-containers.slide", text: text)

    /// The labs as the lecture alone has them.
    static let labs = labs(of: source)

    static func labs(of source: SourceFile) -> ParsedLabs {
        LabParser.parse(
            source,
            DeckParser(reader: MemoryFiles()).parse(source, at: "08-containers.slide").deck
        )
    }

    /// The lecture's labs with a sidecar.
    static func read(_ sidecar: String, files: [SourceFile] = []) -> ParsedLabs {
        read(SourceFile(name: "08-containers.lab.yaml", text: sidecar), files: files)
    }

    static func read(_ sidecar: SourceFile, files: [SourceFile] = []) -> ParsedLabs {
        LabSidecar.read(sidecar, into: labs, lecture: source.name, publicFiles: [source] + files)
    }

    /// What is wrong with a sidecar of the lecture where that uses no variant by itself.
    static func findings(_ sidecar: SourceFile) -> [Diagnostic] {
        let plain = SourceFile(name: source.name, text: text.replacing("{{variant.tag}}", with: "1.0"))
        return LabSidecar.read(
            sidecar,
            into: labs(of: plain),
            lecture: source.name,
            publicFiles: [plain]
        ).diagnostics
    }

    static func findings(_ sidecar: String) -> [Diagnostic] {
        findings(SourceFile(name: "08-containers.lab.yaml", text: sidecar))
    }

    /// A sidecar about one lab with some lines.
    static func about(_ lab: String = "pg", _ lines: String) -> String {
        let body = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        return "slidectl: lab/v1\nlabs:\n  \(lab):\n\(body.joined(separator: "\n"))\n"
    }
}
