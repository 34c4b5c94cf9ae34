extension FieldDescriptions {
    /// What every object has, and fields that mean the same wherever they stand.
    static let common = """
        .metadata: The object's name, namespace, labels and what else every object has.
        .spec: The state that is wanted.
        .status: The state that was last seen; it is written by the cluster.
        .selector: Which objects are meant, by their labels.
        .template: The object that copies are made from.
        .conditions: What is known of the object's state, one entry a type.
        .message: A text for people that says more of the last change.
        .reason: A word in CamelCase for why the last change happened.
        .lastTransitionTime: When the condition last changed from one status to another.
        .observedGeneration: The generation of the object that the status was made from.
        .labels: Words by which objects are found and selected.
        .annotations: Notes for tools and people; nothing is selected by them.
        ObjectMeta: What every object that is stored has.
        ObjectMeta.name: The object's name, unique within its type and namespace.
        ObjectMeta.generateName: The beginning of a name; the server adds letters that make it unique.
        ObjectMeta.namespace: The space within which the name is unique; empty for objects of the whole cluster.
        ObjectMeta.uid: The object's identity over all time; a new object of the same name has another.
        ObjectMeta.resourceVersion: A word for the state of the object; it changes with each write.
        ObjectMeta.generation: A number that rises with each change of what is wanted.
        ObjectMeta.creationTimestamp: When the server stored the object first.
        ObjectMeta.deletionTimestamp: When the object is to be gone; set once its deletion has begun.
        ObjectMeta.deletionGracePeriodSeconds: How many seconds the object has to end in an orderly way.
        ObjectMeta.ownerReferences: The objects that this one belongs to; when all are gone, it goes too.
        ObjectMeta.finalizers: What must be done before the object can go; whoever has done it takes its word away.
        ObjectMeta.managedFields: Who has set which field, for server-side apply.
        LabelSelector: Which objects are meant: those that satisfy all of the requirements.
        LabelSelector.matchLabels: Labels that must be there with exactly these values.
        LabelSelector.matchExpressions: Requirements on labels, with operators.
        LabelSelectorRequirement.key: The label.
        LabelSelectorRequirement.operator: How the values are meant: In, NotIn, Exists or DoesNotExist.
        LabelSelectorRequirement.values: The values; none for Exists and DoesNotExist.
        OwnerReference: An object that another belongs to.
        OwnerReference.controller: Whether the owner is the one that controls the object.
        OwnerReference.blockOwnerDeletion: Whether a foreground deletion of the owner waits for this object.
        """
}
