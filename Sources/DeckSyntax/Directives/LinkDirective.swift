import DeckModel
import GoText
import SourceText

/// Reads `.link URL [LABEL…]`.
enum LinkDirective: Directive {
    static let name = ".link"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        guard line.fields.count > 1 else {
            context.report(.linkWithoutAddress(line))
            return
        }
        do throws(GoURLError) {
            let url = try GoURL.parse(line.fields[1])
            if url.text.isBlockedByTemplates {
                context.report(.addressBlocked(url.text, at: line.location(line.fields[1])))
            }
            let label =
                line.arguments.count > 1 ? line.arguments.dropFirst().joined(separator: " ") : label(of: url)
            if label.contains("](") { context.report(.markdownInLabel(at: line.text.location)) }
            section.blocks.append(.link(Link(command: line.text, url: url, label: label)))
        } catch {
            context.report(.linkUnreadable(error, line))
        }
    }

    /// The address without its scheme.
    private static func label(of url: URLParts) -> String {
        let scheme = url.scheme == "mailto" ? "mailto:" : url.scheme + "://"
        guard let found = url.text.utf8.firstRange(of: scheme.utf8) else { return url.text }
        return String(url.text[..<found.lowerBound]) + url.text[found.upperBound...]
    }
}

extension Diagnostic {
    static func linkWithoutAddress(_ line: DirectiveLine) -> Self {
        Self(
            "deck.command.arguments",
            .error,
            at: line.text.location,
            ".link takes an address, and a label or none",
            notes: [.present("link element must have at least 2 arguments")]
        )
    }

    static func linkUnreadable(_ error: GoURLError, _ line: DirectiveLine) -> Self {
        Self(
            "deck.link.unreadable",
            .error,
            at: line.location(line.fields[1]),
            "'\(GoText.decode(line.fields[1]))' can't be read as an address",
            notes: [.present(error.message)]
        )
    }

    static func markdownInLabel(at location: SourceLocation) -> Self {
        Self(
            "deck.label.markdown-link",
            .warning,
            at: location,
            "captions and labels take the legacy styling; a Markdown link is shown as text",
            notes: [Note("write [[URL][label]], _italic_, *bold*")]
        )
    }
}
