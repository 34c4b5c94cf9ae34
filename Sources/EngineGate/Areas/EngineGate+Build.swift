public import EngineAPI

extension EngineGate {
    public func build(_ options: BuildOptions, _ context: ByteStream) async throws -> ProgressStream {
        throw EngineError.denied("builds come next")
    }

    /// The cache of builds is shared by all sessions: there is nothing of one's own to clear.
    public func pruneBuilds(_ filters: Filters, all: Bool) async throws -> BuildPruneReport {
        BuildPruneReport()
    }
}
