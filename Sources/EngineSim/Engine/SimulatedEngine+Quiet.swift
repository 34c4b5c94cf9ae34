extension SimulatedEngine {
    /// Nothing is started for so long once all is there that was to be.
    private static let pause = Duration.seconds(5)

    /// Takes note of a start, and tells of the quiet after it.
    func noteStart() {
        guard let onQuiet = configuration.onQuiet else { return }
        starts += 1
        guard !awaitsQuiet else { return }
        awaitsQuiet = true
        background { [weak self, time] in
            var seen: Int?
            while let starts = await self?.starts, starts != seen {
                seen = starts
                guard (try? await time.sleep(for: Self.pause)) != nil else { return }
            }
            await self?.endWait()
            onQuiet()
        }
    }

    private func endWait() { awaitsQuiet = false }
}
