internal import CCurl
import Foundation

/// A libcurl multi handle. One thread owns it; `curl_multi_wakeup` is the one function that others
/// may call, and they call it only while a lock assures them that the handle is there: that makes
/// the pointer shareable.
struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    func wake() { curl_multi_wakeup(pointer) }

    /// Waits on its thread until something happens on a socket, or somebody wakes it.
    /// `milliseconds`: How long at most.
    /// - Returns: Whether nothing happened in all that time.
    @discardableResult
    func poll(upTo milliseconds: Int32) -> Bool {
        let before = ContinuousClock.now
        var events: Int32 = 0
        if curl_multi_poll(pointer, nil, 0, milliseconds, &events) != CURLM_OK {
            // Short of memory, it would come back at once again and again.
            _ = Glibc.poll(nil, 0, 100)
        }
        return before.duration(to: .now) >= .milliseconds(Int(milliseconds) - 1)
    }

    /// How long the thread may wait for something to do, in milliseconds.
    static func wait(_ idle: Duration) -> Int32 {
        max(1, Int32(max(0, min(86_400, idle.components.seconds))) * 1000)
    }
}
