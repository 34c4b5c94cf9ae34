import EngineAPI

/// The patterns of `docker images PATTERN`: a star stands for anything but a slash.
enum ReferencePattern {
    static func matches(_ name: String, _ pattern: String) -> Bool {
        guard let reference = ImageReference(name) else { return false }
        let whole = reference.description
        let repository = reference.familiarName
        return [whole, repository].contains { text in
            let parts = text.split(separator: "/")
            let wanted = pattern.split(separator: "/")
            return parts.count == wanted.count
                && zip(parts, wanted).allSatisfy { Wildcard.matches(String($0), String($1)) }
        }
    }
}
