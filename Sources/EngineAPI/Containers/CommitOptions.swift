/// An image to make of a container.
public struct CommitOptions: Hashable, Sendable {
    public var container = ""
    public var repo = ""
    public var tag = ""
    public var comment = ""
    public var author = ""
    public var changes: [String] = []
    public var pause = true
    public var config: ContainerConfig?

    public init() {}

    public init(_ query: Query, body: [UInt8]) throws(EngineError) {
        container = query["container"] ?? ""
        repo = query["repo"] ?? ""
        tag = query["tag"] ?? ""
        comment = query["comment"] ?? ""
        author = query["author"] ?? ""
        changes = query.all("changes")
        pause = query["pause"] == nil || query.flag("pause")
        if !body.isEmpty, body != Array("null".utf8), body != Array("null\n".utf8) {
            do { config = try ContainerConfig(request: body) } catch { throw .malformed("\(error)") }
        }
    }

    public var query: Query {
        var query = Query()
        query.add("container", container)
        query.add("repo", repo.isEmpty ? nil : repo)
        query.add("tag", tag.isEmpty ? nil : tag)
        query.add("comment", comment.isEmpty ? nil : comment)
        query.add("author", author.isEmpty ? nil : author)
        for change in changes { query.add("changes", change) }
        query.add("pause", pause ? "1" : "0")
        return query
    }
}
