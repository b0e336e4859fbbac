import Hummingbird
import Inbox
import Logging
import NIOCore
import Outreach
import Store
import Wire

/// Where a text provider brings parents' texts and receipts.
///
/// Size and signature are checked on the raw bytes, the bytes are kept, and only then is the
/// provider told that we have them; nothing is read here. What is refused leaves a count and a line
/// in the log.
struct SMSHooks: Sendable {
    private let desk: Desk
    private let counters: HookCounters
    private let log: Logger

    init(_ desk: Desk, _ counters: HookCounters, _ log: Logger) {
        self.desk = desk
        self.counters = counters
        self.log = log
    }

    func add(to router: Router<BasicRequestContext>) {
        // The last segment is the secret of a gateway that signs nothing; others leave it out.
        for end in ["", "/:secret"] {
            add("/hooks/sms/:provider/inbound\(end)", \.inboundMethod, to: router) {
                hook, line, _ in
                try await keepText(hook, line)
            }
            add("/hooks/sms/:provider/receipt/:token\(end)", \.receiptMethod, to: router) {
                hook, line, context in
                let token = context.parameters.get("token") ?? ""
                return try await keepReceipt(hook, to: token, line)
            }
            add("/hooks/sms/:provider/receipts\(end)", \.receiptMethod, to: router) {
                hook, line, _ in
                guard !line.account.provider.tellsReceiptAddress else { return nil }
                let id = line.account.deliveryID(
                    headers: hook.headers, bytes: hook.content, isReceipt: true)
                return try await TakeText(desk).keep(
                    receipts: hook.content, deliveryID: id, from: line.account.provider.name)
            }
        }
    }

    // Both methods, so that a provider set to the wrong one hears which is right.
    private func add(
        _ path: RouterPath, _ method: KeyPath<SMSProvider, SMSProvider.HookMethod> & Sendable,
        to router: Router<BasicRequestContext>,
        keep:
            @escaping @Sendable (HookRequest, TextLine, BasicRequestContext) async throws ->
            Keeping?
    ) {
        for each in [HTTPRequest.Method.post, .get] {
            router.on(path, method: each) { request, context in
                try await answer(request, context, method) { hook, line in
                    try await keep(hook, line, context)
                }
            }
        }
    }

    private func answer(
        _ request: Request, _ context: BasicRequestContext,
        _ method: KeyPath<SMSProvider, SMSProvider.HookMethod>,
        keep: (HookRequest, TextLine) async throws -> Keeping?
    ) async throws -> Response {
        guard let line = desk.texts,
            context.parameters.get("provider") == line.account.provider.name
        else { return .plain(.notFound, "There is nothing here.") }
        let right = line.account.provider[keyPath: method].rawValue
        guard request.method.rawValue == right else { return .wrongMethod(right: right) }
        do {
            let hook = try await HookRequest(request)
            if let reason = verdict(on: hook, line).refusal { return refuse(reason, line) }
            return acknowledge(try await keep(hook, line), line)
        } catch HookRequest.Problem.tooLarge {
            counters.count { $0.tooLarge += 1 }
            return .plain(.contentTooLarge, "That is more than 64 KiB; nothing was kept.")
        } catch HookRequest.Problem.brokenOff {
            return .plain(.badRequest, "The request broke off; nothing was kept.")
        } catch is StorageFull {
            return later(60, "No room; free some disk space.", line)
        } catch let error as StoreError {
            return later(10, "It can't be kept now; try again.", line, because: error)
        }
    }

    // The provider signed the public address; what reached us may have been changed by a proxy, and
    // Host by anybody. Where none is configured the address is no whole one: schemes that sign it
    // say so (`malformedURL`), the others do not look at it.
    private func verdict(on hook: HookRequest, _ line: TextLine) -> SignatureVerdict {
        let request = WebhookRequest(
            url: (line.publicURL ?? "") + hook.target, headers: hook.headers,
            content: .bytes(hook.body))
        return line.account.verdict(
            onSignatureOf: request, now: desk.source.now().milliseconds / 1_000)
    }

    private func keepText(_ hook: HookRequest, _ line: TextLine) async throws -> Keeping {
        let id = line.account.deliveryID(
            headers: hook.headers, bytes: hook.content, isReceipt: false)
        return try await TakeText(desk).keep(
            text: hook.content, deliveryID: id, from: line.account.provider.name)
    }

    private func keepReceipt(
        _ hook: HookRequest, to token: String, _ line: TextLine
    ) async throws -> Keeping? {
        let id = line.account.deliveryID(
            headers: hook.headers, bytes: hook.content, isReceipt: true)
        return try await TakeText(desk).keep(
            receipt: hook.content, to: token, deliveryID: id, from: line.account.provider.name)
    }
}

// What the provider hears.
extension SMSHooks {
    /// `keeping`: Nil when the address was not one that we handed out.
    private func acknowledge(_ keeping: Keeping?, _ line: TextLine) -> Response {
        switch keeping {
        case .kept(let id):
            counters.count { $0.kept += 1 }
            log.info("kept", metadata: ["inbound": "\(id)"])
        case .repeated(let id):
            counters.count { $0.repeated += 1 }
            log.info("kept before", metadata: ["inbound": "\(id)"])
        case nil:
            counters.count { $0.unknownAddress += 1 }
            return .plain(.notFound, "There is nothing here.")
        }
        return .hookAnswer(line.account.provider.answer)
    }

    private func refuse(_ reason: SignatureRefusal, _ line: TextLine) -> Response {
        switch reason {
        case .malformedURL where line.publicURL == nil:
            return later(300, "web.public_url is not set: no signature can be checked.", line)
        case .malformedURL:
            return later(300, "web.public_url is no address that begins with https://.", line)
        case .malformedSecret:
            return later(300, "The secret is not set as the provider writes it.", line)
        default:
            counters.count { $0.refused[reason, default: 0] += 1 }
            log.notice("refused", metadata: metadata(line, ["reason": "\(reason.rawValue)"]))
            return .plain(.unauthorized, reason.rawValue)
        }
    }

    /// Our own fault: the provider is to keep it and try again, for nothing is on disk here.
    private func later(
        _ seconds: Int, _ sentence: String, _ line: TextLine, because error: StoreError? = nil
    ) -> Response {
        counters.count { $0.notTaken += 1 }
        log.error(
            "not taken: \(sentence)",
            metadata: metadata(line, error.map { ["error": "\($0)"] } ?? [:]))
        return .plain(.serviceUnavailable, sentence, retryAfter: seconds)
    }

    private func metadata(_ line: TextLine, _ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["provider": "\(line.account.provider.name)"]) { $1 }
    }
}

extension HookRequest {
    /// What is kept: the body, or the query of a provider that calls by GET.
    fileprivate var content: [UInt8] { method == .get ? query : body }
}

extension Response {
    fileprivate static func wrongMethod(right: String) -> Response {
        var response = plain(.methodNotAllowed, "This address takes \(right) only.")
        response.headers[.allow] = right
        return response
    }

    fileprivate static func hookAnswer(_ answer: SMSProvider.HookAnswer) -> Response {
        let isEmpty = answer.body.isEmpty && answer.contentType.isEmpty
        return Response(
            status: .init(code: answer.status),
            headers: isEmpty ? [:] : [.contentType: answer.contentType],
            body: isEmpty ? .init() : ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    }
}
