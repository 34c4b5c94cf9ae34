/// Names of files, as strangers write them.
enum SubmittedPath {
    /// The parts of a path that stays inside; an empty list for the root itself.
    ///
    /// Refused: paths from the root of a machine, with `..`, with control characters or backslashes, with characters
    /// that reorder or hide text, with separate accents (the same name could be written twice), too long, too deep.
    static func parts(_ path: String, _ limits: SubmissionLimits) throws(SubmissionProblem) -> [String] {
        guard path.utf8.count <= limits.path else {
            throw SubmissionProblem("a path has more than \(limits.path) bytes: \(Plainly.shown(path))")
        }
        guard path.utf8.first != UInt8(ascii: "/") else {
            throw SubmissionProblem("'\(Plainly.shown(path))' begins at the root of a machine")
        }
        for scalar in path.unicodeScalars where isRefused(scalar) {
            throw SubmissionProblem("'\(Plainly.shown(path))' has a character that names mustn't have")
        }
        // Names are compared byte by byte: Swift would take a slash with an accent for another character.
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0 != "." }
        guard !parts.contains("..") else {
            throw SubmissionProblem("'\(Plainly.shown(path))' leads out of the submission")
        }
        guard parts.count <= limits.depth else {
            throw SubmissionProblem("'\(Plainly.shown(path))' lies more than \(limits.depth) folders deep")
        }
        guard !(parts.first.map { $0.count >= 2 && $0.dropFirst().first == ":" } ?? false) else {
            throw SubmissionProblem("'\(Plainly.shown(path))' names a drive")
        }
        return parts
    }

    static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\\" { return true }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            return true
        default: return properties.canonicalCombiningClass != .notReordered
        }
    }

    /// What systems put into archives by themselves.
    static func isLitter(_ parts: [String]) -> Bool {
        guard let last = parts.last else { return false }
        return parts.first == "__MACOSX" || last == ".DS_Store" || last == "Thumbs.db" || last.hasPrefix("._")
    }
}
