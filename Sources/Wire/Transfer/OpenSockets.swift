internal import CCurl
import Foundation

/// The sockets that a loop has open, so that it can end without waiting for anybody.
///
/// Confined to the loop's thread.
final class OpenSockets {
    private var open: Set<Int32> = []

    /// Has libcurl tell of each socket that it opens or closes for a handle. The connection outlives
    /// the handle, so the callbacks get this object, which the loop keeps.
    func watch(_ easy: UnsafeMutableRawPointer) {
        let user = Unmanaged.passUnretained(self).toOpaque()
        cc_set_ptr(easy, CURLOPT_SOCKOPTDATA, user)
        cc_set_socket_fn(easy) { user, socket, _ in
            guard let user else { return CURL_SOCKOPT_ERROR }
            Unmanaged<OpenSockets>.fromOpaque(user).takeUnretainedValue().opened(socket)
            return CURL_SOCKOPT_OK
        }
        cc_set_ptr(easy, CURLOPT_CLOSESOCKETDATA, user)
        cc_set_close_fn(easy) { user, socket in
            guard let user else { return Glibc.close(socket) }
            return Unmanaged<OpenSockets>.fromOpaque(user).takeUnretainedValue().close(socket)
        }
    }

    func opened(_ socket: Int32) { open.insert(socket) }

    func close(_ socket: Int32) -> Int32 {
        open.remove(socket)
        return Glibc.close(socket)
    }

    /// No more is read from any of them; what is written still leaves.
    func stopReading() {
        for socket in open { shutdown(socket, Int32(SHUT_RD)) }
    }
}
