import Yams

/// What a place may be, by what it is looked for in.
enum PlaceKind {
    case json, form, text

    init(_ format: ProviderFile.Response.Format) { self = format == .json ? .json : .text }
    init(_ format: ProviderFile.Hook.Format) { self = format == .json ? .json : .form }
}

// MARK: response

extension ProviderReader {
    func response(_ node: Node) throws(SMSProviderProblem) -> ProviderFile.Response {
        var fields = try ProviderFields(node, "response", in: file)
        let format = try fields.choice("format", of: ProviderFile.Response.Format.self)
        let kind = PlaceKind(format)
        let id = try place("id", &fields, kind)
        let isIDRequired = try fields.flag("id_required")
        if isIDRequired, id == nil {
            throw problem(node, in: file, "An id is required, and has no place.", "Add id.")
        }
        let code = try places("code", &fields, kind)
        let message = try places("message", &fields, kind)
        let errors = try rules(fields.optional("errors"), code, kind, hasStatus: true)
        var status: [StatusPattern] = []
        var when: [ProviderCondition] = []
        if let accepted = fields.optional("accepted") {
            var fields = try ProviderFields(accepted, "accepted", in: file)
            status = try patterns(&fields)
            if let conditions = fields.optional("when") {
                for entry in try sequence(conditions, "when") {
                    var fields = try ProviderFields(entry, "a condition", in: file)
                    when.append(try condition(&fields, code, kind, hasStatus: false))
                    try fields.finish()
                }
            }
            try fields.finish()
        }
        try fields.finish()
        return ProviderFile.Response(
            format: format, id: id, isIDRequired: isIDRequired, code: code, message: message,
            errors: errors, acceptedStatus: status, acceptedWhen: when)
    }

    private func rules(
        _ node: Node?, _ code: [Place], _ kind: PlaceKind, hasStatus: Bool
    ) throws(SMSProviderProblem) -> [ErrorRule] {
        guard let node else { return [] }
        var rules: [ErrorRule] = []
        for entry in try sequence(node, "errors") {
            var fields = try ProviderFields(entry, "an error", in: file)
            let condition = try condition(&fields, code, kind, hasStatus: hasStatus)
            let means = try fields.choice("means", of: SMSRefusal.self)
            try fields.finish()
            rules.append(ErrorRule(condition: condition, means: means))
        }
        return rules
    }

    private func condition(
        _ fields: inout ProviderFields, _ code: [Place], _ kind: PlaceKind, hasStatus: Bool
    ) throws(SMSProviderProblem) -> ProviderCondition {
        let status = hasStatus ? try patterns(&fields) : []
        let at = try places("at", &fields, kind)
        let isOne = try fields.words("is")
        let begins = try fields.words("begins")
        let isNone = try fields.words("not")
        let hasWords = !isOne.isEmpty || !begins.isEmpty || !isNone.isEmpty
        let places = at.isEmpty && hasWords ? code : at
        guard !places.isEmpty || !status.isEmpty && !hasWords else {
            throw problem(
                fields.node, in: file, "This fits everything, or looks nowhere.",
                "Say at, or give the file a code.")
        }
        return ProviderCondition(
            status: status, places: places, isOne: isOne, begins: begins, isNone: isNone)
    }

    private func patterns(
        _ fields: inout ProviderFields
    ) throws(SMSProviderProblem) -> [StatusPattern] {
        var patterns: [StatusPattern] = []
        for word in try fields.words("status") {
            guard let pattern = StatusPattern(word) else {
                throw problem(
                    fields.node, in: file, "\"\(word)\" is no status.", "Write 404, or 4xx.")
            }
            patterns.append(pattern)
        }
        return patterns
    }

    private func sequence(_ node: Node, _ what: String) throws(SMSProviderProblem) -> [Node] {
        guard let sequence = node.sequence else {
            throw problem(
                node, in: file, "\"\(what)\" is no list.", "Begin each entry with a dash.")
        }
        return Array(sequence)
    }
}

// MARK: inbound and receipt

extension ProviderReader {
    func inbound(
        _ node: Node, settings: [String]
    ) throws(SMSProviderProblem) -> ProviderFile.Inbound {
        var fields = try ProviderFields(node, "inbound", in: file)
        let hook = try hook(&fields)
        let kind = PlaceKind(hook.format)
        let inbound = ProviderFile.Inbound(
            hook: hook, id: try place("id", &fields, kind),
            from: try requiredPlace("from", &fields, kind),
            to: try requiredPlace("to", &fields, kind),
            text: try places("text", at: try fields.required("text"), fields, kind),
            media: try media(&fields, kind, settings: settings),
            part: try part(&fields, kind))
        try fields.finish()
        return inbound
    }

