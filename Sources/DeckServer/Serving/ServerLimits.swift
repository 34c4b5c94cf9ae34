/// What the server bears.
package struct ServerLimits: Hashable, Sendable {
    /// How long a new connection may take to send its first request's head.
    package var headTime: Duration = .seconds(10)
    /// How long a connection may idle between requests.
    package var idleTime: Duration = .seconds(60)
    /// How long a client may read nothing of what it asked for.
    package var stallTime: Duration = .seconds(30)
    /// How long a client may take to close its side after we closed ours.
    package var lingerTime: Duration = .seconds(2)
    /// The largest head, in bytes.
    package var headSize = 16 * 1024
    /// How many connections are served at once; further ones wait.
    package var connections = 512
    /// How many of them may be reload streams.
    package var streams = 256
    /// How often a reload stream shows that it lives.
    package var heartbeat: Duration = .seconds(20)
    /// How long answers under way may take once the server is asked to stop.
    package var stopTime: Duration = .milliseconds(600)

    package init() {}
}
