import DeckModel
import SourceText

/// Frames and films have a title.
struct MediaTitleRule: LintRule {
    let id: Diagnostic.ID = "lint.media.title-missing"
    let summary = "an iframe or a video has a title or a caption"

    func check(_ context: LintContext) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for section in context.deck.sections {
            section.forEachBlock { block, next in
                let (title, url): (Text?, String)
                switch block {
                case .iframe(let iframe): (title, url) = (iframe.title, iframe.url)
                case .video(let video): (title, url) = (video.title, video.url)
                default: return
                }
                if let title, !title.string.isEmpty { return }
                if case .caption(let caption)? = next, !caption.text.isEmpty { return }
                let line = block.location.range.lowerBound.line
                findings.append(
                    .untitledMedia(id, url, at: context.source.location(field: 1, line: line), context)
                )
            }
        }
        return findings
    }
}

extension Diagnostic {
    fileprivate static func untitledMedia(
        _ id: ID,
        _ url: String,
        at location: SourceLocation,
        _ context: LintContext
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "'\(url)' has no title; a screen reader can tell its address only",
            notes: [
                Note(
                    "write '\(context.commentMark)title: What it is' on a line above, or a .caption right below"
                )
            ]
        )
    }
}
