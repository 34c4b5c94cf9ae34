import EngineAPI

/// What selectors of labels are checked for, wherever they stand.
extension Faults {
    /// A selector of labels in a field.
    mutating func checkSelector(_ path: String, _ selector: JSON?) {
        add(MetadataRules.labels(selector?["matchLabels"], "\(path).matchLabels"))
        for (index, expression) in (selector?["matchExpressions"]?.elements ?? []).enumerated() {
            let path = "\(path).matchExpressions[\(index)]"
            checkSelectorOperator(
                path,
                expression["operator"]?.text ?? "",
                values: expression["values"]?.elements?.count ?? 0
            )
            checkLabelName("\(path).key", expression["key"]?.text ?? "")
            checkLabelValues("\(path).values", expression["values"])
        }
    }

    /// An operator, and as many values as it takes.
    mutating func checkSelectorOperator(_ path: String, _ sign: String, values count: Int) {
        switch sign {
        case "In", "NotIn":
            if count == 0 {
                require("\(path).values", "must be specified when `operator` is 'In' or 'NotIn'")
            }
        case "Exists", "DoesNotExist":
            if count > 0 {
                let why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
                add(.forbidden("\(path).values", why))
            }
        default: refuse("\(path).operator", sign, "not a valid selector operator")
        }
    }

    /// The name of a label, of which all that is wrong is said.
    mutating func checkLabelName(_ path: String, _ name: String) {
        for problem in NameRules.qualifiedNameProblems(name) { refuse(path, name, problem) }
    }

    mutating func checkLabelValues(_ path: String, _ values: JSON?) {
        for (index, value) in (values?.elements ?? []).enumerated() {
            check("\(path)[\(index)]", value.text, NameRules.labelValueProblem)
        }
    }
}
