import DeckModel
import GoText
import SourceText

/// The title and the lines below it, up to the first blank one.
enum HeaderParser {
    static func parse(_ lines: inout LineCursor, into deck: inout Deck, _ context: inout ParserContext) {
        guard let first = lines.takeNonBlank() else {
            context.report(.titleMissing(at: lines.end, mistaken: context.mistakenSyntax))
            return
        }
        deck.title = title(first, lines, context.syntax)
        while true {
            guard let line = lines.take() else {
                let mistaken = context.mistakenSyntax
                context.report(.headerUnended(at: lines.end, context.syntax, mistaken: mistaken))
                return
            }
            if line.isBlank { return }
            parse(line, at: lines.location(line), into: &deck, &context)
        }
    }

    private static func title(_ line: Line, _ lines: LineCursor, _ syntax: Deck.Syntax) -> Text {
        let location = lines.location(line)
        guard syntax == .markdown, line.bytes.first == UInt8(ascii: "#") else {
            return Text(GoText.decode(line.bytes), at: location)
        }
        return Text(GoText.decode(GoText.trimmed(line.bytes.dropFirst())), at: location)
    }

    private static func parse(
        _ line: Line,
        at location: SourceLocation,
        into deck: inout Deck,
        _ context: inout ParserContext
    ) {
        if line.isSpeakerNote { return }
        if let rest = value(of: "Tags:", line.bytes) {
            let parts = rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            deck.tags += parts.map { GoText.decode(GoText.trimmed($0)) }
        } else if let rest = value(of: "Summary:", line.bytes) {
            deck.summary = GoText.decode(GoText.trimmed(rest))
        } else if let rest = value(of: "OldURL:", line.bytes) {
            deck.oldURLs.append(GoText.decode(GoText.trimmed(rest)))
        } else if let time = DeckTime(header: line.bytes) {
            deck.time = time
        } else if (deck.subtitle?.string ?? "").isEmpty {
            warnOfMisreadSubtitle(line, at: location, &context)
            deck.subtitle = Text(GoText.decode(line.bytes), at: location)
        } else {
            context.report(.headerLineUnexpected(line, at: location, mistaken: context.mistakenSyntax))
        }
    }

    private static func value(of key: StaticString, _ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        line.starts(with: key) ? line.dropFirst(key.utf8CodeUnitCount) : nil
    }

    private static func warnOfMisreadSubtitle(
        _ line: Line,
        at location: SourceLocation,
        _ context: inout ParserContext
    ) {
        if GoText.isWhite(line.bytes) {
            context.report(.headerWhiteLine(at: location))
            return
        }
        let text = GoText.decode(line.bytes)
        let lower = text.lowercased()
        if ["tags:", "summary:", "oldurl:"].contains(where: lower.hasPrefix) {
            context.report(.headerKeyMisspelled(text, at: location))
        } else if DeckTime(header: GoText.trimmed(line.bytes)) != nil || looksLikeDate(lower) {
            context.report(.headerDateUnread(text, at: location))
        }
    }

    /// Whether a line has the make of a date that `present` doesn't read, such as `2 January 2006` or `2013-01-02`.
    private static func looksLikeDate(_ lower: String) -> Bool {
        let words = lower.split { " ,-/.".contains($0) }
        guard (3...4).contains(words.count) else { return false }
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        let numbers = words.compactMap { Int($0) }
        let hasYear = numbers.contains { (1900...2199).contains($0) }
        let hasMonth = words.contains { word in months.contains { word.hasPrefix($0) } }
        return hasYear && (hasMonth && numbers.count >= 2 || numbers.count == 3)
    }
}

extension Diagnostic {
    static func titleMissing(at location: SourceLocation, mistaken: MistakenSyntax?) -> Self {
        Self(
            "deck.title.missing",
            .error,
            at: location,
            "a deck begins with its title",
            notes: [
                .present("unexpected EOF; expected title"),
                mistaken?.note ?? Note("write '# Title' on the first line"),
            ]
        )
    }

    static func headerUnended(
        at location: SourceLocation,
        _ syntax: Deck.Syntax,
        mistaken: MistakenSyntax?
    ) -> Self {
        let section = "\(syntax.sectionMarkText) First slide"
        return Self(
            "deck.header.unended",
            .error,
            at: location,
            "a blank line ends the header; found the end of the file",
            notes: [
                .present("unexpected EOF"),
                mistaken?.note
                    ?? Note("end the header with a blank line, then write a section, such as '\(section)'"),
            ]
        )
    }

    static func headerLineUnexpected(
        _ line: Line,
        at location: SourceLocation,
        mistaken: MistakenSyntax?
    ) -> Self {
        Self(
            "deck.header.unexpected-line",
            .error,
            at: location,
            "a header has one subtitle; found a second line of free text",
            notes: [
                .present("unexpected header line: \(GoText.quoted(line.bytes))"),
                mistaken?.note
                    ?? Note(
                        "put a blank line before authors; dates are written '2 Jan 2006' or '15:04 2 Jan 2006'"
                    ),
            ]
        )
    }

    static func headerWhiteLine(at location: SourceLocation) -> Self {
        Self(
            "deck.header.white-line",
            .warning,
            at: location,
            "a line of spaces doesn't end the header, it becomes the subtitle",
            notes: [Note("remove the spaces")],
            fixes: [Fix("remove the spaces", edits: [.init(location, "")])]
        )
    }

    static func headerKeyMisspelled(_ text: String, at location: SourceLocation) -> Self {
        Self(
            "deck.header.misspelled-key",
            .warning,
            at: location,
            "'\(text)' is read as the subtitle",
            notes: [Note("the keys are written 'Tags:', 'Summary:' and 'OldURL:'")]
        )
    }

    static func headerDateUnread(_ text: String, at location: SourceLocation) -> Self {
        Self(
            "deck.header.unread-date",
            .warning,
            at: location,
            "'\(text)' is read as the subtitle, not as a date",
            notes: [Note("dates are written '2 Jan 2006' or '15:04 2 Jan 2006', with nothing around them")]
        )
    }
}
