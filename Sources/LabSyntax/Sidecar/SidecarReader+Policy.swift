import LabModel
import Yams

/// What attempts and lateness cost, when a lab is due, and what its room may use.
extension SidecarReader {
    mutating func readPolicy(_ lab: Int, _ fields: [String: SidecarValues.Entry]) {
        if let node = fields["attempts"]?.value { labs[lab].policy.scoring.attempts = attempts(node) }
        if let node = fields["late"]?.value { labs[lab].policy.scoring.late = late(node) }
        labs[lab].policy.deadline = values.value(
            fields["deadline"],
            "a deadline",
            "a date, a time and an offset, such as \"2026-12-01 23:59 +01:00\""
        ) { Deadline(parsing: $0) }
        if let entry = fields["late"], fields["deadline"] == nil {
            values.wrong(entry.key, "'late'", "for labs with a 'deadline'")
        }
        if let node = fields["bonus"]?.value {
            for element in values.elements(node, "bonus") {
                guard let id = values.value(element, "bonus", "a list of steps", { $0 }),
                    let step = step(id, of: lab, at: element)
                else { continue }
                labs[lab].policy.scoring.bonus.insert(labs[lab].steps[step].id)
            }
        }
    }

    /// Reads `attempts: {free: 3, then: "-5%"}`.
    private mutating func attempts(_ node: Node) -> AttemptPolicy? {
        let fields = values.fields(node, "attempts", known: ["free", "then"])
        guard node.mapping != nil else { return nil }
        let free = values.count(fields["free"], "free", 0...1_000) ?? 0
        guard let entry = fields["then"] else { return AttemptPolicy(free: free, percent: 0) }
        return values.value(entry, "then", Self.lossRule) { AttemptPolicy(free: free, then: $0) }
    }

    private static let lossRule = "a loss such as \"-5%\""

    /// Reads `late: {day: "-10%", most: "-50%", until: 3d, grace: 15m}`.
    private mutating func late(_ node: Node) -> LateRule? {
        let fields = values.fields(node, "late", known: ["hour", "day", "most", "until", "grace"])
        guard node.mapping != nil else { return nil }
        guard let unit = LateRule.Unit.allCases.first(where: { fields[$0.rawValue] != nil }),
            fields["hour"] == nil || fields["day"] == nil
        else {
            values.wrong(node, "late", "what an hour or a day costs, such as {day: \"-10%\"}")
            return nil
        }
        guard let percent = loss(fields[unit.rawValue], unit.rawValue) else { return nil }
        return LateRule(
            percent: percent,
            each: unit,
            most: loss(fields["most"], "most") ?? 100,
            cutOff: span(fields["until"], "until"),
            grace: span(fields["grace"], "grace") ?? 0
        )
    }

    private mutating func loss(_ entry: SidecarValues.Entry?, _ what: String) -> Int? {
        values.value(entry, what, Self.lossRule) { AttemptPolicy(free: 0, then: $0)?.percent }
    }

    /// A time that may be longer than a day: `7d`.
    private mutating func span(_ entry: SidecarValues.Entry?, _ what: String) -> Int? {
        values.value(entry, what, "a time such as 15m or 3d, of a year at most") { LabDuration.span($0) }
    }

    mutating func readLimits(_ node: Node) -> LabLimits {
        let fields = values.fields(
            node,
            "limits",
            known: ["cpu", "memory", "disk", "pids", "containers", "images", "output", "step", "egress"]
        )
        var limits = LabLimits()
        limits.milliCPUs = values.value(
            fields["cpu"],
            "cpu",
            "a number of CPUs such as 2 or 0.5, of 64 at most"
        ) {
            text in
            Points(parsing: text).flatMap { (1...64_000).contains($0.thousandths) ? $0.thousandths : nil }
        }
        limits.memory = values.bytes(fields["memory"], "memory")
        limits.disk = values.bytes(fields["disk"], "disk")
        limits.output = values.bytes(fields["output"], "output")
        limits.pids = values.count(fields["pids"], "pids", 1...65_536)
        limits.containers = values.count(fields["containers"], "containers", 1...1_000)
        limits.images = values.count(fields["images"], "images", 1...1_000)
        limits.stepSeconds = values.seconds(fields["step"], "step")
        limits.egress = fields["egress"].flatMap { values.choice($0.value, "egress", LabLimits.Egress.self) }
        return limits
    }
}
