import EngineAPI
import LabModel

/// Judges what came of requests.
struct ResponsesJudge {
    let sight: ResponsesSight

    /// Returns nil for a predicate that requests don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        switch predicate {
        case .status(let status): each { .of($0.status == status, seen: "status is \($0.status)") }
        case .header(let name, let text): each { header($0, name, text) }
        case .contains("body", let isContained, let text):
            each { Comparison.part("body", $0.body, isContained: isContained, text) }
        case .json(let question): each { json($0, question) }
        case .cycles(let servers): cycles(servers)
        default: nil
        }
    }

    /// Judges all responses; where one is missing, nothing holds.
    private func each(_ judge: (ResponseSight) -> Judgement) -> Judgement {
        if let problem = sight.responses.lazy.compactMap(\.problem).first {
            return .fails(seen: Self.shown(problem))
        }
        return Judgement(all: sight.responses.map(judge))
    }

    private static func shown(_ problem: String) -> String {
        problem == "refused" ? "the connection is refused" : "no response: \(problem)"
    }

    private func header(_ response: ResponseSight, _ name: String, _ text: String) -> Judgement {
        let values = response.headers.filter { $0.name == name.lowercased() }.map(\.value)
        guard !values.isEmpty else { return .fails(seen: "there is no header \(name)") }
        return .of(
            values.contains { $0.contains(text) },
            seen: "header \(name) is \(Comparison.shown(values.joined(separator: ", ")))"
        )
    }

    private func json(_ response: ResponseSight, _ text: String) -> Judgement {
        guard let question = JSONQuestion(parsing: text) else {
            return .unsaid(reason: "\(Comparison.shown(text)) is no question to JSON")
        }
        guard let body = response.body else { return .unsaid(reason: "the body wasn't read") }
        guard body.isWhole else {
            return .fails(seen: Comparison.tooLarge("body", body) + ", which is no whole JSON")
        }
        guard let document = try? JSON(Array(body.text.utf8)) else {
            return .fails(seen: "the body is no JSON: \(Comparison.shown(body.text))")
        }
        return question.judge(document)
    }

    /// As many different answers as there are servers behind the address.
    private func cycles(_ servers: Int) -> Judgement {
        guard 4 * servers <= Observer.mostRequests else {
            return .unsaid(reason: "more than \(Observer.mostRequests / 4) servers can't be told apart here")
        }
        return each { _ in
            let count = Set(sight.responses.map { $0.body?.text ?? "" }).count
            return .of(
                count == servers,
                seen: "\(count) different answers to \(sight.responses.count) requests"
            )
        }
    }
}
