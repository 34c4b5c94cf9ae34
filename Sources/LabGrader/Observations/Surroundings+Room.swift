extension Surroundings {
    /// Looks around in a room.
    ///
    /// - Returns: Nil where the engine doesn't answer.
    public static func of(_ room: any LabRoom) async -> Surroundings? {
        await Observer(room: room).surroundings()
    }
}
