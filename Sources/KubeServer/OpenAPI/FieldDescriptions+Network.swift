extension FieldDescriptions {
    /// Services and what stands around them.
    static let network = """
        Service: A lasting name and address for the pods that a selector finds.
        ServiceSpec: How a service is reached, and what it leads to.
        ServiceSpec.selector: The labels of the pods that requests go to.
        ServiceSpec.ports: The ports that the service listens on.
        ServiceSpec.type: From where the service can be reached.
        ServiceSpec.clusterIP: The address within the cluster; None for a service that only has names.
        ServiceSpec.externalName: The name that DNS answers with, for the type ExternalName.
        ServiceSpec.externalIPs: Addresses outside of the cluster that lead here too.
        ServiceSpec.sessionAffinity: Whether a client always comes to the same pod.
        ServiceSpec.publishNotReadyAddresses: Whether pods that aren't ready are listed as well.
        ServicePort.port: The port of the service.
        ServicePort.targetPort: The port of the pods, by number or by name; the same where nothing is said.
        ServicePort.nodePort: The port on each node, 30000 to 32767.
        ServicePort.name: The port's name; needed where there are several.
        Endpoints: The addresses that a service leads to.
        EndpointSlice: A part of the addresses that a service leads to.
        Ingress: Rules by which requests from outside are sent to services.
        IngressSpec.rules: Which host and path leads to which service.
        IngressSpec.ingressClassName: Which controller acts on it.
        IngressSpec.defaultBackend: Where requests go that no rule matches.
        IngressSpec.tls: Which hosts are served with which certificate.
        NetworkPolicy: Who may speak to the pods that are selected, and to whom they may speak.
        NetworkPolicySpec.podSelector: The pods that the policy is for.
        NetworkPolicySpec.ingress: Who may speak to them.
        NetworkPolicySpec.egress: To whom they may speak.
        NetworkPolicySpec.policyTypes: Which of both directions the policy limits.
        """
}
