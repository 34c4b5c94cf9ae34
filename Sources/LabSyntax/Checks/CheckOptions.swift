import LabModel

/// What may be said of any check: `within=`, `points=`, `id=` and the like.
struct CheckOptions {
    var timing = LabCheck.Timing.now
    var points: Points?
    var id: String?
    var hint: String?
    var feedback: LabCheck.Feedback?
    var isGate = false
    private var timingKey: String?

    /// Takes a word that is an option; false for all others.
    mutating func take(_ token: DirectiveToken) throws(CheckError) -> Bool {
        guard let key = token.key else { return false }
        switch key {
        case "within", "always", "never": try take(timing: key, token)
        case "points":
            guard let points = Points(parsing: token.value) else {
                throw CheckError(message: "points are a number such as 2 or 0.5", range: token.range)
            }
            self.points = points
        case "id":
            guard LabIdentifier.isValid(token.value) else {
                throw CheckError(message: "id= takes \(LabIdentifier.rule)", range: token.range)
            }
            id = token.value
        case "hint": hint = token.value
        case "feedback":
            guard let feedback = LabCheck.Feedback(rawValue: token.value) else {
                let names = LabCheck.Feedback.allCases.map(\.rawValue).joined(separator: ", ")
                throw CheckError(message: "feedback is one of \(names)", range: token.range)
            }
            self.feedback = feedback
        case "gate":
            guard ["true", "false"].contains(token.value) else {
                throw CheckError(message: "gate is true or false", range: token.range)
            }
            isGate = token.value == "true"
        default: return false
        }
        return true
    }

    private mutating func take(timing key: String, _ token: DirectiveToken) throws(CheckError) {
        guard let time = LabDuration.milliseconds(token.value), time > 0 else {
            throw CheckError(
                message: "\(key) takes a time such as 20s or 500ms, of a day at most",
                range: token.range
            )
        }
        if let timingKey {
            throw CheckError(message: "a check has \(timingKey)= or \(key)=, not both", range: token.range)
        }
        timingKey = key
        timing =
            switch key {
            case "within": .within(milliseconds: time)
            case "always": .always(milliseconds: time)
            default: .never(milliseconds: time)
            }
    }
}
