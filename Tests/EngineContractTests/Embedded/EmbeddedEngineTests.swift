import EngineAPI
import EngineSim
import Foundation
import SimShell
import SourceText
import TestKit
import Testing

/// The embedded engine does what every engine does; it needs no daemon, so it is always there to be asked.
@Suite(.timeLimit(.minutes(2)))
struct EmbeddedEngineTests {
    @Test(arguments: EngineContract.parts.keys.sorted())
    func holdsTheContract(_ part: String) async throws {
        let engine = try Self.engine()
        let contract = EngineContract(engine: engine, image: "busybox")
        try await contract.prepare()
        try await EngineContract.parts[part]?(contract)
        // What a part made it took away again.
        var query = ContainerListQuery()
        query.all = true
        #expect(try await engine.listContainers(query).isEmpty)
        await engine.stop()
    }

    private static func engine() throws -> SimulatedEngine {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Resources/images")
        let bytes = Array(try Data(contentsOf: folder.appending(path: "busybox.yaml")))
        let images = ImageFile(SourceFile(name: "busybox.yaml", bytes: bytes)).images
        return SimulatedEngine(
            configuration: EngineConfiguration(
                catalog: ImageCatalog(images),
                programs: Coreutils.programs,
                time: EngineTime(ContinuousClock(), from: WallTime(nanoseconds: 1_800_000_000_000_000_000))
            )
        )
    }
}
