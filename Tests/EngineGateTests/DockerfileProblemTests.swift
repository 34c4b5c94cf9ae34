import EngineAPI
import Testing

@testable import EngineGate

/// The words are those of dockerd 28.5 and 20.10.
struct DockerfileProblemTests {
    @Test(arguments: [
        ("RUNN", " (did you mean RUN?)"), ("COPPY", " (did you mean COPY?)"),
        ("FRM", " (did you mean FROM?)"),
        ("INSTALL", ""),
    ])
    func proposesWhatAWordResembles(_ word: String, _ hint: String) {
        let problem = DockerfileProblem("unknown instruction: \(word)", line: 2)
        #expect(
            problem.error(of: APIVersion(1, 51)).message
                == "dockerfile parse error on line 2: unknown instruction: \(word)\(hint)"
        )
        #expect(
            problem.error(of: APIVersion(1, 41)).message
                == "dockerfile parse error line 2: unknown instruction: \(word)"
        )
    }
}
