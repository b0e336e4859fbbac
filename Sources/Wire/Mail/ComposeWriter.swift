internal import CGMime

/// Runs once: a global is initialised lazily and by one thread.
private let started: Bool = {
    g_mime_init()
    return true
}()

/// Puts a message together with GMime, which encodes the parts and writes the tree.
///
/// GMime copies each leaf's bytes in, and the result is copied out once. All C objects stay inside
/// this function.
/// - Throws: ``ComposeError`` when GMime cannot write it.
func writeMail(_ body: ComposeBody) throws(ComposeError) -> [UInt8] {
    guard started, let message = g_mime_message_new(0) else { throw outOfMemory }
    defer { gmw_unref(message) }
    let tree = try root(body)
    defer { gmw_unref(tree) }
    g_mime_message_set_mime_part(message, tree)
    guard let bytes = gmw_write(gmw_object(message)) else { throw outOfMemory }
    defer { g_byte_array_unref(bytes) }
    let buffer = UnsafeBufferPointer(start: bytes.pointee.data, count: Int(bytes.pointee.len))
    return Array(buffer)
}

private let outOfMemory = ComposeError("The message", "could not be written; memory is short.")

private typealias Object = UnsafeMutablePointer<GMimeObject>

private func root(_ body: ComposeBody) throws(ComposeError) -> Object {
    let content: Object
    if body.alternatives.count == 1, let only = body.alternatives.first {
        content = try object(only)
    } else {
        content = try multipart("alternative", body.boundary(0), body.alternatives)
    }
    guard !body.attachments.isEmpty else { return content }
    defer { gmw_unref(content) }
    let mixed = try multipart("mixed", body.boundary(1), [], first: content)
    for leaf in body.attachments { try add(leaf, to: mixed) }
    return mixed
}

private func multipart(
    _ subtype: String, _ boundary: String, _ leaves: [ComposeLeaf],
    first: Object? = nil
) throws(ComposeError) -> Object {
    guard let multipart = g_mime_multipart_new_with_subtype(subtype) else { throw outOfMemory }
    g_mime_multipart_set_boundary(multipart, boundary)
    let object: Object = gmw_object(multipart)
    if let first { g_mime_multipart_add(multipart, first) }
    for leaf in leaves { try add(leaf, to: object) }
    return object
}

private func add(_ leaf: ComposeLeaf, to multipart: Object) throws(ComposeError) {
    let part = try object(leaf)
    g_mime_multipart_add(gmw_multipart(multipart), part)
    gmw_unref(part)
}

private func object(_ leaf: ComposeLeaf) throws(ComposeError) -> Object {
    guard let part = g_mime_part_new() else { throw outOfMemory }
    let object: Object = gmw_object(part)
    let type = g_mime_content_type_parse(nil, leaf.type)
    g_mime_object_set_content_type(object, type)
    gmw_unref(type)
    let encoding =
        switch leaf.encoding {
        case .sevenBit: GMIME_CONTENT_ENCODING_7BIT
        case .quotedPrintable: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        case .base64: GMIME_CONTENT_ENCODING_BASE64
        }
    g_mime_part_set_content_encoding(part, encoding)
    let list = g_mime_object_get_header_list(object)
    for field in leaf.fields { gmw_set_raw(list, field.name, " \(field.value)\n") }
    leaf.bytes.withUnsafeBufferPointer { bytes in
        if leaf.encoding == .quotedPrintable {
            gmw_set_quoted(part, bytes.baseAddress, bytes.count)
        } else {
            gmw_set_content(part, bytes.baseAddress, bytes.count)
        }
    }
    return object
}
