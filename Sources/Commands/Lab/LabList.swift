import DeckSyntax
import LabModel
import LabReport
import LabSyntax
import Ports
import SourceText
import SystemPackage

/// Prints the labs of lectures.
struct LabList {
    let paths: [FilePath]
    let isJSON: Bool
    let lab: String?

    private struct Lecture {
        var path: FilePath
        var labs: [Lab]
    }

    /// Runs the command.
    ///
    /// - Returns: The exit code: 0 listed, 1 where a lab can't be read as it is written.
    func run() throws -> Int32 {
        var lectures: [Lecture] = []
        var problems = 0
        for path in try paths.flatMap({ path in try LectureFinder.lectures(at: path) }) {
            let (lecture, errors) = try read(path)
            lectures.append(lecture)
            problems += errors
        }
        if let lab, !lectures.contains(where: { !$0.labs.isEmpty }) {
            throw CommandFailure("no lab is called '\(lab)'; slidectl lab list lists them all")
        }
        StandardStream.output.write(isJSON ? json(lectures).text(indented: true) + "\n" : text(lectures))
        if problems > 0 {
            StandardStream.error.write(
                "\(problems) error\(problems == 1 ? "" : "s") in labs: slidectl check says where and why\n"
            )
        }
        return problems > 0 ? 1 : 0
    }

    private func read(_ path: FilePath) throws -> (Lecture, errors: Int) {
        do throws(FileError) {
            let lecture = try LectureFile(path, in: try Self.course(of: path))
            let parsed = LabParser.parse(lecture.source, lecture.parsed.deck)
            let labs = parsed.all.filter { lab == nil || $0.id == lab }
            return (Lecture(path: path, labs: labs), parsed.diagnostics.count { $0.severity == .error })
        } catch {
            throw CommandFailure(error.reason)
        }
    }

    private static func course(of path: FilePath) throws(FileError) -> Course {
        do {
            return try Course(of: path, isFolder: false)
        } catch {
            throw .unreadable(path, error.message)
        }
    }

    // MARK: Text

    private func text(_ lectures: [Lecture]) -> String {
        var out = ""
        for lecture in lectures {
            if lectures.count > 1 { out += "\(lecture.path)\n" }
            if lecture.labs.isEmpty { out += "no commands\n" }
            for lab in lecture.labs { out += text(lab) }
            if lectures.count > 1 { out += "\n" }
        }
        return out
    }

    private func text(_ lab: Lab) -> String {
        let points = lab.isDeclared ? "\(lab.total) point\(lab.total == Points(1) ? "" : "s")" : "no points"
        let title = lab.isDeclared ? Plain(lab.title).text : "commands outside of labs"
        var out = "\(lab.id)  \(title)  (\(points))\n"
        let width = lab.steps.map(\.id.count).max() ?? 0
        for step in lab.steps {
            let id = step.id + String(repeating: " ", count: width - step.id.count)
            let mode =
                step.mode.rawValue + String(repeating: " ", count: max(0, 8 - step.mode.rawValue.count))
            let command = step.command.text.split(separator: "\n").first.map(String.init) ?? ""
            let more = step.command.text.contains("\n") ? " …" : ""
            let reason = step.reason.map { "  (\($0))" } ?? ""
            let points = step.points.map { "  \($0) p" } ?? ""
            out += "  \(id)  \(mode)  \(Plain(command))\(more)\(points)\(Plain(reason))\n"
        }
        return out
    }

    // MARK: JSON

    private func json(_ lectures: [Lecture]) -> JSONValue {
        .object([
            "version": .number(1),
            "lectures": .array(
                lectures.map { lecture in
                    .object(["path": .string(lecture.path.string), "labs": .array(lecture.labs.map(json))])
                }
            ),
        ])
    }

    private func json(_ lab: Lab) -> JSONValue {
        .object([
            "id": .string(lab.id), "title": .string(lab.title), "declared": .bool(lab.isDeclared),
            "points": .string(lab.total.description),
            "backend": lab.backend.map { .string($0.rawValue) },
            "steps": .array(lab.steps.map(json)),
        ])
    }

    private func json(_ step: LabStep) -> JSONValue {
        let shares = StepShares(of: step)
        return .object([
            "id": .string(step.id), "slide": .number(step.slide),
            "line": .number(step.command.location.range.lowerBound.line),
            "command": .string(step.command.text), "mode": .string(step.mode.rawValue),
            "reason": step.reason.map { .string($0) }, "exit": .number(step.exit),
            "points": step.points.map { .string($0.description) },
            "commandPoints": step.points.map { _ in .string(shares.command.description) },
            "checks": .array(
                zip(step.checks, shares.checks).map { check, points in
                    .object([
                        "id": .string(check.id), "check": .string(check.source),
                        "points": step.points.map { _ in .string(points.description) },
                    ])
                }
            ),
        ])
    }
}
