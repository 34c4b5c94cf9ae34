import EngineAPI
import LabModel

/// An image that no registry gave, while another tag of it or a similar name is here.
enum UnknownImage: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        let expressions = [
            /Unable to find image '([^']+)' locally/, /No such image: ([^\s]+)/,
            /manifest for ([^\s]+) not found/,
        ]
        guard let name = expressions.lazy.compactMap(failed.find).first,
            let wanted = ImageReference(name)?.tagged
        else { return nil }
        let known = (failed.surroundings?.images ?? []).compactMap(ImageReference.init)
        let tags = known.filter { ($0.domain, $0.path) == (wanted.domain, wanted.path) && $0 != wanted }
        if let tag = tags.map(\.description).sorted().first {
            return Explanation(why: "there is no image \(name), but \(tag)", attempt: "write \(tag)")
        }
        guard let near = Spelling.nearest(wanted.familiarName, among: Set(known.map(\.familiarName))) else {
            return nil
        }
        return Explanation(why: "there is no image \(name), but \(near)", attempt: "write \(near)")
    }
}
