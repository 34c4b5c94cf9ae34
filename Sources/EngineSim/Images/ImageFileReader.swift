import EngineAPI
import SimShell
import SourceText
import Yams

/// Reads the document of an image file: the image, once for each of its variants.
struct ImageFileReader {
    let source: SourceFile
    private(set) var diagnostics: [Diagnostic] = []
    /// What `@NAME@` stands for in the variant that is read.
    private var variables: [String: String] = [:]

    init(_ source: SourceFile) { self.source = source }

    private static let keys = [
        "author", "base", "behaviour", "config", "created", "image", "layers", "stars", "summary", "tags",
        "variants",
    ]

    /// Reads the images of a document, of its variants only the one that has a tag if one is named.
    mutating func read(_ root: Node, tagged tag: String?) -> [ImageModel] {
        guard let fields = fields(root, "an image", known: Self.keys) else { return [] }
        guard let variants = fields["variants"] else {
            return model(fields, tags: texts(fields["tags"], "tags") ?? ["latest"]).map { [$0] } ?? []
        }
        guard let list = variants.sequence else {
            report(.wrongImageValue("variants", "a list", at: place(variants)))
            return []
        }
        var models: [ImageModel] = []
        for variant in list {
            variables = [:]
            guard let own = self.fields(variant, "a variant", known: ["tags", "set"]) else { continue }
            let tags = texts(own["tags"], "tags") ?? []
            if let tag, !tags.contains(tag) { continue }
            for (name, value) in pairs(own["set"], "set") { variables[name] = text(value, "set") ?? "" }
            // Each variant reads the same text: what is wrong in it is said once.
            let before = models.isEmpty ? nil : diagnostics
            if let model = model(fields, tags: tags) { models.append(model) }
            if let before { diagnostics = before }
        }
        return models
    }

    private mutating func model(_ fields: [String: Node], tags: [String]) -> ImageModel? {
        let known = diagnostics.count
        var model = ImageModel()
        model.tags = tags
        model.repository = text(fields["image"], "image") ?? ""
        if ImageReference(model.repository)?.familiarName != model.repository
            || !tags.allSatisfy({ ImageReference.isTag($0) })
        {
            let node = fields["image"] ?? fields["tags"]
            report(
                .wrongImageValue(
                    "image",
                    "a repository in its short form, and tags names of letters and digits",
                    at: node.map(place) ?? source.location(line: 1)
                )
            )
        }
        model.summary = text(fields["summary"], "summary") ?? ""
        model.author = text(fields["author"], "author") ?? ""
        model.stars = fields["stars"].flatMap { number($0, "stars") } ?? 0
        model.base = text(fields["base"], "base")
        if let node = fields["created"], let time = text(node, "created") {
            if let time = Timestamp.read(time) {
                model.created = time
            } else {
                report(.wrongImageValue("created", "a time such as 2024-11-26T18:42:08Z", at: place(node)))
            }
        }
        if let node = fields["config"] { model.config = config(node) }
        if let node = fields["behaviour"] { model.behaviour = behaviour(node) }
        for node in items(fields["layers"], "layers") {
            if let layer = layer(node, on: model.base, model.created) { model.layers.append(layer) }
        }
        return diagnostics.count == known ? model : nil
    }

    private mutating func behaviour(_ node: Node) -> ImageModel.Behaviour {
        var behaviour = ImageModel.Behaviour()
        guard let fields = fields(node, "behaviour", known: ["memory", "processor"]) else { return behaviour }
        if let node = fields["memory"], let size = size(node, "memory") { behaviour.memory = size }
        if let node = fields["processor"], let share = number(node, "processor") {
            behaviour.processor = share
        }
        return behaviour
    }
}

// Values.
extension ImageFileReader {
    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    func place(_ node: Node) -> SourceLocation {
        let line = max(1, min(node.mark?.line ?? 1, source.lines.count))
        let column = max(1, node.mark?.column ?? 1)
        return source.location(line: line, columns: column..<max(column, source.line(line).count + 1))
    }

    /// The values of a mapping whose keys are known.
    mutating func fields(_ node: Node, _ what: String, known: [String]) -> [String: Node]? {
        guard let mapping = node.mapping else {
            report(.wrongImageValue(what, "a list of 'key: value' lines", at: place(node)))
            return nil
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            if known.contains(name) {
                fields[name] = value
            } else {
                report(.unknownImageKey(name, known: known, at: place(key)))
            }
        }
        return fields
    }

    /// The names and values of a mapping whose names anybody may choose, in order.
    mutating func pairs(_ node: Node?, _ key: String) -> [(String, Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            report(.wrongImageValue(key, "a list of 'name: value' lines", at: place(node)))
            return []
        }
        return mapping.map { (filled($0.key.string ?? ""), $0.value) }
    }

    mutating func items(_ node: Node?, _ key: String) -> [Node] {
        guard let node else { return [] }
        guard let sequence = node.sequence else {
            report(.wrongImageValue(key, "a list", at: place(node)))
            return []
        }
        return Array(sequence)
    }

    mutating func text(_ node: Node?, _ key: String) -> String? {
        guard let node else { return nil }
        guard let scalar = node.scalar else {
            report(.wrongImageValue(key, "a text", at: place(node)))
            return nil
        }
        return filled(scalar.string)
    }

    mutating func texts(_ node: Node?, _ key: String) -> [String]? {
        guard let node else { return nil }
        if node.scalar != nil { return text(node, key).map { [$0] } }
        return items(node, key).compactMap { text($0, key) }
    }

    mutating func number(_ node: Node, _ key: String) -> Int? {
        guard let text = text(node, key), let number = Int(text), (0...1_000_000_000).contains(number) else {
            report(.wrongImageValue(key, "a whole number", at: place(node)))
            return nil
        }
        return number
    }

    mutating func size(_ node: Node, _ key: String) -> Int? {
        guard let text = text(node, key), let size = HumanSize.read(text), size < 1 << 40 else {
            report(.wrongImageValue(key, "a size such as 7.8MB", at: place(node)))
            return nil
        }
        return size
    }

    /// A text with the variant's values in place of `@NAME@`.
    private func filled(_ text: String) -> String {
        guard !variables.isEmpty, text.utf8.contains(UInt8(ascii: "@")) else { return text }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        var filled = String(parts[0])
        var index = 1
        while index < parts.count {
            if index + 1 < parts.count, let value = variables[String(parts[index])] {
                filled += value + parts[index + 1]
                index += 2
            } else {
                filled += "@" + parts[index]
                index += 1
            }
        }
        return filled
    }
}
