import Foundation
import SystemPackage
import TestKit
import Testing

/// What the checks of our lecture's labs find: every mistake of the common kinds, and answers that do nothing.
@Suite(
    "The checks of the lecture's labs",
    .serialized,
    .enabled(if: LabEngine.isThere, "no engine for tests: scripts/test-engine start")
)
struct MutantTests {
    private static let lecture = "lectures/08-containers.slide"
    private static let runsLong = ProcessInfo.processInfo.environment["SLIDECTL_LONG_TESTS"] != nil

    /// Mistakes that aren't any, each with the reason.
    static let harmless: [String: String] = [
        "first-run: nopass.sh: drops --rm":
            "the container has ended; that it is left behind is asked of nobody",
        "first-run: password.sh: drops --rm": "as above",
        "volumes: lost.sh: drops --rm": "as above",
        "volumes: write.sh: drops --rm": "as above: the volume isn't in use by what has ended",
        "compose: compose-profiles.yaml: drops ports: [\"8080:8080\"]":
            "no profile of the task starts this service",
        "compose: compose-profiles.yaml: 8080:8080 becomes 8079:8080": "as above",
        "compose: compose-profiles.yaml: 8080:8080 becomes 8081:8080": "as above",
        "compose: compose-profiles.yaml: 8080:8080 becomes 8080:8079": "as above",
        "compose: compose-profiles.yaml: 8080:8080 becomes 8080:8081": "as above",
        "compose: compose-profiles.yaml: drops DATABASE: db:5432 of line 9": "as above",
    ]

    @Test("At least 95 % of the mistakes that a model answer has room for cost points")
    func mistakes() async throws {
        let all = try Self.mutants()
        #expect(all.count >= 100, "\(all.count) mutants")
        let names = Set(all.map(\.name))
        #expect(names.count == all.count, "each mutant has a name of its own")
        for name in Self.harmless.keys.sorted() { #expect(names.contains(name), "no mutant is '\(name)'") }
        let real = all.filter { Self.harmless[$0.name] == nil }
        // Some of the labs whose images are small, and all of them where there is time.
        let chosen =
            Self.runsLong
            ? real
            : real.filter { ["first-run", "volumes"].contains($0.lab) }.enumerated().filter {
                $0.offset % 4 == 0
            }
            .map(\.element)
        let survivors = try await Self.survivors(of: chosen)
        let most = chosen.count / 20
        #expect(
            survivors.count <= most,
            "\(survivors.count) of \(chosen.count) mutants cost nothing:\n\(survivors.joined(separator: "\n"))"
        )
    }

    @Test("No check holds where commands did nothing, unless what it needs wasn't done either")
    func idleAnswers() async throws {
        try await withScratch { scratch in
            for name in ["assets", "slidectl.yaml"] {
                try FileManager.default.copyItem(
                    atPath: "\(LabEngine.root)/\(name)",
                    toPath: scratch.file(name).string
                )
            }
            let deck = try String(contentsOfFile: LabEngine.root + "/\(Self.lecture)", encoding: .utf8)
            let sidecar = Self.lecture.replacing(".slide", with: ".lab.yaml")
            try scratch.write("lectures/08-containers.slide", Self.idle(deck))
            try scratch.write(
                "lectures/08-containers.lab.yaml",
                try String(contentsOfFile: LabEngine.root + "/\(sidecar)", encoding: .utf8)
            )
            // Those that wait for nothing long, and all of them where there is time.
            let labs = try Self.labs().filter { Self.runsLong || ["first-run", "volumes"].contains($0) }
            let report = scratch.file("report.json")
            var asked = 0
            for lab in labs {
                let result = try await LabEngine.slidectl([
                    "lab", "test", scratch.file("lectures/08-containers.slide").string, "--lab", lab,
                    "--format", "json", "-o", report.string,
                ])
                #expect(result.code == 1, "\(lab): \(result.error)")
                let told = try JSONDecoder().decode(Told.self, from: Data(try scratch.read("report.json")))
                for step in told.labs.flatMap(\.steps) {
                    for check in step.checks {
                        #expect(check.verdict != "pass", "\(lab): \(check.id) holds where nothing was done")
                        if check.verdict == "fail" { asked += 1 }
                    }
                }
            }
            #expect(asked >= (Self.runsLong ? 25 : 6), "\(asked) checks were asked")
        }
    }

