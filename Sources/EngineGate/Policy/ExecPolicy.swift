import EngineAPI

/// What a further process may ask for.
enum ExecPolicy {
    static func judge(_ creation: ExecCreation) throws(EngineError) -> ExecCreation {
        guard !creation.privileged else {
            throw .denied("docker exec --privileged isn't available in a session: it gives away the host")
        }
        guard let words = creation.cmd?.words, !words.isEmpty else {
            throw .malformed("No exec command specified")
        }
        try ContainerPolicy.checkWorkingFolder(creation.workingDir)
        return creation
    }
}
