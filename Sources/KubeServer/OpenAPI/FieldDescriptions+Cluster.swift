extension FieldDescriptions {
    /// The cluster itself, and who may do what in it.
    static let cluster = """
        Namespace: A room for names: objects in different namespaces can have the same name.
        NamespaceStatus.phase: Whether the namespace is in use or on its way out.
        Node: A machine that pods run on.
        NodeSpec.unschedulable: Whether no new pods come here.
        NodeSpec.taints: What keeps pods away that don't bear it.
        NodeStatus.capacity: What the node has.
        NodeStatus.allocatable: What of it is there for pods.
        NodeStatus.addresses: The node's addresses and names.
        NodeStatus.nodeInfo: The versions of what runs on the node.
        Taint: Something that keeps pods away from a node.
        Event: Something that happened to an object.
        Event.involvedObject: The object that it happened to.
        Event.count: How often it happened.
        Event.type: Normal, or Warning.
        ServiceAccount: A name under which pods speak to the API server.
        ResourceQuota: How much a namespace may use.
        ResourceQuotaSpec.hard: The most of each thing.
        LimitRange: The bounds and defaults of single pods and containers in a namespace.
        LimitRangeSpec.limits: The bounds, one entry a kind of object.
        Role: Rights within a namespace.
        Role.rules: What is allowed.
        ClusterRole: Rights in the whole cluster, or in a namespace where a role binding says so.
        ClusterRole.rules: What is allowed.
        RoleBinding: Who has the rights of a role in a namespace.
        RoleBinding.subjects: Who has them.
        RoleBinding.roleRef: The role.
        ClusterRoleBinding: Who has the rights of a role in the whole cluster.
        ClusterRoleBinding.subjects: Who has them.
        ClusterRoleBinding.roleRef: The role.
        PolicyRule.verbs: What may be done: get, list, watch, create, update, patch, delete, or * for all.
        PolicyRule.apiGroups: In which groups; an empty name is the core group.
        PolicyRule.resources: With which types; type/part for a subresource.
        PolicyRule.resourceNames: With which objects only; all where nothing is said.
        Lease: A sign that somebody is there, renewed again and again.
        PriorityClass: How important pods are that have it.
        """
}
