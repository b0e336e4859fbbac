internal import CXml2

/// libxml2's push parser, its calls turned into events. The only file that touches its pointers.
///
/// Push rather than `xmlTextReader`: the line is exact in every call (that of a node ends at
/// 65,535), no tree is built, and a declaration can be refused before anything of it is used.
final class XMLPushParser {
    private let limits: XMLReader.Limits
    private var context: xmlParserCtxtPtr?
    private var events: [XMLEvent] = []
    private var text = ""
    private var textLine = 0
    private var depth = 0
    private var silent = 0
    private var problem: XMLProblem?

    init(_ limits: XMLReader.Limits) {
        self.limits = limits
    }

    deinit {
        if let context { xmlFreeParserCtxt(context) }
    }

    /// Reads on. What is read may be taken even if it throws.
    func push(_ bytes: [UInt8], isLast: Bool) throws(XMLProblem) {
        if context == nil { open() }
        guard let context else { throw XMLProblem(line: 1, "There is no memory to read it.") }
        silent += bytes.count
        _ = bytes.withUnsafeBytes { buffer in
            xmlParseChunk(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(buffer.count), isLast ? 1 : 0)
        }
        if problem == nil, context.pointee.wellFormed == 0 {
            problem = XMLProblem(line: line, "It is not well-formed XML.")
        }
        if problem == nil, silent > limits.text + bytes.count {
            problem = XMLProblem(
                line: line, "A tag or comment is longer than \(limits.text) bytes.")
        }
        if let problem { throw problem }
    }

    func takeEvents() -> [XMLEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    private var line: Int {
        guard let input = context?.pointee.input else { return 1 }
        return max(1, Int(input.pointee.line))
    }

    fileprivate func refuse(_ sentence: String, line: Int? = nil) {
        guard problem == nil else { return }
        problem = XMLProblem(line: line ?? self.line, sentence)
        xmlStopParser(context)
    }

    fileprivate func start(_ element: (Int) -> XMLElement) {
        guard problem == nil else { return }
        endText()
        depth += 1
        silent = 0
        guard depth <= limits.depth else {
            return refuse("More than \(limits.depth) elements stand within one another.")
        }
        events.append(.start(element(line)))
    }

    fileprivate func end(_ name: String) {
        guard problem == nil else { return }
        endText()
        depth -= 1
        silent = 0
        events.append(.end(name: name, line: line))
    }

    fileprivate func add(_ words: String) {
        guard problem == nil else { return }
        if text.isEmpty { textLine = line }
        text += words
        silent = 0
        if text.utf8.count > limits.text {
            refuse("A text is longer than \(limits.text) bytes.")
        }
    }

    fileprivate func passOver() { silent = 0 }

    private func endText() {
        guard !text.isEmpty else { return }
        events.append(.text(text, line: textLine))
        text = ""
    }

    private func open() {
        var calls = makeCalls()
        // A context of its own copies the table of calls.
        context = xmlCreatePushParserCtxt(
            &calls, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        // NOENT has references in attributes resolved; there are none but XML's five and those by
        // number, for `calls` knows no others.
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue
        if let context { xmlCtxtUseOptions(context, Int32(options)) }
    }
}

private let refusal =
    "It declares entities, attributes or elements of its own. Take the <!DOCTYPE …> out."

private func makeCalls() -> xmlSAXHandler {
    var calls = xmlSAXHandler()
    calls.initialized = UInt32(XML_SAX2_MAGIC)
    calls.getEntity = { _, _ in nil }
    calls.getParameterEntity = { _, _ in nil }
    calls.entityDecl = {
        reader($0)?.refuse(refusal); _ = ($1, $2, $3, $4, $5)
    }
    calls.unparsedEntityDecl = {
        reader($0)?.refuse(refusal); _ = ($1, $2, $3, $4)
    }
    calls.notationDecl = {
        reader($0)?.refuse(refusal); _ = ($1, $2, $3)
    }
    calls.elementDecl = {
        reader($0)?.refuse(refusal); _ = ($1, $2, $3)
    }
    calls.attributeDecl = { context, _, _, _, _, _, values in
        if let values { xmlFreeEnumeration(values) }
        reader(context)?.refuse(refusal)
    }
    calls.reference = { context, name in
        reader(context)?.refuse("There is no entity \(words(name)).")
    }
    calls.characters = { reader($0)?.add(words($1, count: $2)) }
    calls.ignorableWhitespace = { reader($0)?.add(words($1, count: $2)) }
    calls.cdataBlock = { reader($0)?.add(words($1, count: $2)) }
    calls.comment = { context, _ in reader(context)?.passOver() }
    calls.processingInstruction = { context, _, _ in reader(context)?.passOver() }
    calls.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
        reader(context)?.start { line in
            XMLElement(
                name: words(name), namespace: namespace.map { words($0) },
                attributes: values(attributes, count: count), line: line)
        }
    }
    calls.endElementNs = { context, name, _, _ in reader(context)?.end(words(name)) }
    calls.serror = { context, error in
        guard let error = error?.pointee, refused(error) else { return }
        let message = error.message.map { String(cString: $0) } ?? "It is not XML."
        let plain = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        reader(context)?.refuse("It is not well-formed XML: \(plain)", line: Int(error.line))
    }
    return calls
}

/// An unknown entity is no more than a warning when a document type is named.
private func refused(_ error: xmlError) -> Bool {
    error.level.rawValue >= XML_ERR_ERROR.rawValue
        || error.code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue)
}

private func reader(_ context: UnsafeMutableRawPointer?) -> XMLPushParser? {
    context.map { Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
}

private func words(_ text: UnsafePointer<xmlChar>?, count: Int32? = nil) -> String {
    guard let text else { return "" }
    guard let count else { return String(cString: text) }
    return String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
}

/// Five pointers each: name, prefix, namespace, begin and end of the value.
private func values(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int32
) -> [XMLAttribute] {
    guard let attributes else { return [] }
    return (0..<Int(count)).map { index in
        let place = attributes + 5 * index
        var value = ""
        if let begin = place[3], let end = place[4] {
            value = words(begin, count: Int32(clamping: end - begin))
        }
        return XMLAttribute(
            name: words(place[0]), prefix: place[1].map { words($0) },
            namespace: place[2].map { words($0) }, value: value)
    }
}
