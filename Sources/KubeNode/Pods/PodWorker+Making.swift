import EngineAPI
import KubeAPI
import TarStream

/// From a description to a container that can be started.
extension PodWorker {
    /// Gets a container's image, however often that takes.
    func image(for container: ContainerSpec, _ tried: Latch) async throws -> ImagePuller.Image {
        var backoff = Backoff()
        var name = container.image
        while true {
            let container = spec.container(container.name) ?? container
            if container.image != name { (name, backoff) = (container.image, Backoff()) }
            guard let reference = ImageReference(name) else {
                await invalidImage(container)
                tried.open()
                try await nap(container.name, .seconds(3600))
                continue
            }
            let policy = PullPolicy(container, reference)
            if policy != .always, let image = await node.puller.local(name) {
                await node.events.tell(
                    pod,
                    container,
                    "Pulled",
                    "Container image \"\(name)\" already present on machine"
                )
                return image
            }
            try Task.checkCancellation()
            if policy == .never {
                let message = "Container image \"\(name)\" is not present with pull policy of Never"
                await node.events.tell(pod, container, .warning, "ErrImageNeverPull", message)
                await node.events.tell(pod, container, .warning, "Failed", "Error: ErrImageNeverPull")
                await wait(container, "ErrImageNeverPull", message)
                tried.open()
                try await nap(container.name, .seconds(10))
                continue
            }
            do { return try await pull(container, reference) } catch let failure as PullFailure {
                tried.open()
                backoff.tries(at: clock.now)
                let pause = backoff.pause(afterFailureAt: clock.now)
                try await pullFailed(container, failure, pause)
            }
        }
    }

    private func pull(
        _ container: ContainerSpec,
        _ reference: ImageReference
    ) async throws -> ImagePuller.Image {
        let name = container.image
        await node.events.tell(pod, container, "Pulling", "Pulling image \"\(name)\"")
        let (image, time) = try await node.puller.pull(name, reference)
        let took = GoText.duration(time)
        await node.events.tell(
            pod,
            container,
            "Pulled",
            "Successfully pulled image \"\(name)\" in \(took) (\(took) including waiting). "
                + "Image size: \(image.details.size) bytes."
        )
        return image
    }

    private func pullFailed(
        _ container: ContainerSpec,
        _ failure: PullFailure,
        _ pause: Duration
    ) async throws {
        let name = container.image
        let message = failure.message
        let began = clock.now
        await node.events.tell(
            pod,
            container,
            .warning,
            "Failed",
            "Failed to pull image \"\(name)\": \(message)"
        )
        await node.events.tell(pod, container, .warning, "Failed", "Error: ErrImagePull")
        await wait(container, "ErrImagePull", message)
        try await nap(container.name, min(node.settings.resync, pause))
        let backingOff = "Back-off pulling image \"\(name)\""
        await node.events.tell(pod, container, "BackOff", backingOff)
        await node.events.tell(pod, container, .warning, "Failed", "Error: ImagePullBackOff")
        await wait(container, "ImagePullBackOff", "\(backingOff): ErrImagePull: \(message)")
        try await nap(container.name, clock.now.duration(to: began.advanced(by: pause)))
    }

    private func invalidImage(_ container: ContainerSpec) async {
        let name = container.image
        let isUpper = name.contains(where: \.isUppercase)
        let why =
            isUpper
            ? "repository name (\(Self.repository(name))) must be lowercase" : ""
        let message =
            "Failed to apply default image tag \"\(name)\": couldn't parse image name \"\(name)\": "
            + "invalid reference format" + (why.isEmpty ? "" : ": \(why)")
        await node.events.tell(pod, container, .warning, "InspectFailed", message)
        await node.events.tell(pod, container, .warning, "Failed", "Error: InvalidImageName")
        await wait(container, "InvalidImageName", message)
    }

    private static func repository(_ name: String) -> String {
        let bare = name.split(separator: ":").first.map(String.init) ?? name
        return bare.contains("/") ? bare : "library/\(bare)"
    }

    // MARK: The container

