import ArgumentParser
import Foundation
import Host
import LabSandbox
import SystemPackage

/// What all commands that open a session take.
struct SandboxOptions: ParsableArguments {
    @Option(
        help: """
            The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded \
            one, and says which.
            """
    )
    var engine = EngineName.auto

    @Option(
        help: "The engine's socket (default: DOCKER_HOST, then the usual places).",
        completion: .file()
    )
    var engineSocket: String?

    @Option(
        help: "The folder to work in (default: one that goes with the session).",
        completion: .directory
    )
    var workspace: String?

    @Option(
        help: "A folder with further images for the embedded engine, as docs/embedded-images.md has them.",
        completion: .directory
    )
    var images: String?

    @OptionGroup var cluster: ClusterOption

    enum EngineName: String, ExpressibleByArgument, CaseIterable {
        case auto, docker, podman, embedded
    }

    /// The session that is asked for.
    func request(purpose: String) throws -> SessionRequest {
        let course = try Course(of: FilePath(workspace ?? "."), isFolder: true)
        course.reportProblems()
        var request = Self.request(purpose, course, engine, socket: engineSocket)
        request.embedded = try EmbeddedImages.engine(withImagesIn: images)
        request.cluster = cluster.wish
        request.workspace = workspace.map { WorkingFolder.absolute(FilePath($0)).string }
        return request
    }

    /// A session in a workspace of its own, with a course's settings.
    static func request(
        _ purpose: String,
        _ course: Course,
        _ engine: EngineName,
        socket: String?
    ) -> SessionRequest {
        var request = SessionRequest(
            purpose: purpose,
            places: SessionPlaces(environment: Environment.variables),
            environment: Environment.variables,
            program: FileLinks.resolved("/proc/self/exe") ?? CommandLine.arguments[0]
        )
        request.engine = EngineWish(rawValue: engine.rawValue) ?? .auto
        request.engineSocket = socket.map { WorkingFolder.absolute(FilePath($0)).string }
        request.settings = course.settings.sandbox
        request.warn = { StandardStream.error.write("slidectl: warning: \($0)\n") }
        return request
    }
}

/// A length of time as people write it: `90s`, `10m`, `2h`; a bare number is seconds.
struct TimeSpan: ExpressibleByArgument, Hashable {
    var duration: Duration

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? argument[...] : argument.dropLast()), number > 0,
            number < 1_000_000
        else {
            return nil
        }
        duration = .seconds(number * (unit ?? 1))
    }
}
