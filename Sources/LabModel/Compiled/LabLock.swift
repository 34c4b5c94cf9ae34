import SourceText

/// What a lecture's labs were when they were last recorded, `NN-topic.lab.lock`: made by the program, kept beside the
/// lecture.
public struct LabLock: Hashable, Sendable {
    /// What a step printed, in two runs: lines of an expectation, with holes for what differed.
    public struct Output: Hashable, Sendable {
        /// The step's id.
        public var step: String
        public var output: [String]
        public var errorOutput: [String]

        public init(step: String, output: [String], errorOutput: [String]) {
            (self.step, self.output, self.errorOutput) = (step, output, errorOutput)
        }
    }

    /// One lab of it.
    public struct Entry: Hashable, Sendable {
        public var id: String
        /// The digest of what is run, in hexadecimal digits.
        public var work: String
        /// The digest of all that decides, hidden part included: it tells that something changed, and not what.
        public var whole: String
        /// The ids of the steps, in order: results are kept by them.
        public var steps: [String]
        /// The images that the lab uses, with the digest that each name had: `sha256:…`.
        public var images: [String: String]
        /// What the steps printed, by the kind of engine: `docker`, `podman`.
        public var outputs: [String: [Output]] = [:]

        public init(id: String, work: String, whole: String, steps: [String], images: [String: String] = [:])
        {
            (self.id, self.work, self.whole, self.steps, self.images) = (id, work, whole, steps, images)
        }
    }

    /// What the file says of its form.
    public static let version = "lab-lock/v1"

    /// The lecture's file name.
    public var lecture: String
    public var labs: [Entry]

    public init(lecture: String, labs: [Entry]) { (self.lecture, self.labs) = (lecture, labs) }

    /// Locks labs as they stand.
    ///
    /// - Parameters:
    ///   - labs: The labs, hidden part included.
    ///   - lecture: The lecture's file name.
    ///   - images: The digests of each lab's images, by the lab's id and the image's name.
    ///   - digest: SHA-256 of bytes.
    public init(
        _ labs: [Lab],
        of lecture: String,
        images: [String: [String: String]] = [:],
        digest: ([UInt8]) -> [UInt8]
    ) {
        self.lecture = lecture
        self.labs = labs.map { lab in
            let digests = CompiledLab(lab).digests(digest)
            return Entry(
                id: lab.id,
                work: digests.work,
                whole: digests.whole,
                steps: lab.steps.map(\.id),
                images: images[lab.id] ?? [:]
            )
        }
    }

    /// The labs that run something else than `earlier` says, or on other images; those that it doesn't know are not among
    /// them.
    ///
    /// - Returns: Their ids, in order.
    public func changed(since earlier: LabLock) -> [String] {
        labs.filter { now in
            earlier.labs.contains { $0.id == now.id && ($0.work != now.work || $0.images != now.images) }
        }
        .map(\.id)
    }

    /// The file's text: the same lock is the same text, byte for byte.
    public var text: String {
        let entries: [JSONValue] = labs.map { lab in
            .object([
                "id": .string(lab.id), "work": .string(lab.work), "whole": .string(lab.whole),
                "steps": .array(lab.steps.map { .string($0) }),
                "images": .object(
                    lab.images.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
                ),
                "outputs": .object(
                    lab.outputs.sorted { $0.key < $1.key }.map {
                        JSONValue.Member($0.key, .array($0.value.map(\.json)))
                    }
                ),
            ])
        }
        let lock = JSONValue.object([
            "slidectl": .string(Self.version), "lecture": .string(lecture), "labs": .array(entries),
        ])
        return lock.text(indented: true) + "\n"
    }
}

extension LabLock.Output {
    fileprivate var json: JSONValue {
        .object([
            "step": .string(step), "out": .array(output.map { .string($0) }),
            "err": .array(errorOutput.map { .string($0) }),
        ])
    }
}