    /// Gets a container's image and makes it, however often that takes; nil where its image is replaced meanwhile.
    ///
    /// - Returns: The container as it was made, and its id.
    func make(_ container: ContainerSpec, _ tried: Latch) async throws -> (ContainerSpec, String)? {
        let image = try await image(for: container, tried)
        // The image may be another by now.
        guard let container = spec.container(container.name), container.image == image.name,
            let id = try await make(container, image, tried)
        else { return nil }
        return (container, id)
    }

    /// Makes a container, however often that takes; nil where its image is replaced meanwhile.
    private func make(
        _ container: ContainerSpec,
        _ image: ImagePuller.Image,
        _ tried: Latch
    ) async throws -> String? {
        while spec.container(container.name)?.image == container.image {
            let reason: String
            let message: String
            do {
                return try await makeOnce(container, image)
            } catch let error as ConfigError {
                (reason, message) = ("CreateContainerConfigError", error.message)
            } catch let error as EngineError {
                try Task.checkCancellation()
                (reason, message) = ("CreateContainerError", error.message)
            }
            await node.events.tell(pod, container, .warning, "Failed", "Error: \(message)")
            await wait(container, reason, message)
            tried.open()
            try await nap(container.name, .seconds(10))
        }
        return nil
    }

    private func makeOnce(_ container: ContainerSpec, _ image: ImagePuller.Image) async throws -> String {
        guard let place, let volumes else { throw ConfigError("the pod has no network") }
        if let problem = Unmodelled.profileProblem(of: container, in: pod) {
            throw EngineError(.failed, problem)
        }
        var objects = try await gather(Environment.needs(container))
        objects.services = await services()
        let variables = try Environment(pod: pod, objects: objects, facts: facts).variables(container)
        let plan = try ContainerPlan(
            pod: pod,
            container: container,
            variables: variables,
            volumes: volumes,
            contents: contents,
            imageUser: image.details.config?.user ?? ""
        )
        var found = runs[container.name] ?? Runs()
        var creation = try plan.creation(
            name: containerName(container, found.made),
            labels: node.labels(pod, container: container.name)
        )
        node.places.set(&creation, in: place)
        if let target = container.json["targetContainerName"]?.text, let seen = runs[target]?.current {
            creation.hostConfig.pidMode = "container:\(seen)"
        }
        let id = try await node.engine.createContainer(creation).id
        if !plan.files.isEmpty {
            let now = clock.now.nanoseconds / 1_000_000_000
            let files = plan.files.map { file in
                var file = file
                file.modified = now
                return file
            }
            do {
                try await node.engine.writeArchive(
                    id,
                    ArchiveTarget(path: "/", copiesOwner: true),
                    ByteStream([try TarWriter.archive(files)])
                )
            } catch {
                try? await node.engine.removeContainer(id, RemoveOptions(force: true, volumes: true))
                throw error
            }
        }
        let old = found.previous
        (found.previous, found.current) = (found.current, id)
        found.made += 1
        runs[container.name] = found
        if let old { try? await node.engine.removeContainer(old, RemoveOptions(force: true, volumes: true)) }
        set(container) {
            if let end = $0.termination { $0.last = end }
            $0.restartCount = found.made - 1
            $0.containerID = "\(node.settings.runtime)://\(id)"
            ($0.image, $0.imageID) = (image.fullName, image.id)
        }
        await node.events.tell(pod, container, "Created", "Created container: \(container.name)")
        return id
    }

    /// The services that containers are told of.
    private func services() async -> [KubeObject] {
        let own = try? await node.api.list(.services, ObjectQuery(namespace: pod.namespace)).items
        guard pod.namespace != "default" else { return own ?? [] }
        let master = try? await node.api.get(.services, namespace: "default", name: "kubernetes")
        return (own ?? []) + (master.map { [$0] } ?? [])
    }

    private func containerName(_ container: ContainerSpec, _ number: Int) -> String {
        let prefix = node.settings.prefix
        let full =
            "\(prefix)\(container.name)_\(pod.name)_\(pod.namespace ?? "default")_\(pod.uid)_\(number)"
        return full.utf8.count <= 180 ? full : "\(prefix)\(container.name)_\(pod.uid)_\(number)"
    }
}
