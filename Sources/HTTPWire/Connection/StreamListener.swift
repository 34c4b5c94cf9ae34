import Glibc
import NIOCore
import NIOPosix

/// A TCP port that is listened on, for whoever speaks something else than HTTP.
///
/// ```swift
/// let listener = try await StreamListener.open(host: "127.0.0.1", port: 0) { connection in
///     try? await connection.write(Array("hello\n".utf8))
/// }
/// ```
public struct StreamListener: Sendable {
    /// The port's number.
    public let port: Int
    private let channel: any Channel
    private let task: Task<Void, Never>

    /// Listens, and hands each connection to a handler; what the handler leaves open is closed when it returns.
    ///
    /// Port 0 stands for any that is free.
    ///
    /// - Throws: ``StreamListenerError``.
    public static func open(
        host: String,
        port: Int,
        connections most: Int = 64,
        onConnection: @escaping @Sendable (WireConnection) async -> Void
    ) async throws(StreamListenerError) -> StreamListener {
        let server: NIOAsyncChannel<WireConnection, Never>
        do {
            server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 64)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.autoRead, value: false)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .bind(host: host, port: port) { WireConnection.make(on: $0) }
        } catch { throw StreamListenerError(error) }
        // Owned by the listener, which ends it in `close()`.
        let task = Task<Void, Never> {
            _ = try? await server.executeThenClose { connections in
                await withTaskGroup(of: Void.self) { group in
                    var open = 0
                    do {
                        for try await connection in connections {
                            while open >= most {
                                await group.next()
                                open -= 1
                            }
                            open += 1
                            group.addTask { await serve(connection, onConnection) }
                        }
                    } catch {
                        // The listening socket is gone; the connections end with the group.
                    }
                    group.cancelAll()
                }
            }
        }
        return StreamListener(
            port: server.channel.localAddress?.port ?? port,
            channel: server.channel,
            task: task
        )
    }

    private static func serve(
        _ connection: WireConnection,
        _ onConnection: @Sendable (WireConnection) async -> Void
    ) async {
        await withTaskCancellationHandler {
            await onConnection(connection)
            connection.close()
        } onCancel: {
            connection.close()
        }
    }

    /// Stops listening, drops the connections that are open, and returns when all of that is done.
    public func close() async {
        try? await channel.close()
        task.cancel()
        await task.value
    }
}

/// Why a port can't be listened on.
public enum StreamListenerError: Error, Hashable, Sendable {
    case addressInUse
    case notPermitted
    case addressNotAvailable

    init(_ error: any Error) {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: self = .addressInUse
        case EACCES, EPERM: self = .notPermitted
        default: self = .addressNotAvailable
        }
    }
}
