import SimShell
import Testing

/// The same scripts, by BusyBox's shell and by ours.
@Suite(.serialized)
struct DifferentialTests {
    @Test func hasEnoughScripts() { #expect(Scripts.all.count >= 200) }

    @Test(
        .enabled(
            if: RealBusyBox.isUsable,
            "needs /usr/bin/busybox (busybox-static) and the right to a mount namespace"
        ),
        arguments: Scripts.all
    )
    func doesWhatBusyBoxDoes(_ script: String) async throws {
        let real = try RealBusyBox.sh(script)
        let ours = try await Container(clock: ContinuousClock()).run(["sh", "-c", script])
        #expect(ours == real, "\(script)")
    }
}
