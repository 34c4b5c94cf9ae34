import EngineAPI

/// How Go prints the structures that messages show whole: `%#v`.
extension GoFormat {
    private static let steps = [
        "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    ]
    private static let shifts = ["Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60]

    /// An amount of a resource, with its parts.
    static func quantity(_ amount: Quantity) -> String {
        let text = amount.text
        let digits = text.prefix { $0.isNumber || $0 == "-" }
        let suffix = String(text.dropFirst(digits.count))
        guard var value = Int(digits) else { return quoted(text) }
        var (scale, format) = (steps[suffix] ?? 0, "DecimalSI")
        if let shift = shifts[suffix] {
            let (product, overflows) = value.multipliedReportingOverflow(by: 1 << shift)
            guard !overflows else { return quoted(text) }
            (value, format) = (product, "BinarySI")
        } else if steps[suffix] == nil {
            (scale, format) = (Int(suffix.dropFirst()) ?? 0, "DecimalExponent")
        }
        return "resource.Quantity{i:resource.int64Amount{value:\(value), scale:\(scale)}, "
            + "d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:\(quoted(text)), Format:\"\(format)\"}"
    }

    /// A list of texts, or of a kind of them.
    static func list(_ texts: [String], of type: String = "string") -> String {
        texts.isEmpty ? "[]\(type)(nil)" : "[]\(type){\(texts.map(quoted).joined(separator: ", "))}"
    }

    /// What a container may do.
    static func securityContext(_ context: JSON) -> String {
        let fields = [
            ("capabilities", "core.Capabilities"), ("privileged", "bool"),
            ("seLinuxOptions", "core.SELinuxOptions"),
            ("windowsOptions", "core.WindowsSecurityContextOptions"),
            ("runAsUser", "int64"), ("runAsGroup", "int64"), ("runAsNonRoot", "bool"),
            ("readOnlyRootFilesystem", "bool"), ("allowPrivilegeEscalation", "bool"),
            ("procMount", "core.ProcMountType"), ("seccompProfile", "core.SeccompProfile"),
            ("appArmorProfile", "core.AppArmorProfile"),
        ]
        return structure("core.SecurityContext", context, fields)
    }

    /// What a disruption budget asks for.
    static func disruptionBudget(_ spec: JSON) -> String {
        let fields = [
            ("minAvailable", "intstr.IntOrString"), ("selector", "v1.LabelSelector"),
            ("maxUnavailable", "intstr.IntOrString"),
            ("unhealthyPodEvictionPolicy", "policy.UnhealthyPodEvictionPolicyType"),
        ]
        return structure("policy.PodDisruptionBudgetSpec", spec, fields)
    }

    /// A structure of pointers: Go shows where they point to, which means nothing to anybody.
    private static func structure(_ name: String, _ value: JSON, _ fields: [(String, String)]) -> String {
        let parts = fields.enumerated().map { index, field in
            let title = field.0.prefix(1).uppercased() + field.0.dropFirst()
            let address = "0xc000a1b" + String(512 + 16 * index, radix: 16)
            let isThere = value[field.0].map { !$0.isNull } ?? false
            return "\(title):(*\(field.1))(\(isThere ? address : "nil"))"
        }
        return "\(name){\(parts.joined(separator: ", "))}"
    }
}
