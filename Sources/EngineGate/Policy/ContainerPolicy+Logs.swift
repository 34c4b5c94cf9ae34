import EngineAPI

extension ContainerPolicy {
    /// Logs are kept in files of a bounded size, or not at all: other drivers connect to any address.
    func judgeLog(_ creation: inout ContainerCreation) {
        let asked = creation.hostConfig.logConfig
        if !asked.type.isEmpty || !(asked.config ?? [:]).isEmpty {
            let shown = LogConfig(
                type: asked.type.isEmpty ? "json-file" : asked.type,
                config: asked.config ?? [:]
            )
            creation.config.labels?[SessionLabels.log] = String(decoding: shown.json.bytes, as: UTF8.self)
        }
        guard asked.type != "none" else {
            creation.hostConfig.logConfig = LogConfig(type: "none", config: [:])
            return
        }
        creation.hostConfig.logConfig = LogConfig(
            type: "json-file",
            config: ["max-size": logSize(asked.config?["max-size"]), "max-file": logFiles(asked.config)]
        )
    }

    private func logSize(_ asked: String?) -> String {
        let most = settings.quotas.logSize
        guard let asked, let size = Self.bytes(asked[...]), size <= Self.bytes(most[...]) ?? 0 else {
            return most
        }
        return asked
    }

    private func logFiles(_ asked: [String: String]?) -> String {
        guard let asked else { return "2" }
        // An engine keeps one where only the size is given.
        let count = asked["max-file"].map { Int($0) ?? 2 } ?? (asked["max-size"] == nil ? 2 : 1)
        return String(min(max(count, 1), 2))
    }
}
