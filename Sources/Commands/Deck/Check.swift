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
    /// - Returns: The exit code: 0 clean, 1 findings.
    func run() async throws -> Int32 {
        let lectures = try find()
        var found: [Diagnostic] = []
        var sources: [SourceFile] = []
        var isStrict = self.isStrict
        for (path, course) in lectures {
            isStrict = isStrict || course.settings.check.strict == true
            var result = try await check(path, course)
            // One fix may bring another about, or overlap it; they end, but nothing proves it.
            for _ in 0..<10 where fixes {
                guard try applyFixes(result.diagnostics, course) else { break }
                result = try await check(path, course)
            }
            found += course.diagnostics.filter { !found.contains($0) } + result.diagnostics
            sources += result.sources + [course.settingsSource].compactMap { $0 }
        }
        report(found.sortedByPlace(), sources, lectureCount: lectures.count)
        let fails = found.contains { $0.severity == .error || isStrict && $0.severity == .warning }
        return fails ? 1 : 0
    }

    /// What the rules of the linter say, for reports that describe them.
    private static let rules =
        LintRules.all.map { SARIFReport.Rule($0.id, $0.summary) }
        + (ExternalLinks.summaries + [ScreenFit.summary, PageFit.summary])
        .map { SARIFReport.Rule($0.id, $0.summary) }

    private func find() throws -> [(FilePath, Course)] {
        var lectures: [(FilePath, Course)] = []
        // A lecture that is named twice, by itself and by its folder, is checked once.
        var seen: Set<FilePath> = []
        for path in paths {
            let folder = LectureFinder.isFolder(path) ? path : nil
            for lecture in try LectureFinder.lectures(at: path)
            where seen.insert(WorkingFolder.absolute(lecture)).inserted {
                let course = try Course(of: lecture, isFolder: false, foundBelow: folder)
                lectures.append((lecture, course))
            }
        }
        return lectures
    }

    private func check(
        _ path: FilePath,
        _ course: Course
    ) async throws -> (diagnostics: [Diagnostic], sources: [SourceFile]) {
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
        let disabled = Set(course.settings.check.disable)
        diagnostics.removeAll { $0.severity != .error && disabled.contains($0.id.rawValue) }
        return (diagnostics, [labs.sidecar].compactMap { $0 } + sources(of: diagnostics, lecture, course))
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
    private func applyFixes(_ diagnostics: [Diagnostic], _ course: Course) throws -> Bool {
        let files = Set(diagnostics.flatMap(\.fixes).flatMap(\.edits).map(\.location.file))
        var changed = false
        for name in files {
            let file = FilePath(name)
            guard let bytes = try? course.reader.read(file) else { continue }
            let result = FixApplier.apply(diagnostics, to: SourceFile(name: name, bytes: bytes))
            guard result.bytes != bytes else { continue }
            try OutputFile.write(result.bytes, to: file)
            StandardStream.error.write("\(name): \(result.applied) fixed\n")
            changed = true
        }
        return changed
    }

    private func report(_ diagnostics: [Diagnostic], _ sources: [SourceFile], lectureCount: Int) {
        switch format {
        case .text: reportText(diagnostics, sources, lectureCount)
        case .json:
            let report = JSONValue.object([
                "version": .number(1), "diagnostics": .array(diagnostics.map(\.json)),
            ])
            StandardStream.output.write(report.text(indented: true) + "\n")
        case .sarif:
            let report = SARIFReport(toolVersion: Slidectl.version, rules: Self.rules, sources: sources)
            StandardStream.output.write(report.json(diagnostics).text(indented: true) + "\n")
        }
    }

    private func reportText(_ diagnostics: [Diagnostic], _ sources: [SourceFile], _ lectureCount: Int) {
        let colour = StandardStream.output.takesColour(Environment.variables)
        let text = DiagnosticText(colour: colour) { file, line in
            guard let source = sources.first(where: { $0.name == file }), line <= source.lines.count else {
                return nil
            }
            return String(decoding: source.line(line), as: UTF8.self)
        }
        for diagnostic in diagnostics { StandardStream.output.write(text.text(diagnostic)) }
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count { $0.severity == .warning }
        StandardStream.error.write(
            "\(counted(lectureCount, "lecture")) checked: \(counted(errors, "error")), \(counted(warnings, "warning"))\n"
        )
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
