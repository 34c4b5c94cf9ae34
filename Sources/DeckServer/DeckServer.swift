import Glibc
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import Ports
import ServiceLifecycle
package import SystemPackage
import UnixSignals

/// The web server of a folder of decks: pages, assets, and the streams that keep open pages up to date.
///
/// ```swift
/// let server = DeckServer(
///     .init(port: 3999), root: root.path, folder: RootedFolder(root), pages: pages, watcher: InotifyWatcher())
/// try await server.run { port in print("http://localhost:\(port)/") }
/// ```
/// It knows nothing of the format: pages come from a ``DeckPageSource``. It never writes a file and runs nothing.
package struct DeckServer: Sendable {
    /// Where to listen, and what for.
    package struct Configuration: Sendable {
        package var host: String
        /// The port; 0 takes a free one.
        package var port: Int
        package var start: StartPage
        /// Further names that the server may be asked by.
        package var names: Set<String>
        package var limits: ServerLimits
        /// Whether SIGINT and SIGTERM stop the server.
        package var stopsOnSignals: Bool

        package init(
            host: String = "127.0.0.1",
            port: Int,
            start: StartPage = .listing,
            names: Set<String> = [],
            limits: ServerLimits = ServerLimits(),
            stopsOnSignals: Bool = true
        ) {
            self.host = host
            self.port = port
            self.start = start
            self.names = names
            self.limits = limits
            self.stopsOnSignals = stopsOnSignals
        }
    }

    private let configuration: Configuration
    private let root: FilePath
    private let folder: any ServedFolder
    private let watcher: (any FileWatcher)?
    private let store: DeckStore
    private let clock: any Clock<Duration>
    private let logger: Logger

    /// Makes a server.
    ///
    /// The root is the folder as the watcher knows it, `folder` the same folder's files. Without a watcher open pages
    /// don't follow their files; a page that is loaded is never old, all the same.
    package init(
        _ configuration: Configuration,
        root: FilePath,
        folder: any ServedFolder,
        pages: any DeckPageSource,
        watcher: (any FileWatcher)?,
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "slidectl.serve") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.configuration = configuration
        self.root = root
        self.folder = folder
        self.watcher = watcher
        self.clock = clock
        self.logger = logger
        store = DeckStore(source: pages, folder: folder, maximumStreams: configuration.limits.streams)
    }

    /// Serves until the task is cancelled or a signal comes; answers under way are finished first, within a limit.
    ///
    /// Once connections are taken, `onListening` is told the port.
    ///
    /// - Throws: ``ServerError``, where it can't listen above all.
    @concurrent
    package func run(onListening: @escaping @Sendable (Int) async -> Void) async throws(ServerError) {
        var group = ServiceGroupConfiguration(
            services: [application(onListening), liveReload],
            gracefulShutdownSignals: configuration.stopsOnSignals ? [.sigint, .sigterm] : [],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = configuration.limits.stopTime
        let services = ServiceGroup(configuration: group)
        // Cancelling the services outright would drop connections that were accepted and not yet taken up, which
        // NIO answers with a trap. So the services run in a task of their own, which is asked to stop.
        let running = Task { try await services.run() }
        do {
            try await withTaskCancellationHandler {
                try await running.value
            } onCancel: {
                Task { await services.triggerGracefulShutdown() }
            }
        } catch is CancellationError {
            return
        } catch {
            throw translate(error)
        }
    }

    private var liveReload: LiveReload {
        LiveReload(
            store: store,
            watcher: watcher,
            root: root,
            heartbeat: configuration.limits.heartbeat,
            clock: clock
        )
    }

    private func application(
        _ onListening: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        let limits = configuration.limits
        let site = Site(
            start: configuration.start,
            hosts: HostCheck(listeningOn: configuration.host, names: configuration.names),
            folder: folder,
            store: store,
            compressed: CompressedAssets()
        )
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(limits: limits)],
            idleTimeout: TimeAmount(limits.idleTime),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headSize,
                maxHeaderListSize: limits.headSize,
                maxHeaderFieldCount: 100
            )
        )
        return Application(
            responder: SiteResponder(site: site),
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)
            ),
            onServerRunning: { [store] channel in
                await onListening(channel.localAddress?.port ?? 0)
                // The deck that was named is the one that will be asked for.
                if case .deck(let deck) = site.start { await store.prepare(.deck(deck)) }
            },
            logger: logger
        )
    }

    private func translate(_ error: any Error) -> ServerError {
        let (host, port) = (configuration.host, configuration.port)
        guard let error = error as? IOError else {
            let isUnknown = error is SocketAddressError || error is SocketAddressError.UnknownHost
            return isUnknown ? .noSuchAddress(host: host) : .failed("\(error)")
        }
        return switch error.errnoCode {
        case EADDRINUSE: .portInUse(host: host, port: port)
        case EACCES, EPERM: .notPermitted(host: host, port: port)
        case EADDRNOTAVAIL: .noSuchAddress(host: host)
        default: .failed(error.description)
        }
    }
}
