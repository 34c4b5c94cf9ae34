import DeckModel
import SourceText

/// Names of places are unique.
struct DuplicateIDRule: LintRule {
    let id: Diagnostic.ID = "lint.heading.duplicate-id"
    let summary = "a name, {#name} or id=\"name\", stands once in a deck"

    func check(_ context: LintContext) -> [Diagnostic] {
        let headings = context.deck.allSections.filter { !$0.id.isEmpty }.map { section in
            RawIDs.Found(name: section.id, location: Self.place(of: section, context))
        }
        let all = (headings + RawIDs.all(context)).sorted {
            $0.location.range.lowerBound < $1.location.range.lowerBound
        }
        var first: [String: SourceLocation] = [:]
        return all.compactMap { found in
            guard let earlier = first[found.name] else {
                first[found.name] = found.location
                return nil
            }
            return .duplicateID(id, found, earlier)
        }
    }

    /// The `{#name}` of a heading.
    private static func place(of section: Section, _ context: LintContext) -> SourceLocation {
        let line = section.location.range.lowerBound.line
        let bytes = context.source.line(line)
        let mark = Array("{#\(section.id)}".utf8)
        guard let start = bytes.indices.last(where: { bytes[$0...].starts(with: mark) }) else {
            return section.location
        }
        return context.location(bytes[start..<start + mark.count], line: line)
    }
}

extension Diagnostic {
    fileprivate static func duplicateID(_ id: ID, _ found: RawIDs.Found, _ earlier: SourceLocation) -> Self {
        Self(
            id,
            .warning,
            at: found.location,
            "the name '\(found.name)' stands twice; links lead to the first",
            notes: [Note("the first stands here", at: earlier)]
        )
    }
}
