import EngineAPI

/// Answers a request by asking the engine: one line an operation, what it needs in a file for its area.
struct RequestHandler: Sendable {
    let engine: any ContainerEngine
    let request: EngineRequest

    var subject: String { request.subject }
    var query: Query { request.query }

    func answer() async throws {
        if request.operation == .pushImage {
            try await request.expectEmptyBody()
        } else if !request.operation.hasJSONBody, !request.operation.hasArchiveBody {
            try await request.expectNoBody()
        }
        switch request.operation {
        case .ping, .pingHead, .version, .info, .events, .diskUsage, .login, .plugins, .buildKit, .session:
            try await system()
        case .listContainers, .inspectContainer, .containerTop, .containerLogs, .containerChanges,
            .containerStats:
            try await reports()
        case .createContainer, .startContainer, .stopContainer, .restartContainer, .killContainer,
            .removeContainer, .waitContainer, .pauseContainer, .unpauseContainer, .renameContainer,
            .updateContainer, .pruneContainers, .commit:
            try await containers()
        case .attachContainer, .resizeContainer, .createExec, .startExec, .resizeExec, .inspectExec:
            try await processes()
        case .statArchive, .getArchive, .putArchive, .exportContainer:
            try await files()
        case .listImages, .inspectImage, .imageHistory, .tagImage, .removeImage, .pruneImages, .searchImages,
            .inspectDistribution:
            try await images()
        case .pullImage, .pushImage, .saveImages, .saveImage, .loadImages, .build, .pruneBuilds:
            try await transfer()
        case .listNetworks, .createNetwork, .pruneNetworks, .inspectNetwork, .removeNetwork, .connectNetwork,
            .disconnectNetwork:
            try await networks()
        case .listVolumes, .createVolume, .pruneVolumes, .inspectVolume, .removeVolume:
            try await volumes()
        }
    }
}
