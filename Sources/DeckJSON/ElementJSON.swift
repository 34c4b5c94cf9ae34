import DeckModel
import DeckSyntax
import HTMLTree
import MarkdownHTML
import SourceText

/// The elements of a section in `present`'s JSON.
struct ElementJSON: BlockRenderer {
    static func text(_ lines: [String], pre: Bool, raw: String) -> JSONValue {
        .object(["Lines": .array(lines.map { .string($0) }), "Pre": .bool(pre), "Raw": .string(raw)])
    }

    func paragraph(_ block: Paragraph) -> JSONValue { Self.text(block.lines, pre: false, raw: "") }

    func preformatted(_ block: Preformatted) -> JSONValue {
        Self.text([block.text], pre: true, raw: block.raw)
    }

    func list(_ block: BulletList) -> JSONValue {
        .object(["Bullet": .array(block.items.map { .string($0) })])
    }

    func markdown(_ block: Markdown) -> JSONValue {
        var renderer = MarkdownHTML(PresentMarkdown())
        var printer = HTMLPrinter(.goldmark)
        printer.print(renderer.blocks(block.blocks))
        return .object(["Cmd": "", "HTML": .string(String(decoding: printer.bytes, as: UTF8.self))])
    }

    func code(_ block: Code) -> JSONValue {
        .object([
            "Cmd": .string(block.command.string),
            "Text": .string(CodeText.html(block)),
            "Play": .bool(block.isPlayable),
            "Edit": .bool(block.isEditable),
            "FileName": .string(block.fileName),
            "Ext": .string(block.fileExtension),
            "Raw": block.raw.isEmpty ? .null : .string(Base64.encode(block.raw)),
        ])
    }

    func image(_ block: Image) -> JSONValue {
        .object([
            "Cmd": .string(block.command.string), "URL": .string(block.url),
            "Width": .number(block.size.width),
            "Height": .number(block.size.height),
        ])
    }

    func video(_ block: Video) -> JSONValue {
        .object([
            "Cmd": .string(block.command.string), "URL": .string(block.url),
            "SourceType": .string(block.type),
            "Width": .number(block.size.width), "Height": .number(block.size.height),
        ])
    }

    func iframe(_ block: IFrame) -> JSONValue {
        .object([
            "Cmd": .string(block.command.string), "URL": .string(block.url),
            "Width": .number(block.size.width),
            "Height": .number(block.size.height),
        ])
    }

    func link(_ block: Link) -> JSONValue { Self.link(block) }

    static func link(_ link: Link) -> JSONValue {
        let url = JSONValue.object([
            "Scheme": .string(link.url.scheme),
            "Opaque": .string(link.url.opaque),
            "User": link.url.hasUser ? .object([]) : .null,
            "Host": .string(link.url.host),
            "Path": .string(link.url.path),
            "RawPath": .string(link.url.rawPath),
            "OmitHost": .bool(link.url.omitHost),
            "ForceQuery": .bool(link.url.forceQuery),
            "RawQuery": .string(link.url.rawQuery),
            "Fragment": .string(link.url.fragment),
            "RawFragment": .string(link.url.rawFragment),
        ])
        return .object(["Cmd": .string(link.command.string), "URL": url, "Label": .string(link.label)])
    }

    func html(_ block: HTMLFile) -> JSONValue {
        .object(["Cmd": .string(block.command.string), "HTML": .string(block.html)])
    }

    func caption(_ block: Caption) -> JSONValue {
        .object(["Cmd": .string(block.command.string), "Text": .string(block.text)])
    }

    func section(_ block: Section) -> JSONValue { PresentJSON.section(block) }
}
