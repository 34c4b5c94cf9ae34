import EngineAPI

extension StoreState {
    /// What every cluster has from the start.
    mutating func insertInitialObjects() {
        for name in ["default", "kube-node-lease", "kube-public", "kube-system"] {
            let namespace = KubeObject(.object([.object("metadata", [.string("name", name)])]))
            _ = try? create(.namespaces, nil, namespace, WriteOptions(Self.ownManager))
        }
        insertServerService()
        for (name, value) in SystemPriorities.all.sorted(by: { $0.key < $1.key }) {
            let priority = KubeObject(
                .object([
                    .object("metadata", [.string("name", name)]), .int("value", value),
                    .string("description", SystemPriorities.descriptions[name] ?? ""),
                ])
            )
            _ = try? create(.priorityClasses, nil, priority, WriteOptions(Self.ownManager))
        }
        insertRoles()
        insertNameService()
    }

    /// The service whose address pods ask for names.
    ///
    /// Nobody is behind it here: the pods' network answers by itself.
    private mutating func insertNameService() {
        let ports: [(name: String, wire: String, number: Int)] = [
            ("dns", "UDP", 53), ("dns-tcp", "TCP", 53), ("metrics", "TCP", 9153),
        ]
        let service = KubeObject(
            .of([
                "metadata": .of([
                    "name": "kube-dns".json,
                    "annotations": ["prometheus.io/port": "9153", "prometheus.io/scrape": "true"].json,
                    "labels": [
                        "k8s-app": "kube-dns", "kubernetes.io/cluster-service": "true",
                        "kubernetes.io/name": "CoreDNS",
                    ].json,
                ]),
                "spec": .of([
                    "clusterIP": "\(settings.serviceNetwork).0.10".json,
                    "ports": .array(
                        ports.map { name, wire, number in
                            .of([
                                "name": name.json, "port": number.json, "protocol": wire.json,
                                "targetPort": number.json,
                            ])
                        }
                    ),
                    "selector": ["k8s-app": "kube-dns"].json,
                ]),
            ])
        )
        _ = try? create(.services, "kube-system", service, WriteOptions(Self.ownManager))
    }

    /// The roles that every cluster has, and whose the first of them is.
    private mutating func insertRoles() {
        for name in BuiltInRoles.names {
            _ = try? create(.clusterRoles, nil, BuiltInRoles.role(name), WriteOptions(Self.ownManager))
        }
        let binding = BuiltInRoles.administrators
        _ = try? create(.clusterRoleBindings, nil, binding, WriteOptions(Self.ownManager))
    }

    /// Puts back at once what a server can't be without: pods find it by their variables.
    mutating func restore(_ type: ResourceType, _ gone: KubeObject) {
        guard type.qualifiedName == "services", gone.namespace == "default", gone.name == "kubernetes" else {
            return
        }
        insertServerService()
    }

    /// The service by which pods reach the API server.
    private mutating func insertServerService() {
        let spec: [JSON.Member] = [
            .string("clusterIP", settings.serviceNetwork + ".0.1"),
            .array(
                "ports",
                [
                    .object([
                        .string("name", "https"), .string("protocol", "TCP"), .int("port", 443),
                        .int("targetPort", settings.serverPort),
                    ])
                ]
            ),
        ]
        let service = KubeObject(
            .object([
                .object(
                    "metadata",
                    [
                        .string("name", "kubernetes"),
                        .object(
                            "labels",
                            [.string("component", "apiserver"), .string("provider", "kubernetes")]
                        ),
                    ]
                ),
                .object("spec", spec),
            ])
        )
        _ = try? create(.services, "default", service, WriteOptions(Self.ownManager))
    }

    /// What every namespace has: its default account and the certificate that pods check the server by.
    mutating func furnish(_ namespace: String) {
        let account = KubeObject(.object([.object("metadata", [.string("name", "default")])]))
        _ = try? create(.serviceAccounts, namespace, account, WriteOptions("kube-controller-manager"))
        let certificate = KubeObject(
            .object([
                .object(
                    "metadata",
                    [
                        .string("name", "kube-root-ca.crt"),
                        .object(
                            "annotations",
                            [
                                .string(
                                    "kubernetes.io/description",
                                    "Contains a CA bundle that can be used to verify the API server."
                                )
                            ]
                        ),
                    ]
                ), .object("data", [.string("ca.crt", settings.rootCertificate)]),
            ])
        )
        _ = try? create(.configMaps, namespace, certificate, WriteOptions("kube-controller-manager"))
    }
}
