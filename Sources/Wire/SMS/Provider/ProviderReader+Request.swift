import Yams

extension ProviderReader {
    private enum Method: String, CaseIterable { case get = "GET", post = "POST" }
    private enum BodyKind: String, CaseIterable { case json, form, query }
    private enum AuthScheme: String, CaseIterable {
        case none, basic, bearer, header
        case standardWebhooks = "standard-webhooks"
    }

    func request(
        _ node: Node, settings: [String]
    ) throws(SMSProviderProblem) -> ProviderFile.Request {
        var fields = try ProviderFields(node, "request", in: file)
        let method = try fields.choice("method", of: Method.self)
        let known = settings + Self.ownNames.sorted()
        let urlNode = try fields.required("url")
        let url = try fields.template(urlNode, "url")
        try check(url.names, against: settings, urlNode)
        let encoding = try encoding(fields.optional("encoding"))
        let headers = try list(fields.optional("headers"), "headers", known: known)
        let auth = try auth(try fields.required("auth"), settings)
        let kind = try fields.choice("body", of: BodyKind.self)
        let body = try body(kind, &fields, known: known)
        if method == .get, kind != .query {
            throw problem(node, in: file, "A GET has no body.", "Use body: query, or POST.")
        }
        if encoding == nil, (body.names + headers.flatMap(\.value.names)).contains("encoding") {
            throw problem(
                node, in: file, "{encoding} has no words.",
                "Add encoding with gsm7 and ucs2 to the request.")
        }
        try fields.finish()
        return ProviderFile.Request(
            method: method.rawValue, url: url, headers: headers, auth: auth, body: body,
            encoding: encoding)
    }

    private func encoding(
        _ node: Node?
    ) throws(SMSProviderProblem) -> (gsm7: String, ucs2: String)? {
        guard let node else { return nil }
        var fields = try ProviderFields(node, "encoding", in: file)
        let words = (gsm7: try fields.text("gsm7"), ucs2: try fields.text("ucs2"))
        try fields.finish()
        return words
    }

    private func auth(
        _ node: Node, _ settings: [String]
    ) throws(SMSProviderProblem) -> ProviderFile.Auth {
        var fields = try ProviderFields(node, "auth", in: file)
        let auth: ProviderFile.Auth
        switch try fields.choice("scheme", of: AuthScheme.self) {
        case .none: auth = .none
        case .basic:
            auth = .basic(
                user: try fields.template("user"), password: try fields.template("password"))
        case .bearer:
            let token = try fields.text("token")
            auth = .header(
                ProviderFile.Field(
                    name: "Authorization", value: try template("Bearer \(token)", node)))
        case .header:
            auth = .header(
                ProviderFile.Field(
                    name: try fields.text("name"), value: try fields.template("value")))
        case .standardWebhooks:
            let secrets = try fields.words("secrets")
            guard !secrets.isEmpty else {
                throw problem(node, in: file, "No secret signs.", "Name settings under secrets.")
            }
            auth = .standardWebhooks(secrets: secrets)
        }
        try check(auth.names, against: settings, node)
        try fields.finish()
        return auth
    }

    private func template(_ text: String, _ node: Node) throws(SMSProviderProblem) -> TextTemplate {
        do throws(TextTemplate.Fault) {
            return try TextTemplate(text)
        } catch {
            throw problem(node, in: file, error.sentence, "Write {{ and }} for braces themselves.")
        }
    }

    private func body(
        _ kind: BodyKind, _ fields: inout ProviderFields, known: [String]
    ) throws(SMSProviderProblem) -> ProviderFile.Body {
        switch kind {
        case .json:
            let node = try fields.required("json")
            let template = try json(node)
            try check(template.names, against: known, node)
            return .json(template)
        case .form: return .form(try list(try fields.required("fields"), "fields", known: known))
        case .query: return .query(try list(try fields.required("fields"), "fields", known: known))
        }
    }

    private func list(
        _ node: Node?, _ what: String, known: [String]
    ) throws(SMSProviderProblem) -> [ProviderFile.Field] {
        guard let node else { return [] }
        let fields = try ProviderFields(node, what, in: file)
        var list: [ProviderFile.Field] = []
        for (name, _, value) in fields.all {
            let template = try fields.template(value, name)
            try check(template.names, against: known, value)
            list.append(ProviderFile.Field(name: name, value: template))
        }
        return list
    }

    private func json(_ node: Node) throws(SMSProviderProblem) -> JSONTemplate {
        if let sequence = node.sequence {
            var list: [JSONTemplate] = []
            for entry in sequence { list.append(try json(entry)) }
            return .list(list)
        }
        guard let scalar = node.scalar else {
            var members: [JSONTemplate.Member] = []
            for (name, _, value) in try ProviderFields(node, "json", in: file).all {
                members.append(JSONTemplate.Member(name: name, value: try json(value)))
            }
            return .object(members)
        }
        // Quotes make a text of whatever stands in them.
        if scalar.style == .plain {
            switch scalar.string {
            case "true", "false": return .constant(.bool(scalar.string == "true"))
            case "null", "~", "": return .constant(.null)
            default: break
            }
            if let whole = Int64(scalar.string), "\(whole)" == scalar.string {
                return .constant(.number(scalar.string))
            }
        }
        return .text(try template(scalar.string, node))
    }
}

extension ProviderFile.Auth {
    /// The settings that it asks for.
    var names: [String] {
        switch self {
        case .none: []
        case .basic(let user, let password): user.names + password.names
        case .header(let field): field.value.names
        case .standardWebhooks(let secrets): secrets
        }
    }
}

extension ProviderFile.Request {
    /// What its body and headers ask for.
    var names: [String] { body.names + headers.flatMap(\.value.names) }
}

extension ProviderFile.Body {
    fileprivate var names: [String] {
        switch self {
        case .json(let template): template.names
        case .form(let fields), .query(let fields): fields.flatMap(\.value.names)
        }
    }
}
