import EngineAPI

/// The controllers of a cluster: everything that acts on objects by itself, but for running the pods.
///
/// Scheduler and controllers follow all objects through watches and write what they decide through the same API as
/// everybody else. Time is the clock's; nothing is polled.
///
///     let manager = ControllerManager(api: store, clock: clock, nodes: [NodeSettings()])
///     await manager.run()     // until its task is cancelled
public struct ControllerManager: Sendable {
    private let api: any ClusterAPI
    private let clock: any ClusterClock
    private let nodes: [NodeSettings]

    /// Controllers that also keep some nodes alive; none where kubelets speak for themselves.
    public init(api: any ClusterAPI, clock: any ClusterClock, nodes: [NodeSettings] = [NodeSettings()]) {
        self.api = api
        self.clock = clock
        self.nodes = nodes
    }

    /// Works until the task is cancelled.
    public func run() async { await run(beside: []) }

    /// Works together with other controllers.
    func run(beside others: [any Controller]) async {
        let shelves = Shelf.followed
        let (newTypes, announce) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let hub = ControllerHub(Self.controllers(nodes) + others, shelves: shelves, clock: clock) {
            announce.yield()
        }
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                for shelf in shelves {
                    group.addTask { await Informer(shelf: shelf, api: api, clock: clock, hub: hub).run() }
                }
                for (index, controller) in hub.controllers.enumerated() {
                    let runner = Self.runner(controller, api, clock, hub)
                    group.addTask { await runner.run(index) }
                }
                // Objects of custom types have owners and namespaces, too.
                var known = Set(shelves.map { $0.type.qualifiedName })
                for await _ in newTypes {
                    for type in await api.types()
                    where type.verbs.contains("watch")
                        && ResourceType.stored.first(where: { $0.qualifiedName == type.qualifiedName }) == nil
                        && known.insert(type.qualifiedName).inserted
                    {
                        let shelf = await hub.newShelf(type)
                        group.addTask { await Informer(shelf: shelf, api: api, clock: clock, hub: hub).run() }
                    }
                }
                await hub.stop()
            }
        } onCancel: {
            announce.finish()
        }
    }

    static func controllers(_ nodes: [NodeSettings]) -> [any Controller] {
        nodes.map { NodeKeeper(settings: $0) } + [
            NodeController(), NodeWelcome(), Scheduler(), ReplicaSetController.replicaSets,
            ReplicaSetController.replicationControllers, DeploymentController(),
            StatefulSetController(), DaemonSetController(), JobController(), CronJobController(),
            EndpointsController(serverAddress: nodes.first?.address), NamespaceController(),
            GarbageCollector(),
            ClaimController(), EphemeralClaimController(), VolumeController(), DisruptionController(),
            AutoscalerController(), TaintEviction(), OrphanedPods(),
        ]
    }

    static func runner(
        _ controller: any Controller,
        _ api: any ClusterAPI,
        _ clock: any ClusterClock,
        _ hub: ControllerHub
    ) -> DecisionRunner {
        let isScheduler = controller is Scheduler
        return DecisionRunner(
            api: api,
            hub: hub,
            recorder: EventRecorder(
                api: api,
                clock: clock,
                source: .init(controller.component, host: controller.host, hasEventTime: isScheduler)
            ),
            options: WriteOptions(controller.manager)
        )
    }
}

extension Shelf {
    /// The types whose objects the controllers know: all but events, which are too many and which nobody acts on.
    static var followed: [Shelf] { builtIn.filter { $0 != .events } }
}
