import LabModel

/// A name that another container has.
enum NameInUse: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        guard let name = failed.find(/[Tt]he container name "\/?([^"]+)" is already in use/) else {
            return nil
        }
        let holder = failed.surroundings?.containers.first { $0.name == name }
        let state = holder.map {
            ", which \($0.state.status == "running" ? "runs" : ContainerJudge(sight: $0).status)"
        }
        return Explanation(
            why: "there is a container \(name)" + (state ?? ""),
            attempt: "docker rm -f \(name)"
        )
    }
}
