import NIOCore

/// Until when a connection may be silent, and until when its message has to be whole (RFC 5321
/// §4.5.3.2): a message that trickles holds a place as well.
struct SMTPPatience {
    private var idle: NIODeadline?
    private var content: NIODeadline?

    /// When it is over; nil while nothing is awaited.
    var end: NIODeadline? {
        switch (idle, content) {
        case (let idle?, let content?): min(idle, content)
        case (let one, let other): one ?? other
        }
    }

    /// Something has come, or was answered.
    mutating func goOn(
        at now: NIODeadline, wantsBytes: Bool, isInMail: Bool, _ options: SMTPListenerOptions
    ) {
        idle = wantsBytes ? now + .seconds(options.idleSeconds) : nil
        if !wantsBytes || !isInMail {
            content = nil
        } else if content == nil {
            content = now + .seconds(options.contentSeconds)
        }
    }
}
