/// The faults of a field, worded as the real server words them.
extension StatusError.Cause {
    static func required(_ field: String, _ detail: String = "") -> Self {
        .init("FieldValueRequired", field, detail.isEmpty ? "Required value" : "Required value: \(detail)")
    }

    /// A value that can't be, as Go prints it: a text in quotes, a number plainly.
    static func invalid(_ field: String, _ value: String, _ detail: String) -> Self {
        .init("FieldValueInvalid", field, "Invalid value: \(value)\(detail.isEmpty ? "" : ": \(detail)")")
    }

    static func forbidden(_ field: String, _ detail: String) -> Self {
        .init("FieldValueForbidden", field, "Forbidden: \(detail)")
    }

    static func duplicate(_ field: String, _ value: String) -> Self {
        .init("FieldValueDuplicate", field, "Duplicate value: \(value)")
    }

    static func unsupported(_ field: String, _ value: String, _ supported: [String]) -> Self {
        let list = supported.map(GoFormat.quoted).joined(separator: ", ")
        return .init(
            "FieldValueNotSupported",
            field,
            "Unsupported value: \(value): supported values: \(list)"
        )
    }

    static func notFound(_ field: String, _ value: String) -> Self {
        .init("FieldValueNotFound", field, "Not found: \(value)")
    }
}
