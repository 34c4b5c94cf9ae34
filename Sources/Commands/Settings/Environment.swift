import DeckLint
import EngineGate
import Foundation
import LabSandbox

/// The variables that stand between flags and `slidectl.yaml`.
enum Environment {
    static let variables = ProcessInfo.processInfo.environment

    /// `SLIDECTL_SERVE_HOST`, `SLIDECTL_SERVE_PORT`, `SLIDECTL_CHECK_STRICT`, `SLIDECTL_LANGUAGE`,
    /// `SLIDECTL_SANDBOX_MIRRORS`.
    static func apply(to settings: inout CourseSettings) throws(CommandFailure) {
        if let host = variables["SLIDECTL_SERVE_HOST"] { settings.serve.host = host }
        if let language = variables["SLIDECTL_LANGUAGE"] {
            guard LanguageTag.isValid(language) else {
                throw CommandFailure(
                    "SLIDECTL_LANGUAGE is a language tag such as en or pt-BR; found '\(language)'"
                )
            }
            settings.language = language
        }
        if let text = variables["SLIDECTL_SANDBOX_MIRRORS"] {
            for pair in text.split(separator: ",") {
                let sides = pair.split(separator: "=").map(String.init)
                guard sides.count == 2 else {
                    throw CommandFailure(
                        "SLIDECTL_SANDBOX_MIRRORS is a list such as docker.io=127.0.0.1:5000; found '\(pair)'"
                    )
                }
                settings.sandbox.gate.registries.mirrors[sides[0]] = sides[1]
            }
        }
        if let text = variables["SLIDECTL_SERVE_PORT"] {
            guard let port = Int(text), (0...65_535).contains(port) else {
                throw CommandFailure("SLIDECTL_SERVE_PORT is a number from 0 to 65535; found '\(text)'")
            }
            settings.serve.port = port
        }
        if let text = variables["SLIDECTL_CHECK_STRICT"] {
            guard let strict = ["1": true, "true": true, "0": false, "false": false][text] else {
                throw CommandFailure("SLIDECTL_CHECK_STRICT is true or false; found '\(text)'")
            }
            settings.check.strict = strict
        }
    }
}
