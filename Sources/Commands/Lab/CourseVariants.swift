import Crypto
import LabModel

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
