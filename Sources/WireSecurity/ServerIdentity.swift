import Crypto
import Foundation
public import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// Who a server on loopback says it is: a certificate that it has made for itself, and the key to it.
///
/// Both live as long as the value; the key is never written anywhere.
public struct ServerIdentity: Sendable {
    /// The certificate in PEM: what a client is told to trust.
    public let certificate: String
    private let context: NIOSSLContext

    /// Makes a certificate for host names and IPv4 addresses that holds for thirty days.
    ///
    /// - Throws: What the libraries below find wrong with a name.
    public init(names: [String], addresses: [String]) throws {
        let key = P256.Signing.PrivateKey()
        let signer = Certificate.PrivateKey(key)
        let name = try DistinguishedName { CommonName("slidectl") }
        let others =
            names.map { GeneralName.dnsName($0) }
            + addresses.map { address in
                let bytes = address.split(separator: ".").compactMap { UInt8($0) }
                return GeneralName.ipAddress(ASN1OctetString(contentBytes: bytes[...]))
            }
        let now = Date()
        let made = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: signer.publicKey,
            // Clocks of machines that share a folder differ by minutes.
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(30 * 86_400),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(others)
            },
            issuerPrivateKey: signer
        )
        certificate = try made.serializeAsPEM().pemString + "\n"
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [
                .certificate(try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem))
            ],
            privateKey: .privateKey(
                try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)
            )
        )
        configuration.applicationProtocols = ["http/1.1"]
        configuration.minimumTLSVersion = .tlsv12
        context = try NIOSSLContext(configuration: configuration)
    }

    /// Puts TLS below what a connection's handlers read and write.
    public func secure(_ channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
    }
}
