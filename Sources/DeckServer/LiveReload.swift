import Ports
import ServiceLifecycle
import SystemPackage

/// Follows the files for as long as the server runs, and ends the reload streams when it stops.
struct LiveReload: Service {
    let store: DeckStore
    let watcher: (any FileWatcher)?
    let root: FilePath
    let heartbeat: Duration
    let clock: any Clock<Duration>

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                if let watcher {
                    group.addTask {
                        // Which file changed doesn't matter: the store compares all stamps that matter to open pages.
                        for await _ in watcher.changes(below: root) { await store.filesChanged() }
                    }
                }
                group.addTask {
                    while (try? await clock.sleep(for: heartbeat)) != nil { await store.heartbeat() }
                }
            }
        }
        await store.stop()
    }
}
