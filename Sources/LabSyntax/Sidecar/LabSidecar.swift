import LabModel
public import SourceText

/// Reads the private part of a lecture's labs, `NN-topic.lab.yaml`, and puts it together with the public one.
///
///     let labs = LabSidecar.read(source, into: LabParser.parse(deck, parsed), lecture: "08-containers.slide")
///
/// A sidecar may add: hidden checks, variants, limits, what attempts cost. It changes what the lecture says only where it
/// lists the key under `override:`.
public enum LabSidecar {
    /// What a sidecar's first line says.
    static let version = "lab/v1"

    /// The ending of a sidecar's name, in place of the lecture's own.
    public static let fileExtension = "lab.yaml"

    /// Reads a sidecar.
    ///
    /// - Parameters:
    ///   - source: The sidecar's text.
    ///   - labs: The labs as the lecture has them.
    ///   - lecture: The file name of the lecture.
    ///   - publicFiles: The lecture, and the files that it shows: nothing hidden may stand in them.
    /// - Returns: The labs with what the sidecar adds; the diagnostics of both, by place. A sidecar that can't be read
    ///   adds nothing.
    public static func read(
        _ source: SourceFile,
        into labs: ParsedLabs,
        lecture: String,
        publicFiles: [SourceFile] = []
    ) -> ParsedLabs {
        var merged = labs
        let found: [Diagnostic]
        do throws(SidecarFile.Refusal) {
            var reader = SidecarReader(try SidecarFile(source), labs.labs, lecture: lecture)
            reader.read()
            merged.labs = reader.labs
            found =
                reader.diagnostics + (reader.isSidecar ? SidecarLint.findings(reader, publicFiles) : [])
        } catch {
            found = [error.diagnostic]
        }
        merged.diagnostics = (stillTrue(labs.diagnostics, of: merged.labs) + found).sortedByPlace()
        return merged
    }

    /// Without what the sidecar sets right: points that were too easily had, a lab's time that was too short, and
    /// alternatives that lacked some points.
    private static func stillTrue(_ diagnostics: [Diagnostic], of labs: [Lab]) -> [Diagnostic] {
        let mended: Set<Diagnostic.ID> = ["lab.points.bare-exit", "lab.points.weak", "lab.time.nesting"]
        let findings = Set(labs.flatMap(LabLint.findings))
        let complete = labs.flatMap(\.steps).filter { step in
            step.award == .best && ClaimedPoints(of: step).addUp
        }.map(\.location)
        return diagnostics.filter { diagnostic in
            if diagnostic.id == "lab.points.sum" { return !complete.contains(diagnostic.location) }
            return !mended.contains(diagnostic.id) || findings.contains(diagnostic)
        }
    }
}
