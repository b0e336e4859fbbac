import CXml2

/// An element of a page, read by libxml2 as XML: strict, for HTML forgives everything.
struct PageElement {
    let name: String
    let attributes: [String: String]
    /// All text in it, its descendants' too.
    let text: String
    let children: [PageElement]

    /// `nil` when the page is not well-formed.
    init?(_ page: String) {
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_HUGE.rawValue
        let bytes = Array(page.utf8CString.dropLast())
        guard let document = xmlReadMemory(bytes, Int32(bytes.count), nil, "UTF-8", Int32(options))
        else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document) else { return nil }
        self.init(root)
    }

    private init(_ node: xmlNodePtr) {
        name = node.pointee.name.map { String(cString: $0) } ?? ""
        var attributes: [String: String] = [:]
        var attribute = node.pointee.properties
        while let current = attribute {
            if let key = current.pointee.name, let value = xmlGetProp(node, key) {
                attributes[String(cString: key)] = String(cString: value)
                cx_free(value)
            }
            attribute = current.pointee.next
        }
        var children: [PageElement] = []
        var text = ""
        var child = node.pointee.children
        while let current = child {
            if current.pointee.type == XML_ELEMENT_NODE {
                let element = PageElement(current)
                children.append(element)
                text += element.text
            } else if let content = current.pointee.content {
                text += String(cString: content)
            }
            child = current.pointee.next
        }
        self.attributes = attributes
        self.text = text
        self.children = children
    }

    /// It and all that is in it, in the order of the page.
    var all: [PageElement] { [self] + children.flatMap(\.all) }

    /// All elements of a name.
    func all(_ name: String) -> [PageElement] { all.filter { $0.name == name } }

    /// The classes that it is of.
    var classes: Set<Substring> { Set((attributes["class"] ?? "").split(separator: " ")) }
}
