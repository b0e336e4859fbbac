internal import CCurl
import Foundation

/// One connection and its thread: carries one mail after another.
///
/// libcurl waits *on the thread* for the reply to a message's final dot and to QUIT, so a thread
/// that must not stand still for another's mail has one connection only.
final class SMTPLane: Sendable {
    private let multi: MultiHandle
    private let endpoint: SMTPEndpoint

    /// nil when libcurl has no memory.
    init?(_ endpoint: SMTPEndpoint) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let pointer = curl_multi_init() else { return nil }
        multi = MultiHandle(pointer: pointer)
        self.endpoint = endpoint
    }

    /// Only ``SMTPLanes`` calls it, while it knows that the thread has not ended.
    func wake() { multi.wake() }

    func start(_ lanes: SMTPLanes) {
        Thread.detachNewThread { [self] in run(lanes) }
    }

    private func run(_ lanes: SMTPLanes) {
        let sockets = OpenSockets()
        var carrier: SMTPCarrier?
        var step = lanes.next(self, hasReturned: false)
        while true {
            switch step {
            case .job(let job):
                carrier = carrier ?? SMTPCarrier(endpoint, multi, sockets)
                let end = carrier?.carry(job) ?? SMTPJob.noMemory
                lanes.isReturning()
                job.end(end)
                step = lanes.next(self, hasReturned: true)
            case .sleep:
                let idle = MultiHandle.wait(endpoint.timeouts.idle)
                step = lanes.next(self, isTired: multi.poll(upTo: idle))
            case .end:
                // QUIT still leaves; its answer, for which libcurl would wait, does not matter.
                sockets.stopReading()
                carrier = nil
                curl_multi_cleanup(multi.pointer)
                withExtendedLifetime(sockets) {}
                return lanes.hasEnded()
            }
        }
    }

}

/// Carries mails over a lane's connection. Confined to the lane's thread.
private final class SMTPCarrier {
    private let multi: MultiHandle
    private let handle: SMTPTransferHandle
    /// The keywords of the last EHLO reply; nil when none was heard.
    private var offers: [String: String]?

    init?(_ endpoint: SMTPEndpoint, _ multi: MultiHandle, _ sockets: OpenSockets) {
        guard let easy = curl_easy_init() else { return nil }
        self.multi = multi
        handle = SMTPTransferHandle(easy, endpoint, sockets)
    }

    deinit { curl_easy_cleanup(handle.easy) }

    func carry(_ job: SMTPJob) -> SMTPJob.End {
        guard !job.cancellation.isCancelled else { return SMTPJob.cancelled }
        let needsNew =
            job.transfer.to == nil
            || job.transfer.needsSMTPUTF8 && offers?["SMTPUTF8"] == nil
        var report = run(job, fresh: needsNew)
        if report.mayBeStale, !needsNew, !job.cancellation.isCancelled {
            report = run(job, fresh: true)
        }
        return .report(report)
    }

    private func run(_ job: SMTPJob, fresh: Bool) -> SMTPTransferReport {
        handle.begin(job, fresh: fresh)
        guard curl_multi_add_handle(multi.pointer, handle.easy) == CURLM_OK else {
            return handle.report(CURLE_OUT_OF_MEMORY)
        }
        let code = perform()
        // No callback after this.
        curl_multi_remove_handle(multi.pointer, handle.easy)
        let report = handle.report(code)
        if let heard = report.transcript.offers { offers = heard }
        return report
    }

    private func perform() -> CURLcode {
        while true {
            var running: Int32 = 0
            guard curl_multi_perform(multi.pointer, &running) == CURLM_OK else {
                return CURLE_OUT_OF_MEMORY
            }
            var easy: UnsafeMutableRawPointer?
            var code = CURLE_OK
            if cc_next_done(multi.pointer, &easy, &code) != 0 { return code }
            // At least once a second, look at cancellation and time-outs.
            multi.poll(upTo: 1000)
        }
    }
}
