import DeckLint
import DeckModel
import DeckSyntax
import DeckTerm
import Host
import LabModel
import LabSyntax
import Ports
import SourceText
import SystemPackage

/// Checks lectures and reports what is wrong with them.
struct Check {
    let paths: [FilePath]
    let format: CheckCommand.Format
    let fixes: Bool
    let isStrict: Bool
    let triesLinks: Bool
    let fit: FitSizes?

    /// Runs the check.
    ///
    /// - Returns: The exit code: 0 clean, 1 findings, 2 where something couldn't be checked; the rest has been.
    func run() async -> Int32 {
        var outcome = Outcome()
        var isStrict = self.isStrict
        for (path, course) in find(&outcome) {
            isStrict = isStrict || course.settings.check.strict == true
            // Lectures share settings, which are reported once.
            outcome.add(
                reported(course.diagnostics, course).filter { !outcome.diagnostics.contains($0) },
                [course.settingsSource].compactMap { $0 }
            )
            do throws(CommandFailure) {
                var result = try await check(path, course)
                // One fix may bring another about, or overlap it; they end, but nothing proves it.
                for _ in 0..<10 where fixes {
                    guard applyFixes(result.diagnostics, course, &outcome) else { break }
                    result = try await check(path, course)
                }
                outcome.add(result.diagnostics, result.sources)
                outcome.lectureCount += 1
            } catch {
                outcome.add(error)
            }
        }
        report(outcome)
        guard outcome.failures.isEmpty else { return 2 }
        let fails = outcome.diagnostics.contains {
            $0.severity == .error || isStrict && $0.severity == .warning
        }
        return fails ? 1 : 0
    }

    /// What came of a check.
    private struct Outcome {
        private(set) var diagnostics: [Diagnostic] = []
        private(set) var sources: [SourceFile] = []
        /// Why something couldn't be checked.
        private(set) var failures: [String] = []
        var lectureCount = 0

        mutating func add(_ diagnostics: [Diagnostic], _ sources: [SourceFile]) {
            self.diagnostics += diagnostics
            self.sources += sources
        }

        mutating func add(_ failure: CommandFailure) {
            if !failures.contains(failure.message) { failures.append(failure.message) }
        }
    }

    /// What the rules of the linter say, for reports that describe them.
    private static let rules =
        LintRules.all.map { SARIFReport.Rule($0.id, $0.summary) }
        + (ExternalLinks.summaries + [ScreenFit.summary, PageFit.summary])
        .map { SARIFReport.Rule($0.id, $0.summary) }

    private func find(_ outcome: inout Outcome) -> [(FilePath, Course)] {
        var lectures: [(FilePath, Course)] = []
        // A lecture that is named twice, by itself and by its folder, is checked once.
        var seen: Set<FilePath> = []
        for path in paths {
            let folder = LectureFinder.isFolder(path) ? path : nil
            do throws(CommandFailure) {
                let found = try LectureFinder.search(at: path)
                for problem in found.problems { outcome.add(problem) }
                for lecture in found.lectures
                where seen.insert(WorkingFolder.absolute(lecture)).inserted {
                    let course = try Course(of: lecture, isFolder: false, foundBelow: folder)
                    lectures.append((lecture, course))
                }
            } catch {
                outcome.add(error)
            }
        }
        return lectures
    }

