public import EngineAPI
import TarStream

extension EngineGate {
    private static let largestDockerfile = 1 << 20

    /// Builds an image: the Dockerfile is judged and written anew, the context goes through our reader of archives.
    public func build(_ options: BuildOptions, _ context: ByteStream) async throws -> ProgressStream {
        var judged = try BuildPolicy.judge(options, settings)
        judged.tags = try options.tags.map {
            names.engineImage(try Self.reference(repo: $0, tag: "")).description
        }
        if judged.networkMode != "none" { judged.networkMode = try await defaultNetwork() }
        judged.pull = false
        let plan = BuildPlan(asked: options, session: session)
        judged.dockerfile = plan.hiddenName
        let upstream = judged
        var endLimiting: @Sendable () -> Void = {}
        try await counters.takeInTurn(.builds, atMost: 2)
        do {
            try await checkImageRoom()
            endLimiting = try await limitingProcesses()
            let stream = try await asking { try await engine.build(upstream, rebuilt(context, plan)) }
            let shown = told(stream.compactMap { plan.shown($0) })
            return shown.limited(
                to: .seconds(settings.quotas.buildSeconds),
                saying:
                    "slidectl: the build took longer than \(settings.quotas.buildSeconds) s and was stopped"
            ).onEnd { [counters, endLimiting] in
                endLimiting()
                counters.give(.builds)
            }
        } catch {
            endLimiting()
            counters.give(.builds)
            throw (error as? EngineError).map(plan.told) ?? error
        }
    }

    /// The context with the Dockerfile that we made; it comes last, when the student's own and the list have been read.
    private func rebuilt(_ context: ByteStream, _ plan: BuildPlan) -> ByteStream {
        let rules = uploadRules { rules in
            rules.allowsCompression = true
            rules.mostUnfolded = settings.quotas.disk
            rules.staysOpen = true
            rules.decide = { entry in
                try Self.refuseSpecial(entry)
                if plan.isInTheWay(entry) { return .drop }
                let isDockerfile = entry.path == plan.dockerfile || entry.kind == .hardLink(plan.dockerfile)
                let isHeldBack = isDockerfile || entry.path == ".dockerignore"
                return isHeldBack ? .take(limit: Self.largestDockerfile) : .keep
            }
            rules.captured = { plan.found($0, $1) }
        }
        let files = TarFilter.apply(rules, to: context)
        return ByteStream(cancel: { files.cancel() }) { [self] in
            if let piece = try await files.next() { return piece }
            guard plan.isFirstEnd() else { return nil }
            return try TarWriter.archive(plan.files(try await judgedDockerfile(plan)))
        }
    }

    /// The student's Dockerfile with the engine's names in it.
    private func judgedDockerfile(_ plan: BuildPlan) async throws -> [UInt8] {
        guard let bytes = plan.dockerfileBytes else {
            throw EngineError(.failed, "Cannot locate specified Dockerfile: \(plan.asked.dockerfile)")
        }
        let rewrite = try DockerfileRewrite(
            bytes,
            plan.asked,
            session,
            try await engine.ping().apiVersion,
            allowsHeredocs: settings.allowsHeredocs
        )
        var engineNames: [String: String] = [:]
        var configs: [String: ContainerConfig?] = [:]
        for name in rewrite.images {
            let image = try await baseImage(name, pulls: plan.asked.pull, platform: plan.asked.platform)
            try DockerfileRewrite.checkTriggers(
                image.details.config?.onBuild ?? [],
                allowsHeredocs: settings.allowsHeredocs
            )
            engineNames[name] = image.engineName
            configs[name] = image.details.config
        }
        try rewrite.checkFolders(configs)
        let result = try rewrite.apply(engineNames)
        plan.expect(rewrite, originals: rewrite.originals(engineNames))
        return result
    }

    /// An image that a build starts from; fetched where the session hasn't got it, as the builder would.
    private func baseImage(_ name: String, pulls: Bool, platform: String) async throws -> ResolvedImage {
        if !pulls, let found = try? await resolveImage(name) { return found }
        guard let reference = ImageReference(name)?.tagged else {
            throw EngineError.malformed("invalid reference format")
        }
        do {
            var options = PullOptions()
            options.image = reference.familiarName
            options.tag = reference.digest ?? reference.tag ?? "latest"
            options.platform = platform.isEmpty ? nil : platform
            let progress = try await pullImage(options)
            while let message = try await progress.next() {
                if let problem = message.error { throw EngineError(.notFound, problem) }
            }
        } catch {
            // What was built or loaded here can't be fetched, and needs not be.
            guard let found = try? await resolveImage(name) else { throw error }
            return found
        }
        return try await resolveImage(name)
    }

    /// The cache of builds is shared by all sessions: there is nothing of one's own to clear.
    public func pruneBuilds(_ filters: Filters, all: Bool) async throws -> BuildPruneReport {
        BuildPruneReport()
    }
}
