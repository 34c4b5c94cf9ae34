import EngineAPI
import Yams

extension ImageFileReader {
    private static let configKeys = [
        "cmd", "entrypoint", "env", "healthcheck", "labels", "onbuild", "ports", "shell", "stop-signal",
        "user", "volumes", "workdir",
    ]

    /// What the image says of its containers.
    mutating func config(_ node: Node) -> ContainerConfig {
        var config = ContainerConfig()
        guard let fields = fields(node, "config", known: Self.configKeys) else { return config }
        config.user = text(fields["user"], "user") ?? ""
        config.workingDir = text(fields["workdir"], "workdir") ?? ""
        config.cmd = texts(fields["cmd"], "cmd").map { Words($0) }
        config.entrypoint = texts(fields["entrypoint"], "entrypoint").map { Words($0) }
        config.shell = texts(fields["shell"], "shell")
        config.onBuild = texts(fields["onbuild"], "onbuild")
        config.stopSignal = text(fields["stop-signal"], "stop-signal")
        config.exposedPorts = set(
            texts(fields["ports"], "ports")?.map { $0.contains("/") ? $0 : $0 + "/tcp" }
        )
        config.volumes = set(texts(fields["volumes"], "volumes"))
        if let node = fields["env"] {
            config.env = pairs(node, "env").map { name, value in "\(name)=\(text(value, "env") ?? "")" }
        }
        if let node = fields["labels"] {
            config.labels = Dictionary(
                pairs(node, "labels").map { name, value in (name, text(value, "labels") ?? "") }
            ) { $1 }
        }
        if let node = fields["healthcheck"] { config.healthcheck = healthcheck(node) }
        return config
    }

    private func set(_ names: [String]?) -> [String: Present]? {
        names.map { Dictionary($0.map { ($0, Present()) }) { first, _ in first } }
    }

    private mutating func healthcheck(_ node: Node) -> Healthcheck {
        var check = Healthcheck()
        guard
            let fields = fields(
                node,
                "healthcheck",
                known: ["test", "interval", "timeout", "start", "retries"]
            )
        else { return check }
        check.test = texts(fields["test"], "test")
        let seconds = { (reader: inout Self, key: String) in
            fields[key].flatMap { reader.number($0, key) }.map { $0 * 1_000_000_000 }
        }
        check.interval = seconds(&self, "interval")
        check.timeout = seconds(&self, "timeout")
        check.startPeriod = seconds(&self, "start")
        check.retries = fields["retries"].flatMap { number($0, "retries") }
        return check
    }
}
