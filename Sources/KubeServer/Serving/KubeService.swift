import KubeAPI

/// What all requests are answered from.
struct KubeService: Sendable {
    let api: any ClusterAPI
    let streams: any PodStreams
    let clock: any ClusterClock
    let tokens: ServiceTokens
    let pages: KubeServer.Pages
    let documents = OpenAPIDocuments()

    /// All types that are served now.
    func types() async -> ServedTypes { ServedTypes(stored: await api.types()) }
}
