/// `/etc/hosts` as a kubelet writes it for the containers of a pod.
enum HostsFile {
    private static let head = """
        # Kubernetes-managed hosts file.
        127.0.0.1\tlocalhost
        ::1\tlocalhost ip6-localhost ip6-loopback
        fe00::0\tip6-localnet
        fe00::0\tip6-mcastprefix
        fe00::1\tip6-allnodes
        fe00::2\tip6-allrouters

        """

    static func text(_ request: PlaceRequest, address: String) -> String {
        let names = (request.fullName.map { [$0] } ?? []) + [request.hostName]
        var text = head + line(address, names)
        guard !request.aliases.isEmpty else { return text }
        text += "\n# Entries added by HostAliases.\n"
        for alias in request.aliases { text += line(alias.address, alias.names) }
        return text
    }

    private static func line(_ address: String, _ names: [String]) -> String {
        ([address] + names).joined(separator: "\t") + "\n"
    }
}
