import LabModel
import TestKit
import TextMatch
import Testing

@testable import LabGrader
@testable import LabSyntax

/// A predicate that a subject doesn't have passes nowhere, however it came into the check.
struct MisfitTests {
    private static let predicates: [(word: String, CheckPredicate)] = [
        ("exists", .exists), ("absent", .absent), ("running", .running), ("healthy", .healthy),
        ("exited", .exited(code: nil)), ("not", .notPrivileged),
        ("publishes", .publishes(port: "1", hostPort: nil)),
        ("env", .environment(name: "A", value: nil)), ("label", .label(name: "A", value: nil)),
        ("mount", .mount(source: "a", target: "/b")), ("network", .attached(network: "a")),
        ("driver", .text(property: "driver", isEqual: false, value: "x")),
        ("phase", .text(property: "phase", isEqual: false, value: "x")),
        ("user", .text(property: "user", isEqual: false, value: "x")),
        ("base", .text(property: "base", isEqual: false, value: "x")),
        ("logs", .contains(property: "logs", isContained: false, text: "x")),
        ("history", .contains(property: "history", isContained: false, text: "x")),
        ("body", .contains(property: "body", isContained: false, text: "x")),
        ("image", .contains(property: "image", isContained: false, text: "x")),
        ("count", .quantity(property: "count", atMost9)),
        ("restarts", .quantity(property: "restarts", atMost9)),
        ("layers", .quantity(property: "layers", atMost9)),
        ("stages", .quantity(property: "stages", atMost9)),
        ("endpoints", .quantity(property: "endpoints", atMost9)),
        ("services", .members(property: "services", [])),
        ("platforms", .members(property: "platforms", [""])),
        ("containers", .members(property: "containers", [])),
        ("no-file", .file(path: "/x", mode: nil, isPresent: false)),
        ("depends-order", .order(first: "a", second: "b")),
        ("open", .open), ("refused", .refused), ("speaks", .speaks("http")), ("status", .status(0)),
        ("header", .header(name: "a", contains: "")), ("json", .json("$")), ("cycles", .cycles(1)),
        ("condition", .condition(type: "A", value: "B")), ("rolled-out", .rolledOut(revision: nil)),
        ("none", .noEvents(type: nil)), ("matches", .matches("")), ("compose", .composeService("a")),
        ("invented", .text(property: "invented", isEqual: false, value: "x")),
        ("invented", .contains(property: "invented", isContained: false, text: "x")),
        ("invented", .quantity(property: "invented", atMost9)),
        ("invented", .members(property: "invented", [])),
    ]

    private static let atMost9 = QuantityCondition(test: .atMost, limit: Quantity(.number, 9))

    private static let sights: [(CheckSubject, Observation)] = [
        (.container("a"), .container(ContainerSight())), (.container("a"), .absent),
        (.image("a"), .image(ImageSight())),
        (.image("a"), .absent), (.volume("a"), .volume(VolumeSight())), (.volume("a"), .absent),
        (.network("a"), .network(NetworkSight())), (.network("a"), .absent),
        (.compose(project: "a", service: nil), .compose([ComposeSight()])),
        (.compose(project: "a", service: nil), .absent), (.tcp(port: "1"), .connection(ConnectionSight())),
        (.http(port: "1", path: "/"), .responses(ResponsesSight())), (.file("a"), .file(FileSight())),
        (.file("a"), .absent),
        (.object(kind: "pod", name: "a"), .absent), (.pods(selector: "a=b"), .absent), (.events, .absent),
    ]

    @Test func neverPassesWhatASubjectDoesNotHave() throws {
        var misfits = 0
        for (subject, observation) in Self.sights {
            let known = try #require(PredicateReader.vocabulary[subject.word])
            for (word, predicate) in Self.predicates where known[word] == nil {
                misfits += 1
                let judgement = CheckJudge.judge(predicate, of: subject, observation)
                guard case .unsaid(let reason) = judgement else {
                    Issue.record("\(subject) \(predicate): \(judgement)")
                    continue
                }
                #expect(!reason.isEmpty)
            }
        }
        #expect(misfits > 400)
    }

    @Test func neverPassesAnObservationOfAnotherKind() {
        for (subject, _) in Self.sights {
            for (other, observation) in Self.sights
            where other.word != subject.word && (observation != .absent || Self.isAlwaysThere(subject)) {
                for (_, predicate) in Self.predicates {
                    guard case .unsaid = CheckJudge.judge(predicate, of: subject, observation) else {
                        Issue.record("\(subject) \(predicate) of \(observation)")
                        continue
                    }
                }
            }
        }
    }

    /// Ports answer or they don't; they are never absent.
    private static func isAlwaysThere(_ subject: CheckSubject) -> Bool {
        ["tcp", "http"].contains(subject.word)
    }

    @Test func passesNothingWithoutAPredicate() {
        #expect(Judgement(all: []) == .unsaid(reason: "nothing is asked"))
    }
}