    /// What of a report the test reads.
    private struct Told: Decodable {
        struct Lab: Decodable { var steps: [Step] }
        struct Step: Decodable { var checks: [Check] }
        struct Check: Decodable {
            var id: String
            var verdict: String?
        }

        var labs: [Lab]
    }

    // MARK: Answers

    private static func labs() throws -> [String] {
        let folder = LabEngine.root + "/lectures/answers/08-containers/model"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private static func model(_ lab: String) throws -> [String: String] {
        let folder = LabEngine.root + "/lectures/answers/08-containers/model/\(lab)"
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            files[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        }
        return files
    }

    private static func mutants() throws -> [AnswerMutant] {
        let deck = try String(contentsOfFile: LabEngine.root + "/\(lecture)", encoding: .utf8)
        return try labs().flatMap { lab in
            let model = try model(lab)
            let section = deck.components(separatedBy: "//lab:begin id=\(lab) ")[1]
                .components(separatedBy: "//lab:end")[0]
            let steps = section.matches(of: /\/\/lab:step id=([a-z0-9-]+)/).map { String($0.1) }
            return AnswerMutants(lab: lab, model: model, steps: steps.filter { model["\($0).sh"] != nil }).all
        }
    }

    /// The lecture with commands that do nothing in its labs.
    private static func idle(_ deck: String) -> String {
        var (isInLab, isContinued) = (false, false)
        var lines: [Substring] = []
        for line in deck.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("//lab:begin") { isInLab = true }
            if line.hasPrefix("//lab:end") { isInLab = false }
            if isContinued {
                isContinued = line.hasSuffix("\\")
            } else if isInLab, line.hasPrefix("$ ") {
                lines.append("$ true")
                isContinued = line.hasSuffix("\\")
            } else if line.hasPrefix("//lab:check file ") {
                // The lecture's own files are there, whatever its commands do.
            } else {
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Grading

    /// Grades mutants as a class, hidden part included, and returns those that got all points.
    ///
    /// The model answers are in the class, too: where they lose points, the mutants' losses mean nothing.
    private static func survivors(of mutants: [AnswerMutant]) async throws -> [String] {
        try await withScratch { scratch in
            let keys = ["--keys", scratch.file("keys").string]
            let made = try await LabEngine.slidectl(["lab", "keys", "init"] + keys, onEngine: false)
            #expect(made.code == 0, "\(made.error)")
            var survivors: [String] = []
            for (lab, mutants) in Dictionary(grouping: mutants, by: \.lab).sorted(by: { $0.key < $1.key }) {
                var named: [String: AnswerMutant] = [:]
                for (index, mutant) in mutants.enumerated() { named["m\(index)"] = mutant }
                named["model"] = AnswerMutant(lab: lab, change: "nothing", files: try model(lab))
                for (student, mutant) in named {
                    for (path, text) in mutant.files { try scratch.write("\(lab)/\(student)/\(path)", text) }
                }
                let book = scratch.file("\(lab).csv")
                let result = try await LabEngine.slidectl(
                    [
                        "lab", "grade", scratch.file(lab).string, "--deck", lecture, "--lab", lab,
                        "-o", book.string, "--jobs", "5",
                    ] + keys,
                    within: .seconds(7200)
                )
                #expect(result.code == 0 || result.code == 1, "\(lab): \(result.error)")
                let losses = losses(try scratch.text("\(lab).csv"))
                #expect(losses["model"] == false, "\(lab): the model answer lost points")
                for (student, mutant) in named where student != "model" {
                    guard let hasLost = losses[student] else {
                        Issue.record("\(mutant.name) isn't in the gradebook")
                        continue
                    }
                    if !hasLost { survivors.append(mutant.name) }
                }
            }
            return survivors.sorted()
        }
    }

    /// Whether each student lost any points; hidden ones count.
    private static func losses(_ csv: String) -> [String: Bool] {
        let lines = csv.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let head = lines.first, let row = head.firstIndex(of: "row"),
            let columns = Optional(
                ["earned", "possible", "hidden_earned", "hidden_possible"].compactMap(head.firstIndex)
            ),
            columns.count == 4
        else { return [:] }
        var losses: [String: Bool] = [:]
        for line in lines.dropFirst() where line[row] == "total" {
            losses[line[0]] = line[columns[0]] != line[columns[1]] || line[columns[2]] != line[columns[3]]
        }
        return losses
    }
}
