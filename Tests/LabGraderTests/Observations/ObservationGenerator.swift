import EngineAPI
import TestKit

@testable import LabGrader

/// Makes observations of all kinds with values of all kinds.
struct ObservationGenerator {
    var random: SeededGenerator

    mutating func observation() -> Observation {
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return .absent
        case 1: return .container(container())
        case 2: return .image(image())
        case 3:
            return .volume(
                VolumeSight().with { [labels = labels(), driver = text()] in
                    ($0.driver, $0.labels) = (driver, labels)
                }
            )
        case 4:
            let (driver, labels, members, isInternal) = (text(), labels(), texts(), random.chance(50))
            return .network(
                NetworkSight().with {
                    ($0.driver, $0.labels, $0.containers, $0.isInternal) = (
                        driver, labels, members, isInternal
                    )
                }
            )
        case 5: return .compose([compose(), compose()])
        case 6:
            let (state, answer, publisher) = (text(), text(), container())
            return .connection(
                ConnectionSight().with {
                    ($0.state, $0.answers, $0.publishers) = (state, ["http": answer], [publisher])
                }
            )
        case 7:
            let responses = [response(), response()]
            return .responses(ResponsesSight().with { $0.responses = responses })
        case 8:
            let (kind, size, body) = (
                maybe(text()), number(), maybe(TextSight(text(), isWhole: random.chance(50)))
            )
            return .file(FileSight().with { ($0.otherKind, $0.size, $0.text) = (kind, size, body) })
        case 9: return .modelled(texts())
        case 10:
            let (name, pods, addresses) = (text(), [pod()], maybe(texts()))
            return .object(
                ObjectSight().with {
                    $0.object = .object([.init("metadata", .object([.init("name", .string(name))]))])
                    ($0.pods, $0.endpoints) = (pods, addresses)
                }
            )
        case 11: return .pods([pod(), pod()])
        case 12:
            let texts = (text(), text(), text(), text())
            return .events([
                EventSight().with { ($0.type, $0.reason, $0.object, $0.message) = texts }
            ])
        default: return .unsupported(text())
        }
    }

    mutating func evidence() -> CheckEvidence {
        var evidence = CheckEvidence()
        var last = observation()
        for index in 0..<Int.random(in: 0..<6, using: &random) {
            if random.chance(60) { last = observation() }
            evidence.observations.append(
                RecordedObservation(
                    asked: index * 100,
                    answered: index * 100 + number() % 50,
                    isBusy: random.chance(20),
                    random.chance(30) ? .failed(text()) : .seen(last)
                )
            )
        }
        if random.chance(50) {
            let (found, names) = (container(), texts())
            evidence.surroundings = Surroundings().with {
                ($0.containers, $0.images, $0.volumes) = ([found], names, names)
            }
        }
        return evidence
    }

    private mutating func pod() -> PodSight {
        var sight = PodSight()
        (sight.name, sight.phase, sight.reason, sight.message) = (text(), text(), text(), text())
        (sight.images, sight.readyContainers, sight.restarts) = (texts(), number(), number())
        (sight.isEnding, sight.isSettled) = (random.chance(30), random.chance(30))
        return sight
    }

    private mutating func container() -> ContainerSight {
        var sight = ContainerSight()
        (sight.id, sight.name, sight.networks) = (text(), text(), texts())
        (sight.state.status, sight.state.exitCode, sight.state.error) = (text(), number(), text())
        (sight.state.health, sight.state.probeOutput, sight.state.restarts) = (
            maybe(text()), maybe(text()), number()
        )
        sight.setup.environment = texts()
        sight.setup.imageNames = maybe(texts())
        sight.setup.labels = labels()
        sight.setup.mounts = [MountSight()]
        sight.setup.bindings = ["80/tcp": texts()]
        sight.setup.memory = number()
        sight.setup.isPrivileged = random.chance(50)
        sight.ports = ["80/tcp": [], "81/udp": texts()]
        sight.logs = maybe(TextSight(text(), isWhole: random.chance(50)))
        return sight
    }

    private mutating func image() -> ImageSight {
        var sight = ImageSight()
        (sight.id, sight.names, sight.size, sight.layers) = (text(), texts(), number(), texts())
        (sight.history, sight.bases) = (maybe(texts()), [text(): texts()])
        let (exists, mode) = (random.chance(50), number())
        sight.files = [text(): ImageFileSight().with { ($0.exists, $0.mode) = (exists, mode) }]
        return sight
    }

    private mutating func compose() -> ComposeSight {
        var sight = ComposeSight()
        (sight.service, sight.container, sight.startedAt) = (text(), container(), text())
        sight.dependencies = maybe(texts())
        return sight
    }

    private mutating func response() -> ResponseSight {
        var sight = ResponseSight()
        (sight.problem, sight.status, sight.body) = (maybe(text()), number(), maybe(TextSight(text())))
        let (name, value) = (text(), text())
        sight.headers = [HeaderSight().with { ($0.name, $0.value) = (name, value) }]
        return sight
    }

    private mutating func maybe<Value>(_ value: Value) -> Value? { random.chance(50) ? value : nil }

    private mutating func number() -> Int { random.pick([0, 1, -1, 4096, .max, .min]) & Int.max }

    private mutating func texts() -> [String] {
        (0..<Int.random(in: 0..<3, using: &random)).map { _ in text() }
    }

    private mutating func labels() -> [String: String] {
        random.chance(50) ? [text(): text(), "b": text()] : [:]
    }

    private mutating func text() -> String {
        let letters: [Character] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\u{1B}", "\0", "ä", "日", "🐳", "<", "&", "\u{2028}",
            "{",
        ]
        return String((0..<Int.random(in: 0..<8, using: &random)).map { _ in random.pick(letters) })
    }
}
