import DeckModel
import GoText
import Ports
import SourceText
import SystemPackage

/// Reads `.code [-edit] [-numbers] FILE [ADDRESS] [HLname]`.
enum CodeDirective: Directive {
    static let name = ".code"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        let invocation: CodeInvocation
        do throws(CodeInvocation.Failure) {
            invocation = try CodeInvocation(line.bytes)
        } catch {
            context.report(.codeUnreadable(error, line))
            return
        }
        switch context.read(GoText.decode(invocation.file)) {
        case .failure(let error):
            context.report(.includedFileUnreadable(error, at: line.location(invocation.file)))
        case .success(let file):
            if let code = code(invocation, file, line, &context) { section.blocks.append(.code(code)) }
        }
    }

    private static func code(
        _ invocation: CodeInvocation,
        _ file: (path: FilePath, bytes: [UInt8]),
        _ line: DirectiveLine,
        _ context: inout ParserContext
    ) -> Code? {
        let range: Range<Int>
        do throws(AddressError) {
            range = try SourceAddress.evaluate(invocation.address, in: file.bytes)
        } catch {
            let part = error.range.isEmpty ? invocation.address : line.bytes[error.range]
            context.report(.addressUnmatched(error, in: file.path, at: line.location(part)))
            return nil
        }
        let listing = Listing(file.bytes, range, highlight: invocation.highlight)
        report(listing.findings, of: file, invocation, line, &context)
        let name = file.path.lastComponent?.string ?? ""
        let fileExtension = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        return Code(
            command: Text(GoText.decode(GoText.trimmed(line.bytes)), at: line.text.location),
            isPlayable: invocation.isPlay,
            isEditable: invocation.isEditable,
            hasNumbers: invocation.hasNumbers,
            filePath: file.path.string,
            fileName: name,
            fileExtension: fileExtension,
            lines: listing.lines,
            raw: listing.raw,
            prefix: invocation.isPlay ? Array(file.bytes[..<range.lowerBound]) : [],
            suffix: invocation.isPlay ? Array(file.bytes[range.upperBound...]) : []
        )
    }

    private static func report(
        _ findings: [Listing.Finding],
        of file: (path: FilePath, bytes: [UInt8]),
        _ invocation: CodeInvocation,
        _ line: DirectiveLine,
        _ context: inout ParserContext
    ) {
        let invalid = GoText.firstInvalidByte(file.bytes)
        guard !findings.isEmpty || invalid != nil else { return }
        let source = SourceFile(name: file.path.string, bytes: file.bytes)
        context.keep(source)
        let included = Diagnostic.Note("shown from here", at: line.text.location)
        for finding in findings {
            switch finding {
            case .omitBeforeSpace(let number):
                context.report(.omitBeforeSpace(in: source, line: number, included))
            case .unmatchedHighlight:
                context.report(
                    .highlightUnmatched(GoText.decode(invocation.highlight), at: line.text.location)
                )
            case .empty: context.report(.listingEmpty(file.path, at: line.text.location))
            case .tooLongLine(let number):
                context.report(
                    .listedLineTooLong(at: source.location(line: number, columns: 1..<2), included)
                )
            }
        }
        if let invalid {
            let start = source.position(of: invalid)
            context.report(
                .invalidUTF8(at: source.location(line: start.line, columns: start.column..<start.column + 1))
            )
        }
    }
}

/// `.play`: as `.code`, for a program that `present` can run.
enum PlayDirective: Directive {
    static let name = ".play"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        CodeDirective.parse(line, into: &section, level: level, &context)
    }
}

extension Diagnostic {
    static func codeUnreadable(_ failure: CodeInvocation.Failure, _ line: DirectiveLine) -> Self {
        let present = Note.present(failure.presentText.drop { ": ".contains($0) }.description)
        switch failure {
        case .invalidHighlight(let range):
            return Self(
                "deck.code.highlight-name",
                .error,
                at: line.location(line.bytes[range]),
                "HL at the end of the line is followed by a name, such as HLmain",
                notes: [present]
            )
        case .syntaxError(let range):
            return Self(
                "deck.command.arguments",
                .error,
                at: line.location(line.bytes[range]),
                "\(line.name) takes a file, and an address and a highlight name or none",
                notes: [present, Note("for example: .code main.go /START/,/END/ HLmain")]
            )
        }
    }

    static func addressUnmatched(
        _ error: AddressError,
        in file: FilePath,
        at location: SourceLocation
    ) -> Self {
        let id: ID
        let summary: String
        switch error.reason {
        case .noMatch(let pattern):
            (id, summary) = ("deck.address.no-match", "nothing in '\(file)' matches /\(pattern)/")
        case .outOfRange: (id, summary) = ("deck.address.out-of-range", "the address lies outside '\(file)'")
        default: (id, summary) = ("deck.address.syntax", "the address can't be read: \(error.message)")
        }
        let note = error.isCrash ? Note("the real present crashes here") : .present(error.message)
        return Self(id, .error, at: location, summary, notes: [note])
    }

    static func omitBeforeSpace(in source: SourceFile, line: Int, _ included: Note) -> Self {
        let text = source.line(line)
        let end = GoText.trimmedEnd(text).count
        let spaces = source.location(line: line, columns: end + 1..<text.count + 1)
        return Self(
            "deck.code.omit-space",
            .warning,
            at: spaces,
            "OMIT hides a line only as its very last word; white space follows here",
            notes: [included],
            fixes: [Fix("remove the white space", edits: [.init(spaces, "")])]
        )
    }

    static func highlightUnmatched(_ name: String, at location: SourceLocation) -> Self {
        Self(
            "deck.code.highlight-unmatched",
            .warning,
            at: location,
            "no line shown ends in ' // HL\(name)'",
            notes: [Note("only comments of the form '// HL\(name)' at the very end of a line count")]
        )
    }

    static func listingEmpty(_ file: FilePath, at location: SourceLocation) -> Self {
        Self(
            "deck.code.empty",
            .warning,
            at: location,
            "no line of '\(file)' is shown",
            notes: [Note("the address is an empty stretch, or every line of it is hidden")]
        )
    }

    static func listedLineTooLong(at location: SourceLocation, _ included: Note) -> Self {
        Self(
            "deck.code.line-too-long",
            .warning,
            at: location,
            "a line longer than 65535 bytes ends the listing; it and what follows isn't shown",
            notes: [included]
        )
    }
}
