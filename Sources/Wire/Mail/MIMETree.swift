internal import CGMime

/// One leaf of a message's structure, before its header is understood.
struct RawPart {
    let headers: MailHeaders
    /// Content as it stood between the boundaries, still in its transfer encoding.
    let content: [UInt8]
    /// Content that needs no decoding: an attached message, or a multipart that lay too deep.
    let isWhole: Bool
    /// Types of the multiparts around it, outermost first.
    let ancestors: [String]
    /// The outermost multipart/alternative that it belongs to, counted through the message.
    let alternative: Int?
    /// The type to assume, where the structure knows better than the header.
    let assumedType: String?
}

/// The structure of a message: its header and its leaves in order.
struct MIMETree {
    let headers: MailHeaders
    let parts: [RawPart]
    let forgiven: [Quirk]

    /// Splits a message by GMime, which is asked for nothing but the structure: headers, addresses
    /// and text are decoded elsewhere, since it loses parts of each.
    ///
    /// The bytes of a large message are lent to GMime, not copied. This is the only file that touches
    /// its pointers. The walk is iterative and bounded by ``MailLimits``.
    static func split(_ bytes: [UInt8]) -> MIMETree? {
        _ = started
        let header = MessageHeader(bytes)
        return header.lean(bytes).withUnsafeBufferPointer { buffer -> MIMETree? in
            guard buffer.count < Int(Int32.max),
                let stream = gmr_open_borrowed(buffer.baseAddress, UInt32(buffer.count))
            else { return nil }
            defer { gmr_close_borrowed(stream) }
            guard let parser = g_mime_parser_new_with_stream(stream) else { return nil }
            defer { gmr_unref(parser) }
            g_mime_parser_set_persist_stream(parser, 1)
            guard let message = g_mime_parser_construct_message(parser, nil) else { return nil }
            defer { gmr_unref(message) }
            var walk = Walk()
            walk.run(message)
            return MIMETree(
                headers: MailHeaders(fields: header.fields), parts: walk.parts,
                forgiven: header.forgiven + walk.forgiven)
        }
    }
}

private let started: Bool = {
    g_mime_init()
    return true
}()

private struct Walk {
    struct Step {
        let object: UnsafeMutablePointer<GMimeObject>
        let ancestors: [String]
        let alternative: Int?
    }

    var parts: [RawPart] = []
    var forgiven: [Quirk] = []
    var skipped = 0
    var alternatives = 0

    mutating func run(_ message: UnsafeMutablePointer<GMimeMessage>) {
        guard let top = g_mime_message_get_mime_part(message) else { return }
        var steps = [Step(object: top, ancestors: [], alternative: nil)]
        while let step = steps.popLast() {
            if parts.count >= MailLimits.parts {
                skipped += 1
                continue
            }
            if let multipart = gmr_as_multipart(step.object) {
                steps += children(of: multipart, step)
            } else {
                addLeaf(step)
            }
        }
        if skipped > 0 {
            forgiven.append(
                Quirk(
                    .tooManyParts, "\(skipped) parts beyond the first \(MailLimits.parts) skipped"))
        }
    }

    /// The children of a multipart, last first, so that the first is taken next.
    private mutating func children(
        of multipart: UnsafeMutablePointer<GMimeMultipart>, _ step: Step
    ) -> [Step] {
        let type = mediaType(step.object)
        if step.ancestors.count >= MailLimits.depth {
            forgiven.append(
                Quirk(
                    .nestingTooDeep,
                    "what lies below level \(MailLimits.depth) is kept as one attachment"))
            addWhole(step, type: type)
            return []
        }
        let count = Int(g_mime_multipart_get_count(multipart))
        if count == 0 {
            let boundary = g_mime_object_get_content_type_parameter(step.object, "boundary")
            forgiven.append(
                boundary == nil
                    ? Quirk(.noBoundary, "a \(type) names no boundary; read as one part")
                    : Quirk(.emptyMultipart, "a \(type) holds no part; read as one part"))
            addWhole(step, type: "text/plain")
            return []
        }
        var alternative = step.alternative
        if alternative == nil, type == "multipart/alternative" {
            alternatives += 1
            alternative = alternatives
        }
        let room = MailLimits.parts - parts.count
        if count > room { skipped += count - room }
        return (0..<min(count, room)).reversed().compactMap { index in
            g_mime_multipart_get_part(multipart, Int32(index)).map {
                Step(
                    object: $0, ancestors: step.ancestors + [type], alternative: alternative)
            }
        }
    }

