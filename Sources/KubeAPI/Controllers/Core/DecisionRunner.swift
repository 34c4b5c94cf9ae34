import EngineAPI

/// Carries decisions out: writes through the API, and tells the cache at once what came of it.
struct DecisionRunner: Sendable {
    let api: any ClusterAPI
    let hub: ControllerHub
    let recorder: EventRecorder
    let options: WriteOptions

    /// Looks at what a controller has to look at, until the end.
    func run(_ index: Int) async {
        while let look = await hub.next(index) { await carryOut(look, of: index) }
    }

    /// One look, to its end.
    func carryOut(_ look: ControllerHub.Look, of index: Int) async {
        var failure = await carryOut(look.decision.writes)
        var conclusion = await hub.conclude(index, look.key, failure: failure)
        if let again = await carryOut(conclusion.writes) { failure = failure ?? again }
        conclusion.look(at: look.decision.lookAgain)
        await hub.finish(index, look.key, hasFailed: failure != nil, lookAgain: conclusion.lookAgain)
    }

    private func carryOut(_ writes: [Write]) async -> StatusError? {
        for write in writes {
            do { try await carryOut(write) } catch { return error }
        }
        return nil
    }

    private func carryOut(_ write: Write) async throws(StatusError) {
        switch write {
        case .create(let shelf, let object, let telling): try await create(shelf, object, telling)
        case .createInBursts(let shelf, let objects, let telling):
            try await createInBursts(shelf, objects, telling)
        case .update(let shelf, let object, let telling):
            try await update(shelf, object, part: nil)
            if let note = telling?.done { await tell(note, object.name) }
        case .updatePart(let shelf, let object, let part): try await update(shelf, object, part: part)
        case .delete(let shelf, let key, let options, let telling):
            try await delete(shelf, key, options, telling)
        case .deleteAll(let type, let namespace): try await deleteAll(type, in: namespace)
        case .tell(let note): await recorder.record(note)
        case .collect(let shelf, let object, let missing): try await collect(shelf, object, missing)
        }
    }

    private func create(_ shelf: Shelf, _ object: KubeObject, _ telling: Telling?) async throws(StatusError) {
        do {
            let made = try await api.create(shelf.type, namespace: object.namespace, object, options)
            if shelf.index >= 0 { await hub.put(made, on: shelf) }
            if let note = telling?.done { await tell(note, made.name) }
        } catch {
            if let note = telling?.failed { await tell(note, object.name, error) }
            throw error
        }
    }

    private func createInBursts(
        _ shelf: Shelf,
        _ objects: [KubeObject],
        _ telling: Telling?
    ) async throws(StatusError) {
        var rest = objects[...]
        var size = 1
        while !rest.isEmpty {
            var failure: StatusError?
            for object in rest.prefix(size) {
                do { try await create(shelf, object, telling) } catch { failure = failure ?? error }
            }
            if let failure { throw failure }
            rest = rest.dropFirst(size)
            size *= 2
        }
    }

    func update(_ shelf: Shelf, _ object: KubeObject, part: String?) async throws(StatusError) {
        do {
            let stored = try await api.update(
                shelf.type,
                namespace: object.namespace,
                object,
                subresource: part,
                options
            )
            if stored.isFinished {
                // Its last finalizer went, and it went with it.
                await hub.remove(ObjectKey(stored), uid: stored.uid, on: shelf)
            } else {
                await hub.put(stored, on: shelf)
            }
        } catch  where error.code == 404 {
            // It went meanwhile; the watch tells it, or has told.
            return
        }
    }

    func delete(
        _ shelf: Shelf,
        _ key: ObjectKey,
        _ options: DeleteOptions,
        _ telling: Telling?
    ) async throws(StatusError) {
        let namespace = shelf.type.isNamespaced ? key.namespace : nil
        do {
            let left = try await api.delete(shelf.type, namespace: namespace, name: key.name, options)
            if let left {
                await hub.put(left, on: shelf)
            } else if let uid = options.uid {
                await hub.remove(key, uid: uid, on: shelf)
            }
            if let note = telling?.done { await tell(note, key.name) }
        } catch  where error.code == 404 {
            return
        } catch {
            if let note = telling?.failed { await tell(note, key.name, error) }
            throw error
        }
    }

    private func deleteAll(_ type: ResourceType, in namespace: String) async throws(StatusError) {
        for object in try await api.list(type, ObjectQuery(namespace: namespace)).items {
            do {
                _ = try await api.delete(
                    type,
                    namespace: namespace,
                    name: object.name,
                    DeleteOptions(uid: object.uid)
                )
            } catch  where error.code == 404 || error.code == 409 {
                continue
            }
        }
    }

    private func tell(_ note: EventNote, _ name: String, _ error: StatusError? = nil) async {
        var note = note
        note.message.replace("{name}", with: name)
        if let error { note.message.replace("{error}", with: error.message) }
        await recorder.record(note)
    }
}
