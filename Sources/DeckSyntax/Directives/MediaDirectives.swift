import DeckModel
import GoText
import SourceText

/// Reads `.image URL [HEIGHT WIDTH]`.
enum ImageDirective: Directive {
    static let name = ".image"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        let alt = context.annotations.takeAlt(before: line.number)
        guard let url = MediaAddress.parse(line, &context),
            let size = SizeArguments.parse(line, from: 2, &context)
        else { return }
        section.blocks.append(.image(Image(command: line.text, url: url, size: size, alt: alt)))
    }
}

/// Reads `.iframe URL [HEIGHT WIDTH]`.
enum IFrameDirective: Directive {
    static let name = ".iframe"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        let title = context.annotations.takeTitle(before: line.number)
        guard let url = MediaAddress.parse(line, &context),
            let size = SizeArguments.parse(line, from: 2, &context)
        else { return }
        section.blocks.append(.iframe(IFrame(command: line.text, url: url, size: size, title: title)))
    }
}

/// Reads `.video URL TYPE [HEIGHT WIDTH]`.
enum VideoDirective: Directive {
    static let name = ".video"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        let title = context.annotations.takeTitle(before: line.number)
        guard line.fields.count > 2 else {
            context.report(
                .wrongCount(line, "takes an address, a media type such as video/webm, and a size or none")
            )
            return
        }
        guard let url = MediaAddress.parse(line, &context),
            let size = SizeArguments.parse(line, from: 3, &context)
        else { return }
        let type = GoText.decode(line.fields[2])
        section.blocks.append(
            .video(Video(command: line.text, url: url, type: type, size: size, title: title))
        )
    }
}

private enum MediaAddress {
    static func parse(_ line: DirectiveLine, _ context: inout ParserContext) -> String? {
        guard line.fields.count > 1 else {
            context.report(.wrongCount(line, "takes an address, and a size or none"))
            return nil
        }
        let url = GoText.decode(line.fields[1])
        if url.isBlockedByTemplates {
            context.report(.addressBlocked(url, at: line.location(line.fields[1])))
        }
        return url
    }
}