    private mutating func addLeaf(_ step: Step) {
        if let attached = gmr_as_message_part(step.object) {
            guard let message = g_mime_message_part_get_message(attached) else {
                add(step, content: [], isWhole: true, type: "message/rfc822")
                return
            }
            let bytes = written(gmr_message_object(message))
            add(step, content: bytes, isWhole: true, type: "message/rfc822")
            return
        }
        guard let part = gmr_as_part(step.object), let content = g_mime_part_get_content(part),
            let stream = g_mime_data_wrapper_get_stream(content)
        else {
            add(step, content: [], isWhole: false, type: nil)
            return
        }
        g_mime_stream_reset(stream)
        add(step, content: collected(from: stream), isWhole: false, type: nil)
    }

    /// Keeps a multipart that cannot be opened, as it stands, without its own header.
    private mutating func addWhole(_ step: Step, type: String) {
        let bytes = written(step.object)
        let body = bodyStart(bytes)
        add(step, content: Array(bytes[body...]), isWhole: true, type: type)
    }

    private mutating func add(_ step: Step, content: [UInt8], isWhole: Bool, type: String?) {
        parts.append(
            RawPart(
                headers: headers(of: step.object), content: content,
                isWhole: isWhole, ancestors: step.ancestors, alternative: step.alternative,
                assumedType: type))
    }

    private mutating func headers(
        of object: UnsafeMutablePointer<GMimeObject>?
    ) -> MailHeaders {
        guard let object, let list = g_mime_object_get_header_list(object) else {
            return MailHeaders(fields: [])
        }
        let count = Int(g_mime_header_list_get_count(list))
        var fields: [HeaderField] = []
        var size = 0
        for index in 0..<min(count, MailLimits.headerFields) {
            guard let header = g_mime_header_list_get_header_at(list, Int32(index)),
                let name = g_mime_header_get_name(header)
            else { continue }
            let raw = g_mime_header_get_raw_value(header)
            let value = raw.map { bytes(of: $0, limit: MailLimits.headerBytes - size) } ?? []
            size += value.count
            fields.append(HeaderField(name: String(cString: name), raw: value))
            if size >= MailLimits.headerBytes { break }
        }
        return MailHeaders(fields: fields)
    }

    private func bytes(of text: UnsafePointer<CChar>, limit: Int) -> [UInt8] {
        let length = strnlen(text, max(limit, 0))
        return Array(UnsafeRawBufferPointer(start: text, count: length))
    }

    private func mediaType(_ object: UnsafeMutablePointer<GMimeObject>) -> String {
        guard let type = g_mime_object_get_content_type(object),
            let text = g_mime_content_type_get_mime_type(type)
        else { return "" }
        defer { g_free(text) }
        return String(cString: text).lowercased()
    }

    private func written(_ object: UnsafeMutablePointer<GMimeObject>?) -> [UInt8] {
        guard let object, let stream = gmr_open_collector() else { return [] }
        defer { gmr_unref(stream) }
        g_mime_object_write_to_stream(object, nil, stream)
        return taken(from: stream)
    }

    private func collected(from source: UnsafeMutablePointer<GMimeStream>) -> [UInt8] {
        guard let stream = gmr_open_collector() else { return [] }
        defer { gmr_unref(stream) }
        g_mime_stream_write_to_stream(source, stream)
        return taken(from: stream)
    }

    private func taken(from stream: UnsafeMutablePointer<GMimeStream>) -> [UInt8] {
        guard let array = gmr_collected(stream), let data = array.pointee.data else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
    }
}

/// Where the body begins: behind the first blank line, or 0 when there is none.
func bodyStart(_ bytes: [UInt8]) -> Int {
    var lineStart = 0
    while lineStart < bytes.count {
        guard let end = lineFeed(from: lineStart, in: bytes) else { return 0 }
        let length = end - lineStart
        if length == 0 || (length == 1 && bytes[lineStart] == 13) { return end + 1 }
        lineStart = end + 1
    }
    return 0
}

/// Where the line ends that begins at a place: at its LF; nil when it has none.
func lineFeed(from start: Int, in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { all in
        guard start < all.count else { return nil }
        let end = place(of: 0x0A, in: all[start...])
        return end < all.count ? end : nil
    }
}
