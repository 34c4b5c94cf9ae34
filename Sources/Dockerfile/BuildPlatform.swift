/// A platform as builds name it: `linux/amd64`, `linux/arm/v7`.
public struct BuildPlatform: Hashable, Sendable, CustomStringConvertible {
    public var system: String
    public var architecture: String
    public var variant: String

    public init(system: String, architecture: String, variant: String = "") {
        self.system = system
        self.architecture = architecture
        self.variant = variant
    }

    /// Reads `linux/amd64`; nothing when the text is no platform.
    public init?(_ text: String) {
        let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.wholeMatch(of: /[a-z0-9_.-]+/) != nil })
        else {
            return nil
        }
        self.init(system: parts[0], architecture: parts[1], variant: parts.count > 2 ? parts[2] : "")
    }

    public var description: String {
        ([system, architecture] + (variant.isEmpty ? [] : [variant])).joined(separator: "/")
    }

    /// The variables that BuildKit sets without being asked, for a build on one platform for another.
    public static func variables(build: Self, target: Self) -> [String: String] {
        var values: [String: String] = [:]
        for (prefix, platform) in [("BUILD", build), ("TARGET", target)] {
            values[prefix + "PLATFORM"] = platform.description
            values[prefix + "OS"] = platform.system
            values[prefix + "ARCH"] = platform.architecture
            values[prefix + "VARIANT"] = platform.variant
        }
        return values
    }
}
