import EngineAPI
import LabModel
import Testing

@testable import LabGrader

/// A failure, put together for the explanation of it.
func failure(
    _ text: String,
    _ observation: Observation,
    around containers: [ContainerSight] = [],
    images: [String] = [],
    networks: [String] = [],
    volumes: [String] = []
) throws -> FailedCheck {
    var surroundings = Surroundings()
    (surroundings.containers, surroundings.images) = (containers, images)
    (surroundings.networks, surroundings.volumes) = (networks, volumes)
    return FailedCheck(
        check: try FilledCheck(try check(text), NameTable()),
        observation: observation,
        surroundings: surroundings
    )
}

/// A container in a state, with more said of it.
func container(
    _ name: String,
    _ status: String = "running",
    code: Int = 0,
    _ change: (inout ContainerSight) -> Void = { _ in }
) -> ContainerSight {
    ContainerSight().with {
        ($0.id, $0.name, $0.setup.image) = (name + "-id", name, name + ":1")
        ($0.state.status, $0.state.exitCode) = (status, code)
        change(&$0)
    }
}

/// Nothing listens on a port.
func refused(_ publishers: [ContainerSight] = []) -> Observation {
    .connection(ConnectionSight().with { ($0.state, $0.publishers) = ("refused", publishers) })
}
