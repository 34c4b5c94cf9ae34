import LabModel
import SourceText
import Yams

/// Reads a sidecar's document into the labs that it is about.
struct SidecarReader {
    var values: SidecarValues
    var labs: [Lab]
    /// The labs as the lecture alone has them.
    let lectureLabs: [Lab]
    /// The hidden checks with the nodes of their texts, for places in them.
    var hidden: [HiddenCheck] = []
    /// Where the sidecar gives points to a step or says what a lab is worth.
    var pointPlaces: [PointPlace] = []
    /// Whether the file is one of ours at all.
    private(set) var isSidecar = false
    private let lecture: String

    /// A check that only the sidecar has.
    struct HiddenCheck {
        var lab: Int
        var step: Int
        var check: LabCheck
        var location: SourceLocation
        var hintLocation: SourceLocation
    }

    struct PointPlace {
        var lab: Int
        var location: SourceLocation
    }

    init(_ file: SidecarFile, _ labs: [Lab], lecture: String) {
        values = SidecarValues(file)
        (self.labs, lectureLabs, self.lecture) = (labs, labs, lecture)
    }

    var diagnostics: [Diagnostic] { values.diagnostics }
    var file: SidecarFile { values.file }

    mutating func read() {
        guard let root = file.root, root.scalar?.string.isEmpty != true else {
            values.report(.wrongSidecarVersion(nil, at: file.source.location(line: 1)))
            return
        }
        let fields = values.fields(root, "a sidecar", known: ["slidectl", "lecture", "labs"])
        guard root.mapping != nil else { return }
        let version = fields["slidectl"]
        if version?.value.scalar?.string != LabSidecar.version {
            values.report(
                .wrongSidecarVersion(
                    version?.value.scalar?.string ?? version.map { _ in "…" },
                    at: version.map { file.location($0.value) } ?? file.source.location(line: 1)
                )
            )
            return
        }
        isSidecar = true
        if let name = values.text(fields["lecture"], "lecture"), let entry = fields["lecture"],
            name.split(separator: "/").last.map(String.init) != lecture
        {
            values.report(.otherLecture(name, not: lecture, at: file.location(entry.value)))
        }
        guard let node = fields["labs"]?.value else { return }
        for (id, entry) in values.entries(node, "labs") {
            guard let index = labs.firstIndex(where: { $0.id == id }) else {
                values.report(.unmatched("lab", id, among: labs.map(\.id), at: file.location(entry.key)))
                continue
            }
            readLab(index, entry)
        }
    }

    // MARK: One lab

    private static let keys = [
        "override", "title", "backend", "points", "timeout", "variant", "hidden", "attempts", "deadline",
        "late",
        "bonus", "limits", "hints", "feedback",
    ]

    private static let overridable = ["title", "backend", "points", "timeout", "feedback"]

    private mutating func readLab(_ lab: Int, _ entry: SidecarValues.Entry) {
        let fields = values.fields(entry.value, "a lab", known: Self.keys)
        let allowed = readOverride(fields["override"])
        if let field = fields["title"], let title = values.text(field, "title"),
            !labs[lab].hasOwnTitle || mayChange("title", allowed, at: field.key)
        {
            labs[lab].title = title
        }
        if let field = fields["backend"],
            let backend = values.choice(field.value, "backend", Lab.Backend.self),
            labs[lab].backend == nil || mayChange("backend", allowed, at: field.key)
        {
            labs[lab].backend = backend
        }
        if let field = fields["timeout"], let seconds = values.seconds(field, "timeout"),
            !labs[lab].hasOwnTimeout || mayChange("timeout", allowed, at: field.key)
        {
            labs[lab].timeout = seconds
        }
        if let field = fields["points"] {
            pointPlaces.append(PointPlace(lab: lab, location: file.location(field.key)))
            for (id, entry) in values.entries(field.value, "points") {
                guard let points = values.points(entry.value, "points"),
                    let step = step(id, of: lab, at: entry.key),
                    labs[lab].steps[step].points == nil || mayChange("points", allowed, at: entry.key)
                else { continue }
                labs[lab].steps[step].points = points
            }
        }
        if let field = fields["feedback"] { readFeedback(lab, field, allowed) }
        if let node = fields["variant"]?.value { labs[lab].variants = readVariants(node) }
        readPolicy(lab, fields)
        if let node = fields["limits"]?.value { labs[lab].limits = readLimits(node) }
        if let node = fields["hints"]?.value { readHints(lab, node) }
        if let node = fields["hidden"]?.value { readHidden(lab, node) }
    }

    private mutating func readOverride(_ entry: SidecarValues.Entry?) -> Set<String> {
        guard let entry else { return [] }
        var keys: Set<String> = []
        for node in values.elements(entry.value, "override") {
            guard let key = node.scalar?.string, Self.overridable.contains(key) else {
                values.report(
                    .unknownSidecarKey(
                        node.scalar?.string ?? "…",
                        in: "override",
                        known: Self.overridable,
                        at: file.location(node)
                    )
                )
                continue
            }
            keys.insert(key)
        }
        return keys
    }

    /// Whether what the lecture says may be changed; without leave that is a mistake.
    private mutating func mayChange(_ key: String, _ allowed: Set<String>, at node: Node) -> Bool {
        if allowed.contains(key) { return true }
        values.report(.overridden(key, at: file.location(node)))
        return false
    }

    /// The index of a step; one that there isn't is a mistake.
    mutating func step(_ id: String, of lab: Int, at node: Node) -> Int? {
        if let index = labs[lab].steps.firstIndex(where: { $0.id == id }) { return index }
        values.report(.unmatched("step", id, among: labs[lab].steps.map(\.id), at: file.location(node)))
        return nil
    }

    /// Reads `feedback: LEVEL` for all hidden checks, or `feedback: {CHECK: LEVEL}` for public ones.
    private mutating func readFeedback(
        _ lab: Int,
        _ entry: SidecarValues.Entry,
        _ allowed: Set<String>
    ) {
        guard entry.value.mapping != nil else {
            if let level = values.choice(entry.value, "feedback", LabCheck.Feedback.self) {
                labs[lab].policy.hiddenFeedback = level
            }
            return
        }
        for (id, entry) in values.entries(entry.value, "feedback") {
            guard let level = values.choice(entry.value, "feedback", LabCheck.Feedback.self) else { continue }
            let places = labs[lab].steps.indices.lazy.flatMap { [labs] step in
                labs[lab].steps[step].checks.indices.map { (step, $0) }
            }
            guard let (step, check) = places.first(where: { labs[lab].steps[$0.0].checks[$0.1].id == id })
            else {
                let known = labs[lab].steps.flatMap(\.checks).map(\.id)
                values.report(.unmatched("check", id, among: known, at: file.location(entry.key)))
                continue
            }
            let isOwn = labs[lab].steps[step].checks[check].hasOwnFeedback
            if !isOwn || mayChange("feedback", allowed, at: entry.key) {
                labs[lab].steps[step].checks[check].feedback = level
            }
        }
    }
}
