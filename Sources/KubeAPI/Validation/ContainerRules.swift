import EngineAPI

/// What holds for a container of a pod.
struct ContainerRules {
    /// The pod's volumes, of which the container can mount some.
    let volumes: Set<String>

    func check(_ container: JSON, _ path: String, _ names: inout Set<String>, _ faults: inout Faults) {
        let name = container["name"]?.text ?? ""
        if name.isEmpty {
            faults.require("\(path).name")
        } else if let problem = NameRules.labelProblem(name) {
            faults.refuse("\(path).name", name, problem)
        } else if !names.insert(name).inserted {
            faults.add(.duplicate("\(path).name", GoFormat.quoted(name)))
        }
        let image = container["image"]?.text ?? ""
        if image.isEmpty {
            faults.require("\(path).image")
        } else if image.first == " " || image.last == " " {
            faults.refuse("\(path).image", image, "must not have leading or trailing whitespace")
        }
        ports(container, path, &faults)
        environment(container, path, &faults)
        environmentSources(container, "\(path).envFrom", &faults)
        mounts(container, path, &faults)
        faults.check(
            "\(path).imagePullPolicy",
            container["imagePullPolicy"]?.text,
            oneOf: ["Always", "IfNotPresent", "Never"]
        )
        ResourceRules.checkContainer(container["resources"], "\(path).resources", &faults)
        faults.check(
            "\(path).terminationMessagePolicy",
            container["terminationMessagePolicy"]?.text,
            oneOf: ["File", "FallbackToLogsOnError"]
        )
        SecurityRules.checkContainer(container, path, &faults)
    }

    private func ports(_ container: JSON, _ path: String, _ faults: inout Faults) {
        var names: Set<String> = []
        for (index, port) in (container["ports"]?.elements ?? []).enumerated() {
            let path = "\(path).ports[\(index)]"
            if let name = port["name"]?.text, !name.isEmpty {
                if let problem = PortRules.nameProblem(name) {
                    faults.refuse("\(path).name", name, problem)
                } else if !names.insert(name).inserted {
                    faults.add(.duplicate("\(path).name", GoFormat.quoted(name)))
                }
            }
            let number = port["containerPort"]?.integer ?? 0
            if number == 0 {
                faults.require("\(path).containerPort")
            } else {
                faults.checkPort("\(path).containerPort", number)
            }
            if let host = port["hostPort"]?.integer, host != 0 { faults.checkPort("\(path).hostPort", host) }
            faults.check("\(path).protocol", port["protocol"]?.text, oneOf: PortRules.protocols)
        }
    }

    private func environment(_ container: JSON, _ path: String, _ faults: inout Faults) {
        for (index, variable) in (container["env"]?.elements ?? []).enumerated() {
            let path = "\(path).env[\(index)]"
            let name = variable["name"]?.text ?? ""
            if name.isEmpty {
                faults.require("\(path).name")
            } else if !name.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") }) {
                faults.refuse(
                    "\(path).name",
                    name,
                    "a valid environment variable name must consist only of printable ASCII characters other than '='"
                )
            }
            guard let source = variable["valueFrom"] else { continue }
            let kinds = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef"].filter {
                source[$0] != nil
            }
            if kinds.isEmpty {
                faults.add(
                    .invalid(
                        "\(path).valueFrom",
                        "\"\"",
                        "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
                    )
                )
            }
            if !(variable["value"]?.text ?? "").isEmpty {
                faults.add(
                    .invalid("\(path).valueFrom", "\"\"", "may not be specified when `value` is not empty")
                )
            }
            if kinds.count > 1 {
                faults.add(
                    .invalid(
                        "\(path).valueFrom",
                        "\"\"",
                        "may not have more than one field specified at a time"
                    )
                )
            }
            if let field = source["fieldRef"] {
                FieldPathRules.variable(field["fieldPath"]?.text ?? "", "\(path).valueFrom.fieldRef", &faults)
            }
            for kind in ["configMapKeyRef", "secretKeyRef"] {
                guard let reference = source[kind] else { continue }
                let path = "\(path).valueFrom.\(kind).key"
                faults.checkRequired(path, reference["key"]?.text, NameRules.configKeyProblem)
            }
        }
    }

    /// What all variables at once come from.
    private func environmentSources(_ container: JSON, _ path: String, _ faults: inout Faults) {
        for (index, source) in (container["envFrom"]?.elements ?? []).enumerated() {
            let kinds = ["configMapRef", "secretRef"].filter { source[$0] != nil }
            for kind in kinds {
                let name = source[kind]?["name"]?.text
                faults.checkRequired("\(path)[\(index)].\(kind).name", name, NameRules.subdomainProblem)
            }
            // The server names the list, not the element.
            if kinds.isEmpty {
                faults.refuse(path, "", "must specify one of: `configMapRef` or `secretRef`")
            } else if kinds.count > 1 {
                faults.refuse(path, "", "may not have more than one field specified at a time")
            }
        }
    }

    private func mounts(_ container: JSON, _ path: String, _ faults: inout Faults) {
        var places: Set<String> = []
        for (index, mount) in (container["volumeMounts"]?.elements ?? []).enumerated() {
            let path = "\(path).volumeMounts[\(index)]"
            let name = mount["name"]?.text ?? ""
            if name.isEmpty { faults.require("\(path).name") }
            let place = mount["mountPath"]?.text ?? ""
            if place.isEmpty {
                faults.require("\(path).mountPath")
            } else if !places.insert(place).inserted {
                faults.refuse("\(path).mountPath", place, "must be unique")
            }
            if !name.isEmpty, !volumes.contains(name) {
                faults.add(.notFound("\(path).name", GoFormat.quoted(name)))
            }
            if let sub = mount["subPath"]?.text, sub.hasPrefix("/") {
                faults.refuse("\(path).subPath", sub, "must be a relative path")
            } else if let sub = mount["subPath"]?.text, sub.split(separator: "/").contains("..") {
                faults.refuse("\(path).subPath", sub, "must not contain '..'")
            }
        }
    }
}
