public import EngineAPI

/// One look at a check's subject, as the evidence keeps it.
public struct RecordedObservation: Hashable, Sendable {
    /// What came of a look.
    public enum Answer: Hashable, Sendable {
        case seen(Observation)
        /// No answer: an error of the engine, the network or the room.
        case failed(String)
    }

    /// When the question was asked, in milliseconds since the check began.
    public var asked: Int
    /// When the answer was there.
    public var answered: Int
    /// Whether a command of the step was still running, so that nothing was settled yet.
    public var isBusy: Bool
    public var answer: Answer

    public init(asked: Int, answered: Int, isBusy: Bool = false, _ answer: Answer) {
        (self.asked, self.answered, self.isBusy, self.answer) = (asked, answered, isBusy, answer)
    }
}

/// All that the verdict on a check rests on.
public struct CheckEvidence: Hashable, Sendable {
    /// The looks, in order.
    public var observations: [RecordedObservation] = []
    /// What else there was when the check had failed; its explanation rests on it.
    public var surroundings: Surroundings?

    public init() {}
}

extension CheckEvidence: JSONCodable {
    /// An object with the looks, and with what there was around.
    ///
    /// What was seen is written only when it differs from the look before:
    /// `{"looks": [{"at": 0, "to": 3, "seen": …}, {"at": 50, "to": 52, "same": true}, …], "around": …}`
    public var json: JSON {
        var looks: [JSON] = []
        var last: Observation?
        for look in observations {
            var members: [JSON.Member] = [.init("at", look.asked.json), .init("to", look.answered.json)]
            if look.isBusy { members.append(.init("busy", .bool(true))) }
            switch look.answer {
            case .failed(let error): members.append(.init("error", .string(error)))
            case .seen(let observation) where observation == last: members.append(.init("same", .bool(true)))
            case .seen(let observation):
                members.append(.init("seen", observation.json))
                last = observation
            }
            looks.append(.object(members))
        }
        var members: [JSON.Member] = [.init("looks", .array(looks))]
        if let surroundings { members.append(.init("around", surroundings.json)) }
        return .object(members)
    }

    public init(json: JSON) throws(JSONError) {
        guard let looks = json["looks"]?.elements else { throw JSONError("the looks are missing") }
        var last: Observation?
        for look in looks {
            let answer: RecordedObservation.Answer
            if let error = look["error"] {
                answer = .failed(try String(json: error))
            } else if let seen = look["seen"] {
                let observation = try Observation(json: seen)
                last = observation
                answer = .seen(observation)
            } else if look["same"] != nil, let last {
                answer = .seen(last)
            } else {
                throw JSONError("a look must have seen something or failed")
            }
            guard let asked = look["at"], let answered = look["to"] else {
                throw JSONError("a look must have its times")
            }
            observations.append(
                RecordedObservation(
                    asked: try Int(json: asked),
                    answered: try Int(json: answered),
                    isBusy: look["busy"] == .bool(true),
                    answer
                )
            )
        }
        if let around = json["around"] { surroundings = try Surroundings(json: around) }
    }
}