    private func check(
        _ path: FilePath,
        _ course: Course
    ) async throws(CommandFailure) -> (diagnostics: [Diagnostic], sources: [SourceFile]) {
        let lecture: LectureFile
        do throws(FileError) {
            lecture = try LectureFile(path, in: course)
        } catch {
            throw CommandFailure(error.reason)
        }
        var diagnostics = lecture.parsed.diagnostics
        let deck = lecture.parsed.deck
        let labs = try LectureLabs(of: lecture, in: course)
        diagnostics += labs.labs.diagnostics
        diagnostics += lecture.fileFindings(labs.labs, in: course)
        let linter = DeckLinter(files: CourseAssetInspector(course), root: course.root)
        diagnostics += linter.lint(deck, source: lecture.source, at: lecture.path)
        diagnostics += fit?.check(lecture, course) ?? []
        if triesLinks {
            diagnostics += await ExternalLinks.check(
                ExternalLinks.collect(deck, source: lecture.source),
                with: CurlLinkChecker()
            )
        }
        diagnostics = reported(diagnostics, course)
        return (diagnostics, [labs.sidecar].compactMap { $0 } + sources(of: diagnostics, lecture, course))
    }

    /// What the settings don't keep quiet about.
    private func reported(_ diagnostics: [Diagnostic], _ course: Course) -> [Diagnostic] {
        let disabled = Set(course.settings.check.disable)
        return diagnostics.filter { $0.severity == .error || !disabled.contains($0.id.rawValue) }
    }

    /// The text of every file that diagnostics point into, for excerpts and columns.
    private func sources(
        of diagnostics: [Diagnostic],
        _ lecture: LectureFile,
        _ course: Course
    ) -> [SourceFile] {
        var sources = [lecture.source] + lecture.parsed.includedSources
        let places = diagnostics.map(\.location) + diagnostics.flatMap(\.notes).compactMap(\.location)
        for name in Set(places.map(\.file)) where !sources.contains(where: { $0.name == name }) {
            guard let bytes = try? course.reader.read(FilePath(name)) else { continue }
            sources.append(SourceFile(name: name, bytes: bytes))
        }
        return sources
    }

    /// Changes the files that fixes are for; tells whether any was.
    private func applyFixes(
        _ diagnostics: [Diagnostic],
        _ course: Course,
        _ outcome: inout Outcome
    ) -> Bool {
        let files = Set(diagnostics.flatMap(\.fixes).flatMap(\.edits).map(\.location.file))
        var changed = false
        for name in files {
            let file = FilePath(name)
            guard let bytes = try? course.reader.read(file) else { continue }
            let result = FixApplier.apply(diagnostics, to: SourceFile(name: name, bytes: bytes))
            guard result.bytes != bytes else { continue }
            do throws(CommandFailure) { try OutputFile.write(result.bytes, to: file) } catch {
                outcome.add(error)
                continue
            }
            StandardStream.error.write("\(name): \(result.applied) fixed\n")
            changed = true
        }
        return changed
    }

    private func report(_ outcome: Outcome) {
        let diagnostics = outcome.diagnostics.sortedByPlace()
        switch format {
        case .text: reportText(diagnostics, outcome)
        case .json:
            let report = JSONValue.object([
                "version": .number(1), "diagnostics": .array(diagnostics.map(\.json)),
            ])
            StandardStream.output.write(report.text(indented: true) + "\n")
        case .sarif:
            let report = SARIFReport(
                toolVersion: Slidectl.version,
                rules: Self.rules,
                sources: outcome.sources
            )
            StandardStream.output.write(report.json(diagnostics).text(indented: true) + "\n")
        }
        for failure in outcome.failures { StandardStream.error.write("slidectl: \(failure)\n") }
    }

    private func reportText(_ diagnostics: [Diagnostic], _ outcome: Outcome) {
        let colour = StandardStream.output.takesColour(Environment.variables)
        let text = DiagnosticText(colour: colour) { file, line in
            guard let source = outcome.sources.first(where: { $0.name == file }), line <= source.lines.count
            else { return nil }
            return String(decoding: source.line(line), as: UTF8.self)
        }
        for diagnostic in diagnostics { StandardStream.output.write(text.text(diagnostic)) }
        guard outcome.lectureCount > 0 else { return }
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count { $0.severity == .warning }
        StandardStream.error.write(
            "\(counted(outcome.lectureCount, "lecture")) checked: \(counted(errors, "error")), \(counted(warnings, "warning"))\n"
        )
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
