import Foundation
import NIOSSL
import Synchronization

/// The certificate that a listener shows, with its key, from two PEM files.
///
/// Certificates are renewed while the program runs, so the files are looked at for each connection
/// that begins TLS, and read again when they have changed. What can't be read then leaves the one
/// before in use.
public final class ListenerCertificate: Sendable {
    /// What tells that a file was written anew.
    private struct Stamp: Equatable {
        let inode: UInt64
        let seconds: Int
        let nanoseconds: Int
        let size: Int64
    }

    private struct State {
        var context: NIOSSLContext
        var stamps: [Stamp?]
        var expires: Int64
    }

    private let certificate: String
    private let key: String
    private let tell: @Sendable (String) -> Void
    private let state: Mutex<State>

    /// Reads both files.
    /// - Parameters:
    ///   - certificate: The PEM file with the certificate, those of the authorities after it.
    ///   - key: The PEM file with its private key.
    ///   - tell: Hears why a changed file could not be used, for a log.
    /// - Throws: ``SourceProblem``: which file can't be used, and what to do.
    public init(
        certificate: String, key: String, tell: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(SourceProblem) {
        self.certificate = certificate
        self.key = key
        self.tell = tell
        state = Mutex(try Self.read(certificate, key))
    }

    /// When the certificate ends: seconds since 1970 UTC.
    public var expires: Int64 { state.withLock { $0.expires } }

    /// What a new connection begins TLS with.
    func context() -> NIOSSLContext {
        state.withLock { state in
            let stamps = [certificate, key].map(Self.stamp)
            guard stamps != state.stamps else { return state.context }
            // Asked for once: a pair of which one half is still the old one is looked at again when
            // the other changes.
            state.stamps = stamps
            do throws(SourceProblem) {
                state = try Self.read(certificate, key)
            } catch {
                tell("\(error) The certificate of before stays in use.")
            }
            return state.context
        }
    }

    private static func read(
        _ certificate: String, _ key: String
    ) throws(SourceProblem) -> State {
        let stamps = [certificate, key].map(Self.stamp)
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw SourceProblem(
                "The certificate \(certificate) can't be read. Give a PEM file that this account "
                    + "may read in inbox.tls_certificate.")
        }
        guard let own = chain.first else {
            throw SourceProblem(
                "\(certificate) holds no certificate. Give a PEM file in inbox.tls_certificate.")
        }
        do {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            configuration.minimumTLSVersion = .tlsv12
            return State(
                context: try NIOSSLContext(configuration: configuration), stamps: stamps,
                expires: Int64(own.notValidAfter))
        } catch {
            throw SourceProblem(
                "The key \(key) can't be used with the certificate \(certificate). Give the PEM "
                    + "file of its private key, without a passphrase, in inbox.tls_key.")
        }
    }

    private static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec, size: Int64(status.st_size))
    }
}
