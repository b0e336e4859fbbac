internal import CCurl

/// A libcurl multi handle. One thread owns it; `curl_multi_wakeup` is the one function that others
/// may call, and they call it only while a lock assures them that the handle is there: that makes
/// the pointer shareable.
struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    func wake() { curl_multi_wakeup(pointer) }

    /// How long the thread may wait for something to do, in milliseconds.
    static func wait(_ idle: Duration) -> Int32 {
        max(1, Int32(max(0, min(86_400, idle.components.seconds))) * 1000)
    }
}
