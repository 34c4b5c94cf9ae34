import EngineGate
import LabSandbox
import Yams

extension SettingsReader {
    mutating func sandbox(_ node: Node) {
        read(
            node,
            "sandbox",
            keys: [
                "clients": { $0.settings.sandbox.clients = $0.strings($1, "sandbox.clients") },
                "command-time": { reader, node in
                    guard let text = reader.string(node) else { return }
                    guard let span = TimeSpan(argument: text) else {
                        reader.report(
                            .wrongKind(
                                "sandbox.command-time",
                                "a time such as 90s, 10m or 2h",
                                at: reader.place(of: node)
                            )
                        )
                        return
                    }
                    reader.settings.sandbox.commandTime = span.duration
                },
                "output": { $0.number($1, "sandbox.output", \.output) },
                "runtime": { $0.settings.sandbox.gate.runtime = $0.string($1) },
                "internet": { reader, node in
                    guard let allows = node.bool else {
                        reader.report(
                            .wrongKind("sandbox.internet", "true or false", at: reader.place(of: node))
                        )
                        return
                    }
                    reader.settings.sandbox.gate.allowsInternet = allows
                },
                "pulls": { $0.settings.sandbox.gate.registries.pulls = $0.strings($1, "sandbox.pulls") },
                "pushes": { $0.settings.sandbox.gate.registries.pushes = $0.strings($1, "sandbox.pushes") },
                "mirrors": { $0.mirrors($1) },
                "addresses": { reader, node in
                    guard let text = reader.string(node) else { return }
                    guard GateSettings.isNetworkPool(text) else {
                        reader.report(
                            .wrongKind(
                                "sandbox.addresses",
                                "a range of addresses such as 10.112.0.0/12, a /24 or larger",
                                at: reader.place(of: node)
                            )
                        )
                        return
                    }
                    reader.settings.sandbox.gate.networkPool = text
                },
                "quotas": { $0.quotas($1) },
            ]
        )
    }

    private mutating func quotas(_ node: Node) {
        read(
            node,
            "sandbox.quotas",
            keys: [
                "containers": { $0.number($1, "sandbox.quotas.containers", \.gate.quotas.containers) },
                "volumes": { $0.number($1, "sandbox.quotas.volumes", \.gate.quotas.volumes) },
                "networks": { $0.number($1, "sandbox.quotas.networks", \.gate.quotas.networks) },
                "images": { $0.number($1, "sandbox.quotas.images", \.gate.quotas.images) },
                "memory": { $0.number($1, "sandbox.quotas.memory", \.gate.quotas.memory, unit: 1 << 20) },
                "cpus": { $0.number($1, "sandbox.quotas.cpus", \.gate.quotas.nanoCPUs, unit: 1_000_000_000) },
                "disk": { $0.number($1, "sandbox.quotas.disk", \.gate.quotas.disk, unit: 1 << 20) },
                "requests": {
                    $0.number($1, "sandbox.quotas.requests", \.gate.quotas.requestsPerSecond)
                },
                "pids": { $0.number($1, "sandbox.quotas.pids", \.gate.quotas.pids) },
                "build-seconds": {
                    $0.number($1, "sandbox.quotas.build-seconds", \.gate.quotas.buildSeconds)
                },
            ]
        )
        // What a container gets that asks for nothing is never more than it may ask for.
        let quotas = settings.sandbox.gate.quotas
        settings.sandbox.gate.quotas.defaultMemory = min(quotas.defaultMemory, quotas.memory)
        settings.sandbox.gate.quotas.defaultNanoCPUs = min(quotas.defaultNanoCPUs, quotas.nanoCPUs)
    }

    private mutating func mirrors(_ node: Node) {
        guard let mapping = node.mapping else {
            report(.wrongKind("sandbox.mirrors", "a list of 'registry: address' lines", at: place(of: node)))
            return
        }
        for (key, value) in mapping {
            guard let registry = key.string, let address = string(value) else { continue }
            settings.sandbox.gate.registries.mirrors[registry] = address
        }
    }

    private mutating func number(
        _ node: Node,
        _ key: String,
        _ path: WritableKeyPath<SandboxSettings, Int>,
        unit: Int = 1
    ) {
        guard let number = node.int, (1...1_000_000_000).contains(number) else {
            report(.wrongKind(key, "a number from 1", at: place(of: node)))
            return
        }
        settings.sandbox[keyPath: path] = number.multipliedReportingOverflow(by: unit).partialValue
    }

    private mutating func strings(_ node: Node, _ key: String) -> [String] {
        guard let list = node.sequence else {
            report(.wrongKind(key, "a list", at: place(of: node)))
            return []
        }
        return list.compactMap(\.string)
    }
}
