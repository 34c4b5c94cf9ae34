public import LabModel
public import SourceText
import Yams

extension LabLock {
    /// Reads a lock; JSON is YAML, too.
    ///
    /// - Returns: Nil for a file that isn't a lock of this form: it is the program's own, and is made anew.
    public init?(reading source: SourceFile) {
        guard let root = try? SidecarFile(source).root, root["slidectl"]?.scalar?.string == Self.version,
            let lecture = root["lecture"]?.scalar?.string, let list = root["labs"]?.sequence
        else { return nil }
        var labs: [Entry] = []
        for node in list {
            guard let entry = Entry(node) else { return nil }
            labs.append(entry)
        }
        self.init(lecture: lecture, labs: labs)
    }
}

extension LabLock.Entry {
    fileprivate init?(_ node: Node) {
        guard let id = node["id"]?.scalar?.string, let work = node["work"]?.scalar?.string,
            let whole = node["whole"]?.scalar?.string, let steps = node["steps"]?.sequence,
            let images = node["images"]?.mapping
        else { return nil }
        let ids = steps.compactMap { $0.scalar?.string }
        let digests = images.compactMap { key, value -> (String, String)? in
            guard let name = key.scalar?.string, let digest = value.scalar?.string else { return nil }
            return (name, digest)
        }
        guard ids.count == steps.count, digests.count == images.count else { return nil }
        self.init(
            id: id,
            work: work,
            whole: whole,
            steps: ids,
            images: Dictionary(digests, uniquingKeysWith: { $1 })
        )
        // A lock of before outputs were recorded has none.
        for (key, value) in node["outputs"]?.mapping ?? [:] {
            guard let engine = key.scalar?.string, let list = value.sequence else { return nil }
            let found = list.compactMap(LabLock.Output.init)
            guard found.count == list.count else { return nil }
            outputs[engine] = found
        }
    }
}

extension LabLock.Output {
    fileprivate init?(_ node: Node) {
        guard let step = node["step"]?.scalar?.string, let output = node["out"]?.sequence,
            let errors = node["err"]?.sequence
        else { return nil }
        self.init(
            step: step,
            output: output.compactMap { $0.scalar?.string },
            errorOutput: errors.compactMap { $0.scalar?.string }
        )
    }
}
