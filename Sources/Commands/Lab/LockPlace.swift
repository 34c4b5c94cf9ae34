import Crypto
import Host
import LabGrader
import LabModel
import LabSyntax
import Ports
import SourceText
import Synchronization
import SystemPackage

/// Where a lecture's lock stands: beside it.
struct LockPlace {
    let path: FilePath
    private let lecture: String

    init(of lecture: FilePath) {
        let path = WorkingFolder.absolute(lecture)
        self.lecture = path.lastComponent?.string ?? ""
        self.path = path.removingLastComponent().appending("\(path.stem ?? "").lab.lock")
    }

    /// The lock of labs as they are now; what was recorded before is kept.
    func lock(of labs: [Lab]) -> LabLock {
        guard var lock = read() else { return LabLock(labs, of: lecture, digest: LabLock.sha256) }
        lock.renew(labs)
        return lock
    }

    /// The lock as it was written last; nil where there is none.
    func read() -> LabLock? {
        guard let bytes = try? LiveFileReader().read(path) else { return nil }
        return LabLock(reading: SourceFile(name: path.string, bytes: bytes))
    }

    /// What was recorded of labs that are what they were then; of the others it is said on standard error that they aren't.
    func recordings(of labs: [Lab]) -> LabLock? {
        guard var before = read() else { return nil }
        for id in lock(of: labs).changed(since: before) {
            let advice = "its outputs aren't compared, `slidectl lab record` records it anew"
            StandardStream.error.write("slidectl: note: \(id) has changed since it was recorded; \(advice)\n")
            before.labs.removeAll { $0.id == id }
        }
        return before
    }

    func write(_ lock: LabLock) throws(CommandFailure) {
        try OutputFile.write(Array(lock.text.utf8), to: path)
    }
}

extension LabLock {
    fileprivate static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// What a lab's steps printed on an engine when it was recorded last.
    func outputs(of lab: String, on engine: String) -> [Output] {
        labs.first { $0.id == lab }?.outputs[engine] ?? []
    }

    /// Keeps the digests of the images that a lab was run with.
    mutating func keep(images: [String: String], of lab: Lab) {
        guard let index = labs.firstIndex(where: { $0.id == lab.id }) else { return }
        labs[index].images = images
    }

    /// Keeps what was recorded of a lab; of a step that wasn't run, what was recorded before.
    mutating func keep(_ recording: LabRecording, of lab: Lab, on engine: String) {
        guard let index = labs.firstIndex(where: { $0.id == lab.id }) else { return }
        let earlier = labs[index].outputs[engine] ?? []
        labs[index].outputs[engine] = lab.steps.compactMap { step in
            guard let found = recording.steps.first(where: { $0.id == step.id }) else {
                return earlier.first { $0.step == step.id }
            }
            return Output(
                step: step.id,
                output: found.output ?? ["..."],
                errorOutput: found.errorOutput ?? ["..."]
            )
        }
    }

    /// Names the labs as they are now, with what was recorded.
    mutating func renew(_ labs: [Lab]) {
        var renewed = LabLock(labs, of: lecture, digest: Self.sha256)
        for index in renewed.labs.indices {
            guard let old = self.labs.first(where: { $0.id == renewed.labs[index].id }) else { continue }
            renewed.labs[index].images = old.images
            renewed.labs[index].outputs = old.outputs
        }
        self = renewed
    }
}

/// The kind of engine that a session was opened on: `docker`, `podman`.
final class EngineKind: Sendable {
    private let state = Mutex("")

    /// The kind in a name that a session tells, such as `docker 28.5.2`.
    static func kind(of name: String) -> String { name.split(separator: " ").first.map(String.init) ?? "" }

    /// Takes the name that a session tells.
    func note(_ name: String) { state.withLock { $0 = Self.kind(of: name) } }

    var name: String { state.withLock { $0 } }
}
