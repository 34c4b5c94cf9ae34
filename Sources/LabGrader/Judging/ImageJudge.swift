import LabModel
import TextMatch

/// Judges what was seen of an image.
struct ImageJudge {
    let sight: ImageSight

    /// Returns nil for a predicate that images don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        switch predicate {
        case .exists: .holds(seen: "it is there")
        case .absent: .fails(seen: "it is there")
        case .environment(let name, let value):
            Comparison.pair("env", Comparison.environment(sight.environment), name, value)
        case .label(let name, let value): Comparison.pair("label", sight.labels, name, value)
        case .text(let property, let isEqual, let value): text(property, isEqual, value)
        case .contains(let property, let isContained, let text): part(property, isContained, text)
        case .quantity("size", let condition): Comparison.size("size", sight.size, condition)
        case .quantity("layers", let condition):
            Comparison.number("number of layers", sight.layers.count, condition)
        case .members("platforms", let wanted):
            Comparison.members("platforms", [sight.platform], Set(wanted.map(ImagePlatform.normal)))
        case .file(let path, let mode, let isPresent): file(path, mode, isPresent)
        case .quantity, .members, .running, .healthy, .exited, .notPrivileged, .publishes, .mount, .attached,
            .order, .open, .refused, .speaks, .status, .header, .json, .cycles, .condition, .rolledOut,
            .noEvents,
            .matches, .composeService:
            nil
        }
    }

    private func text(_ property: String, _ isEqual: Bool, _ value: String) -> Judgement? {
        switch property {
        case "user": User.judge(sight.user, isEqual, value)
        case "workdir": Comparison.text("workdir", sight.workingFolder, isEqual: isEqual, to: value)
        case "entrypoint": words("entrypoint", sight.entrypoint, isEqual, value)
        case "cmd": words("cmd", sight.command, isEqual, value)
        case "base": base(isEqual, value)
        default: nil
        }
    }

    /// A command is written as words with spaces between, or as the list that it is in a Dockerfile.
    private func words(_ name: String, _ seen: [String], _ isEqual: Bool, _ value: String) -> Judgement {
        let list = "[" + seen.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        let plain = seen.joined(separator: " ")
        let isSame =
            plain == value || list == value || list.filter { $0 != " " } == value.filter { $0 != " " }
        return .of(isSame == isEqual, seen: "\(name) is \(Comparison.shown(plain))")
    }

    private func part(_ property: String, _ isContained: Bool, _ text: String) -> Judgement? {
        switch property {
        case "entrypoint":
            Comparison.part(
                "entrypoint",
                sight.entrypoint.joined(separator: " "),
                isContained: isContained,
                text
            )
        case "cmd":
            Comparison.part("cmd", sight.command.joined(separator: " "), isContained: isContained, text)
        case "history": history(isContained, text)
        default: nil
        }
    }

    private func history(_ isContained: Bool, _ text: String) -> Judgement {
        guard let history = sight.history else { return .unsaid(reason: "the history wasn't read") }
        // The step is named, not what follows in it: it may be the secret itself.
        guard let step = history.firstIndex(where: { $0.contains(text) }) else {
            return .of(!isContained, seen: "none of \(history.count) steps has \(Comparison.shown(text))")
        }
        return .of(
            isContained,
            seen: "step \(history.count - step) of its history has \(Comparison.shown(text))"
        )
    }

    /// A build fetches what it stands on, so a base that isn't there was removed, or never built on.
    private func base(_ isEqual: Bool, _ name: String) -> Judgement {
        guard let base = sight.bases[name], !base.isEmpty else {
            let missing = "the image \(name) isn't here to compare with"
            guard isEqual, sight.bases[name] != nil else { return .unsaid(reason: missing) }
            return .fails(seen: "\(missing); if it was removed, pull it again")
        }
        let isBase = sight.layers.starts(with: base)
        return .of(isBase == isEqual, seen: isBase ? "it is based on \(name)" : "it isn't based on \(name)")
    }

    private func file(_ path: String, _ mode: String?, _ isPresent: Bool) -> Judgement {
        guard let file = sight.files[path] ?? (sight.id.isEmpty ? ImageFileSight() : nil) else {
            return .unsaid(reason: "\(path) wasn't looked at")
        }
        guard file.exists else { return .of(!isPresent, seen: "it has no \(path)") }
        guard isPresent else { return .fails(seen: "it has \(path)") }
        guard let mode else { return .holds(seen: "it has \(path)") }
        guard let wanted = Int(mode, radix: 8) else { return .unsaid(reason: "'\(mode)' is no file mode") }
        return .of(file.mode == wanted, seen: "\(path) has mode 0\(String(file.mode, radix: 8))")
    }
}
