import LabModel

/// Judges what was seen of volumes and networks.
enum StoreJudge {
    /// Returns nil for a predicate that volumes don't have.
    static func judge(_ predicate: CheckPredicate, _ sight: VolumeSight) -> Judgement? {
        switch predicate {
        case .exists: .holds(seen: "it is there")
        case .absent: .fails(seen: "it is there")
        case .text("driver", let isEqual, let value):
            Comparison.text("driver", sight.driver, isEqual: isEqual, to: value)
        case .label(let name, let value): Comparison.pair("label", sight.labels, name, value)
        default: nil
        }
    }

    /// Returns nil for a predicate that networks don't have.
    static func judge(_ predicate: CheckPredicate, _ sight: NetworkSight) -> Judgement? {
        switch predicate {
        case .exists: .holds(seen: "it is there")
        case .absent: .fails(seen: "it is there")
        case .text("driver", let isEqual, let value):
            Comparison.text("driver", sight.driver, isEqual: isEqual, to: value)
        case .text("internal", let isEqual, let value):
            .of(
                (String(sight.isInternal) == value) == isEqual,
                seen: sight.isInternal ? "it is internal" : "it isn't internal"
            )
        case .members("containers", let wanted):
            Comparison.members("containers", Set(sight.containers), wanted)
        case .label(let name, let value): Comparison.pair("label", sight.labels, name, value)
        default: nil
        }
    }
}
