import LabModel

/// Says whether what was seen is what a check asks for: no clock, no engine, the same answer whenever it is asked.
enum CheckJudge {
    /// Judges an observation by all predicates of a check.
    static func judge(_ check: FilledCheck, _ observation: Observation) -> Judgement {
        switch observation {
        case .unsupported(let reason): return .unsaid(reason: reason)
        case .modelled(let what): return .unsaid(reason: RealEngine.reason(what))
        default: break
        }
        return Judgement(all: check.predicates.map { judge($0, of: check.subject, observation) })
    }

    /// Judges an observation by one predicate.
    static func judge(
        _ predicate: CheckPredicate,
        of subject: CheckSubject,
        _ observation: Observation
    ) -> Judgement {
        let judgement: Judgement? =
            switch (subject, observation) {
            case (_, .unsupported(let reason)): .unsaid(reason: reason)
            case (_, .modelled(let what)): .unsaid(reason: RealEngine.reason(what))
            case (.container, .absent), (.image, .absent), (.volume, .absent), (.network, .absent),
                (.compose, .absent), (.file, .absent), (.object, .absent):
                absent(predicate, subject)
            case (.container, .container(let sight)): ContainerJudge(sight: sight).judge(predicate)
            case (.image, .image(let sight)): ImageJudge(sight: sight).judge(predicate)
            case (.volume, .volume(let sight)): StoreJudge.judge(predicate, sight)
            case (.network, .network(let sight)): StoreJudge.judge(predicate, sight)
            case (.compose, .compose(let sights)): ComposeJudge(sights: sights).judge(predicate)
            case (.tcp, .connection(let sight)): ConnectionJudge.judge(predicate, sight)
            case (.http, .responses(let sight)): ResponsesJudge(sight: sight).judge(predicate)
            case (.file, .file(let sight)): FileJudge(sight: sight).judge(predicate)
            case (.object, .object(let sight)): ObjectJudge(sight: sight).judge(predicate)
            case (.pods, .pods(let sights)): PodsJudge(sights: sights).judge(predicate)
            case (.events, .events(let sights)): EventsJudge.judge(predicate, sights)
            default: .unsaid(reason: "what was seen is no \(subject.word)")
            }
        // What nobody knows how to ask never passes.
        return judgement ?? .unsaid(reason: "this can't be asked of a check on '\(subject.word)'")
    }

    /// Of what isn't there only its absence can hold; every other predicate that its kind has fails.
    private static func absent(_ predicate: CheckPredicate, _ subject: CheckSubject) -> Judgement? {
        if predicate == .absent { return .holds(seen: "not there") }
        let isKnown: Judgement? =
            switch subject {
            case .container: ContainerJudge(sight: ContainerSight()).judge(predicate)
            case .image: ImageJudge(sight: ImageSight()).judge(predicate)
            case .volume: StoreJudge.judge(predicate, VolumeSight())
            case .network: StoreJudge.judge(predicate, NetworkSight())
            case .compose: ComposeJudge(sights: []).judge(predicate)
            case .file: FileJudge(sight: FileSight()).judge(predicate)
            case .object: ObjectJudge(sight: ObjectSight()).judge(predicate)
            default: nil
            }
        return isKnown.map { _ in .fails(seen: "there is no \(missing(subject))") }
    }

    /// What isn't there, for people.
    private static func missing(_ subject: CheckSubject) -> String {
        switch subject {
        case .compose(let project, nil): "compose project \(project)"
        case .compose(let project, let service?): "service \(service) of a compose project \(project)"
        default: "such \(subject.word)"
        }
    }
}
