public import SourceText

/// A lab as machines compare it: canonical JSON, in which only what decides something stands.
///
/// Titles, places, hints and what is told of failures are left out: who changes them changes no verdict. Two labs with
/// the same ``work`` have the same commands to run; with the same ``whole``, too, they give the same points.
public struct CompiledLab: Hashable, Sendable {
    /// What is run, and in what room: a submission whose work was done needn't be run again.
    public let work: JSONValue
    /// All of it: the work, what is expected and asked, the public and the hidden, and what it is worth.
    public let whole: JSONValue

    public init(_ lab: Lab) {
        work = .object([
            "form": "lab-work/1", "id": .string(lab.id), "backend": lab.backend.map { .string($0.rawValue) },
            "timeout": .number(lab.timeout), "setup": .array(lab.setup.map { .string($0.text) }),
            "teardown": .array(lab.teardown.map { .string($0.text) }),
            "files": .array(lab.files.map(\.compiled)), "let": .array(lab.replacements.map(\.compiled)),
            "variants": .array(lab.variants.map(\.compiled)), "limits": lab.limits.compiled,
            "steps": .array(lab.steps.map(\.compiledWork)),
        ])
        whole = .object([
            "form": "lab/1", "work": work, "steps": .array(lab.steps.map(\.compiledJudgement)),
            "policy": lab.policy.compiled,
        ])
    }

    /// The digests of both.
    ///
    /// - Parameter digest: SHA-256, or whatever stands in for it: the bytes of a text's digest.
    /// - Returns: Lower-case hexadecimal digits.
    public func digests(_ digest: ([UInt8]) -> [UInt8]) -> (work: String, whole: String) {
        (Self.hex(digest(Array(work.text().utf8))), Self.hex(digest(Array(whole.text().utf8))))
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
