internal import CXml2

/// Walks the tree that libxml2 makes of HTML. The only file that touches its pointers.
enum HTMLTree {
    /// Writes the visible text; false when the parser made no tree.
    static func walk(_ bytes: [UInt8], into writer: inout LineWriter) -> Bool {
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        let document = bytes.withUnsafeBytes { buffer -> htmlDocPtr? in
            guard let context = htmlNewParserCtxt(),
                let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            else { return nil }
            defer { htmlFreeParserCtxt(context) }
            htmlCtxtUseOptions(context, Int32(options))
            // Without it all text below depth 256 vanishes, and long reply chains reach that.
            cx_allow_depth(context)
            return htmlCtxtReadMemory(
                context, start, Int32(buffer.count), nil, "UTF-8", Int32(options))
        }
        guard let document else { return false }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document) else { return true }
        var walker = HTMLWalker(writer: writer)
        visit(root, &walker)
        writer = walker.writer
        return true
    }

    /// Pre-order without recursion, so that depth costs no stack.
    private static func visit(_ root: xmlNodePtr, _ walker: inout HTMLWalker) {
        var node = root
        while true {
            if enter(node, &walker), let child = node.pointee.children {
                node = child
                continue
            }
            leave(node, &walker)
            while node.pointee.next == nil || node == root {
                guard node != root, let parent = node.pointee.parent,
                    parent.pointee.type == XML_ELEMENT_NODE
                else { return }
                node = parent
                leave(node, &walker)
            }
            guard let sibling = node.pointee.next else { return }
            node = sibling
        }
    }

    /// Whether to go into the children.
    private static func enter(_ node: xmlNodePtr, _ walker: inout HTMLWalker) -> Bool {
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            if let content = node.pointee.content {
                walker.text(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
            }
            return false
        case XML_ELEMENT_NODE:
            return walker.enter(HTMLTag.named(name(node)), attributes(of: node))
        default:
            return false
        }
    }

    private static func leave(_ node: xmlNodePtr, _ walker: inout HTMLWalker) {
        if node.pointee.type == XML_ELEMENT_NODE { walker.leave() }
    }

    private static func name(_ node: xmlNodePtr) -> String {
        node.pointee.name.map { String(cString: $0) } ?? ""
    }

    private static func attributes(of node: xmlNodePtr) -> HTMLAttributes {
        var found = HTMLAttributes()
        var next = node.pointee.properties
        while let attribute = next {
            next = attribute.pointee.next
            guard let name = attribute.pointee.name else { continue }
            found.add(String(cString: name), value(of: attribute))
        }
        return found
    }

    private static func value(of attribute: xmlAttrPtr) -> String {
        guard let text = attribute.pointee.children else { return "" }
        // Nearly always one text; entities make it several.
        if text.pointee.next == nil, text.pointee.type == XML_TEXT_NODE {
            return text.pointee.content.map { String(cString: $0) } ?? ""
        }
        guard let joined = xmlNodeListGetString(attribute.pointee.doc, text, 1) else { return "" }
        defer { cx_free(joined) }
        return String(cString: joined)
    }
}
