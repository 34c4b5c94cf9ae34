extension FieldDescriptions {
    /// Pods and their containers.
    static let pods = """
        Pod: Containers that run together on one node and share an address and volumes.
        PodSpec: What a pod is to run, and how.
        PodSpec.containers: The programs of the pod; at least one, and fixed once the pod is there.
        PodSpec.initContainers: Containers that run one after the other before the others start.
        PodSpec.ephemeralContainers: Containers that were added for looking at a pod that runs.
        PodSpec.volumes: What containers can mount.
        PodSpec.restartPolicy: Whether containers that end are started again.
        PodSpec.terminationGracePeriodSeconds: How many seconds the containers have to end before they are killed.
        PodSpec.activeDeadlineSeconds: How many seconds the pod may be active before it is ended.
        PodSpec.nodeSelector: Labels that the node must have.
        PodSpec.nodeName: The node that the pod is on; set by the scheduler.
        PodSpec.serviceAccountName: As whom the pod speaks to the API server.
        PodSpec.serviceAccount: The old name of serviceAccountName.
        PodSpec.affinity: Which nodes and which neighbours the pod wants or shuns.
        PodSpec.tolerations: The taints of nodes that the pod bears.
        PodSpec.imagePullSecrets: Secrets with the credentials of registries.
        PodSpec.hostNetwork: Whether the pod uses the network of its node.
        PodSpec.hostname: The host name within the pod; the pod's name where nothing is said.
        PodSpec.subdomain: The name below which the host name is found by DNS.
        PodSpec.dnsPolicy: How names are looked up in the pod.
        PodSpec.priorityClassName: The class that says how important the pod is.
        PodSpec.securityContext: Users, groups and rights for all containers of the pod.
        PodSpec.topologySpreadConstraints: How the pods of a group are spread over nodes and zones.
        PodTemplateSpec: What pods that are made from it look like.
        PodStatus: What is known of a pod.
        PodStatus.phase: Where the pod is in its life, in one word.
        PodStatus.podIP: The pod's address within the cluster.
        PodStatus.hostIP: The address of the pod's node.
        PodStatus.qosClass: How readily the pod is ended when its node runs out of something.
        PodStatus.containerStatuses: What is known of each container.
        PodStatus.startTime: When the node took the pod in.
        Container: A program in an image, and how it is run.
        Container.name: The container's name, unique within the pod.
        Container.image: The image, as registries name it.
        Container.imagePullPolicy: When the image is fetched: always, only if it isn't there, or never.
        Container.command: The program, in the place of the image's entry point; not run by a shell.
        Container.args: The arguments, in the place of the image's command.
        Container.workingDir: The folder in which the program starts.
        Container.ports: The ports that the program listens on; they are notes, nothing is closed without them.
        Container.env: The environment variables that are set.
        Container.envFrom: Config maps and secrets whose keys all become environment variables.
        Container.resources: How much the container needs, and how much it may use.
        Container.volumeMounts: Where the pod's volumes appear in the container.
        Container.livenessProbe: How it is found out that the container must be restarted.
        Container.readinessProbe: How it is found out that the container can take requests.
        Container.startupProbe: How it is found out that the container has started; the other probes wait for it.
        Container.lifecycle: What is done right after the start and before the end.
        Container.securityContext: Users, groups and rights of the container.
        Container.stdin: Whether the container keeps its standard input open.
        Container.tty: Whether the container has a terminal.
        ContainerPort.containerPort: The port's number, 1 to 65535.
        ContainerPort.name: A name by which services can refer to the port.
        ContainerPort.hostPort: The node's port that leads here.
        EnvVar: A variable of a container's environment.
        EnvVar.name: The variable's name.
        EnvVar.value: Its value; $(NAME) stands for another variable.
        EnvVar.valueFrom: Where the value comes from, in the place of a fixed one.
        ResourceRequirements.limits: The most that the container may use.
        ResourceRequirements.requests: What the scheduler keeps free for the container.
        Probe: A check of a container that is made again and again.
        Probe.exec: A command whose exit code is 0 when all is well.
        Probe.httpGet: A request whose answer is between 200 and 399 when all is well.
        Probe.tcpSocket: A port that can be connected to when all is well.
        Probe.initialDelaySeconds: How many seconds after the start the first check is made.
        Probe.periodSeconds: How many seconds lie between checks.
        Probe.timeoutSeconds: How many seconds a check may take.
        Probe.failureThreshold: How many checks in a row must fail before something is done.
        Probe.successThreshold: How many checks in a row must succeed after a failure.
        VolumeMount.mountPath: Where the volume appears in the container.
        VolumeMount.name: The volume's name.
        VolumeMount.readOnly: Whether the container can't write to it.
        VolumeMount.subPath: A folder or a file within the volume that is mounted in its place.
        Toleration: A taint that a pod bears.
        """
}
