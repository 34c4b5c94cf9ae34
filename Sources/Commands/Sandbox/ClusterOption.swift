import ArgumentParser
import LabSandbox

/// The cluster of a session.
struct ClusterOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The cluster: none, embedded or kubeconfig[:CONTEXT], a namespace of a real one (default: embedded where one is \
            needed).
            """,
            valueName: "cluster"
        )
    )
    var cluster: ClusterName?

    var wish: ClusterWish? { cluster?.wish }

    /// What is written after `--cluster`.
    struct ClusterName: ExpressibleByArgument {
        var wish: ClusterWish
        var defaultValueDescription: String { wish.text }

        static let allValueStrings = ["none", "embedded", "kubeconfig"]

        init?(argument: String) {
            guard let wish = ClusterWish(argument) else { return nil }
            self.wish = wish
        }
    }
}
