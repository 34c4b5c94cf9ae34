import SimShell
import Yams

extension ImageFileReader {
    private static let layerKeys = ["applets", "by", "files", "programs", "size", "when"]

    /// A step of the image's making; nil where it belongs to variants with another base.
    mutating func layer(_ node: Node, on base: String?, _ created: WallTime) -> ImageModel.Layer? {
        guard let fields = fields(node, "a layer", known: Self.layerKeys) else { return nil }
        if let wanted = text(fields["when"], "when"), base?.hasPrefix(wanted) != true { return nil }
        var layer = ImageModel.Layer(createdBy: text(fields["by"], "by") ?? "")
        layer.size = fields["size"].flatMap { size($0, "size") }
        var files = FileLayer()
        for (path, value) in pairs(fields["files"], "files") { put(value, at: path, created, into: &files) }
        for (folder, value) in pairs(fields["programs"], "programs") {
            for name in texts(value, "programs") ?? [] {
                put(program: name, in: folder, created, into: &files)
            }
        }
        for (program, value) in pairs(fields["applets"], "applets") {
            let folder = program.split(separator: "/").dropLast().map { "/\($0)" }.joined()
            for name in texts(value, "applets") ?? [] {
                files["\(folder)/\(name)"] = .link(
                    target: program,
                    FileAttributes(mode: 0o777, modified: created)
                )
            }
        }
        if !files.paths.isEmpty || layer.size != nil { layer.files = files }
        return layer
    }

    /// `ls`, or `awk=mawk` for a file whose program has another name.
    private func put(program: String, in folder: String, _ created: WallTime, into layer: inout FileLayer) {
        let sides = program.split(separator: "=", maxSplits: 1).map(String.init)
        guard let name = sides.first else { return }
        layer["\(folder)/\(name)"] = .file(
            .program(name: sides.last ?? name, size: 48 << 10),
            FileAttributes(mode: 0o755, modified: created)
        )
    }

    /// A file: its text, or what it is in a mapping.
    private mutating func put(
        _ node: Node,
        at path: String,
        _ created: WallTime,
        into layer: inout FileLayer
    ) {
        guard path.hasPrefix("/") else {
            report(.wrongImageValue("files", "by absolute path; found '\(path)'", at: place(node)))
            return
        }
        if node.scalar != nil {
            let attributes = FileAttributes(mode: 0o644, modified: created)
            layer[path] = .file(.text(text(node, path) ?? ""), attributes)
            return
        }
        let known = ["folder", "link", "mode", "owner", "program", "size", "text"]
        guard let fields = fields(node, path, known: known) else { return }
        let isFolder = fields["folder"] != nil
        let isProgram = fields["program"] != nil
        var attributes = FileAttributes(mode: isFolder || isProgram ? 0o755 : 0o644, modified: created)
        if let node = fields["mode"], let digits = text(node, "mode") {
            if let mode = Int(digits, radix: 8), (0...0o7777).contains(mode) {
                attributes.mode = mode
            } else {
                report(.wrongImageValue("mode", "octal digits such as 755", at: place(node)))
            }
        }
        if let node = fields["owner"], let owner = text(node, "owner") {
            let numbers = owner.split(separator: ":").compactMap { Int($0) }
            if numbers.count == 2, numbers.allSatisfy({ (0...1_000_000).contains($0) }) {
                attributes.owner = FileOwner(user: numbers[0], group: numbers[1])
            } else {
                report(.wrongImageValue("owner", "two numbers such as 101:101", at: place(node)))
            }
        }
        let size = fields["size"].flatMap { self.size($0, "size") }
        if isFolder {
            layer[path] = .directory(attributes)
        } else if let target = text(fields["link"], "link") {
            attributes.mode = 0o777
            layer[path] = .link(target: target, attributes)
        } else if let name = text(fields["program"], "program") {
            layer[path] = .file(.program(name: name, size: size ?? 64 << 10), attributes)
        } else if let text = text(fields["text"], "text") {
            layer[path] = .file(.text(text), attributes)
        } else {
            layer[path] = .file(.sparse(size: size ?? 0), attributes)
        }
    }
}
