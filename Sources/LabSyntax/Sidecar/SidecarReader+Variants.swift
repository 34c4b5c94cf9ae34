import LabModel
import Yams

extension SidecarReader {
    /// Reads `variant: {port: "port 20000..29999 for 5432", tag: "v{{hex6}}"}`.
    mutating func readVariants(_ node: Node) -> [LabVariant] {
        var variants: [LabVariant] = []
        for (name, entry) in values.entries(node, "variant") {
            guard LabIdentifier.isValid(name), !name.contains(".") else {
                values.wrong(entry.key, "the name of a variant", "of letters, digits, '-' and '_'")
                continue
            }
            guard let text = entry.value.scalar?.string else {
                values.wrong(entry.value, "a variant", VariantReader.rule)
                continue
            }
            do throws(VariantError) {
                let (kind, literal) = try VariantReader.read(text)
                variants.append(
                    LabVariant(name: name, kind: kind, literal: literal, at: file.location(entry.value))
                )
            } catch {
                values.report(.unreadableVariant(error, at: file.location(entry.value, error.range)))
            }
        }
        return variants
    }
}
