import Crypto
import LabModel

extension Lab {
    /// Values for running the lecture's own commands: what the slides say, and where they say nothing, what some student
    /// might be given.
    ///
    /// - Parameter number: Another number gives other values, so that who records twice sees what depends on them.
    /// - Returns: The values by their names: nobody's, and no key is needed for them.
    func standIn(_ number: Int = 1) -> [String: String] {
        let drawn = VariantValues(of: self, for: "the lecture \(number)", key: Array("nobody".utf8)).values
        let said = variants.compactMap { variant in variant.literal.map { (variant.name, $0) } }
        return drawn.merging(said) { $1 }
    }
}

extension VariantValues {
    /// Derives the values of a student in a lab under the course's key.
    ///
    /// Whoever has the key's bytes can tell every student's values.
    init(of lab: Lab, for student: String, key: [UInt8]) {
        self.init(of: lab, for: student) { message in
            Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
        }
    }
}
