extension FieldDescriptions {
    /// Configuration and volumes.
    static let storage = """
        ConfigMap: Settings that pods read as variables or as files.
        ConfigMap.data: Texts by key.
        ConfigMap.binaryData: Bytes by key, in base 64.
        ConfigMap.immutable: Whether the content can't be changed any more.
        Secret: Like a config map, for what not everybody may read.
        Secret.data: Bytes by key, in base 64.
        Secret.stringData: Texts by key, which are stored in data; never shown.
        Secret.type: What the secret is for.
        Secret.immutable: Whether the content can't be changed any more.
        PersistentVolume: A piece of storage of the cluster.
        PersistentVolumeSpec.capacity: How much it holds.
        PersistentVolumeSpec.accessModes: How it can be mounted.
        PersistentVolumeSpec.claimRef: The claim that has it.
        PersistentVolumeSpec.storageClassName: The class that it belongs to.
        PersistentVolumeClaim: Somebody's wish for storage.
        PersistentVolumeClaimSpec.accessModes: How the storage is to be mounted.
        PersistentVolumeClaimSpec.resources: How much is needed.
        PersistentVolumeClaimSpec.storageClassName: The class of storage that is wanted.
        PersistentVolumeClaimSpec.volumeName: The volume that the claim has.
        StorageClass: A kind of storage, and who provides it.
        StorageClass.provisioner: Who makes volumes of the class.
        Volume: Something that the containers of a pod can mount.
        Volume.name: The volume's name within the pod.
        Volume.emptyDir: A folder that is empty at first and goes with the pod.
        Volume.configMap: The keys of a config map as files.
        Volume.secret: The keys of a secret as files.
        Volume.persistentVolumeClaim: The storage of a claim.
        Volume.hostPath: A path of the node.
        Volume.projected: Several sources in one folder.
        Volume.downwardAPI: Facts about the pod as files.
        """
}
