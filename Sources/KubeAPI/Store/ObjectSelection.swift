/// A query that was read: which objects of a type are meant.
struct ObjectSelection: Sendable {
    let namespace: String?
    private let labels: LabelSelector
    private let fields: FieldSelector

    /// - Throws: ``StatusError`` 400 where a selector can't be read.
    init(_ query: ObjectQuery, of type: ResourceType) throws(StatusError) {
        namespace = type.isNamespaced ? query.namespace : ""
        labels = try LabelSelectorParser.parse(query.labelSelector)
        fields = try FieldSelector(query.fieldSelector, for: type)
    }

    /// The name that every object meant must have; nil where the query doesn't say one.
    var name: String? {
        fields.requirements.first { $0.field == "metadata.name" && !$0.isNegated }?.value
    }

    func matches(_ object: KubeObject) -> Bool {
        (namespace == nil || (object.namespace ?? "") == namespace) && labels.matches(object)
            && fields.matches(object)
    }
}