    func receipt(_ node: Node) throws(SMSProviderProblem) -> ProviderFile.Receipt {
        var fields = try ProviderFields(node, "receipt", in: file)
        let hook = try hook(&fields)
        let kind = PlaceKind(hook.format)
        let id = try place("id", &fields, kind)
        let reference = try place("reference", &fields, kind)
        guard id != nil || reference != nil else {
            throw problem(
                node, in: file, "A receipt without id and reference is of no message.",
                "Say where one of them stands.")
        }
        let code = try place("code", &fields, kind)
        let receipt = ProviderFile.Receipt(
            hook: hook, id: id, reference: reference,
            state: try requiredPlace("state", &fields, kind),
            states: try states(try fields.required("states")), code: code,
            reason: try place("reason", &fields, kind),
            errors: try rules(
                fields.optional("errors"), code.map { [$0] } ?? [], kind, hasStatus: false))
        try fields.finish()
        return receipt
    }

    private func hook(_ fields: inout ProviderFields) throws(SMSProviderProblem)
        -> ProviderFile.Hook
    {
        let method = try fields.choice("method", of: SMSProvider.HookMethod.self)
        let format = try fields.choice("format", of: ProviderFile.Hook.Format.self)
        if method == .get, format == .json {
            throw problem(
                fields.node, in: file, "A GET brings no JSON.", "Use format: form, or POST.")
        }
        let kind = PlaceKind(format)
        let each = try place("each", &fields, kind)
        if each != nil, format != .json {
            throw problem(
                fields.node, in: file, "A form holds one text or receipt.",
                "Leave \"each\" out, or use format: json.")
        }
        var only: [(Place, [String])] = []
        if let node = fields.optional("only") {
            let fields = try ProviderFields(node, "only", in: file)
            for (name, _, value) in fields.all {
                only.append((try place(name, value, kind), try fields.words(value, name)))
            }
        }
        var delivery: [ProviderFile.DeliveryPart] = []
        if let node = fields.optional("delivery") {
            for word in try fields.words(node, "delivery") {
                if word.hasPrefix("header:") {
                    delivery.append(.header(String(word.dropFirst(7)).lowercased()))
                } else {
                    delivery.append(.place(try place(word, node, kind)))
                }
            }
        }
        return ProviderFile.Hook(
            method: method, format: format, each: each, only: only, delivery: delivery)
    }

    private func states(_ node: Node) throws(SMSProviderProblem) -> [String: TextReceipt.State] {
        var states: [String: TextReceipt.State] = [:]
        let fields = try ProviderFields(node, "states", in: file)
        for (name, key, value) in fields.all {
            guard let state = TextReceipt.State(rawValue: name), state != .unknown else {
                throw problem(
                    key, in: file, "\"\(name)\" is no state.", "Use underway, delivered and failed."
                )
            }
            for word in try fields.words(value, name) {
                guard states.updateValue(state, forKey: word) == nil else {
                    throw problem(
                        value, in: file, "\"\(word)\" has two meanings.", "Keep one of them.")
                }
            }
        }
        return states
    }
}

// MARK: places

extension ProviderReader {
    func place(
        _ name: String, _ fields: inout ProviderFields, _ kind: PlaceKind
    ) throws(SMSProviderProblem) -> Place? {
        guard let node = fields.optional(name) else { return nil }
        return try place(try fields.word(node, name), node, kind)
    }

    func requiredPlace(
        _ name: String, _ fields: inout ProviderFields, _ kind: PlaceKind
    ) throws(SMSProviderProblem) -> Place {
        try place(try fields.text(name), fields.node, kind)
    }

    func places(
        _ name: String, _ fields: inout ProviderFields, _ kind: PlaceKind
    ) throws(SMSProviderProblem) -> [Place] {
        guard let node = fields.optional(name) else { return [] }
        return try places(name, at: node, fields, kind)
    }

    private func places(
        _ name: String, at node: Node, _ fields: ProviderFields, _ kind: PlaceKind
    ) throws(SMSProviderProblem) -> [Place] {
        var places: [Place] = []
        for word in try fields.words(node, name) { places.append(try place(word, node, kind)) }
        return places
    }

    private func place(
        _ text: String, _ node: Node, _ kind: PlaceKind
    ) throws(SMSProviderProblem) -> Place {
        switch kind {
        case .json where text.hasPrefix("/"):
            return .pointer(
                text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
                    String($0).replacing("~1", with: "/").replacing("~0", with: "~")
                })
        case .form where !text.isEmpty: return .field(text)
        case .text where text == "body": return .body
        case .json:
            throw problem(
                node, in: file, "\"\(text)\" is no place in JSON.", "Begin with a slash: /data/id.")
        case .form: throw problem(node, in: file, "A field has no name.", "Write the field's name.")
        case .text:
            throw problem(node, in: file, "\"\(text)\" is no place in a text.", "Write body.")
        }
    }
}
