import Wire

/// Groups messages into threads: arrays of their indexes, each in order of arrival, threads in
/// order of their first message.
///
/// By References, else In-Reply-To; by subject only where a message names no parent and its subject
/// is marked as an answer. Loops and missing parents are tolerated; a message whose Message-ID came
/// before joins the first one's thread. Near linear. Source: RFC 5256 §3, after J. Zawinski.
public func thread(_ messages: [ReadMessage]) -> [[Int]] {
    var forest = Forest()
    var nodes: [Int] = []
    for message in messages {
        let node = message.messageID.map { forest.node(for: $0) } ?? forest.anonymous()
        nodes.append(node)
    }
    // A message knows its own parent best, so these links come before those that others report.
    for (index, message) in messages.enumerated() {
        if let parent = chain(message).last {
            forest.link(nodes[index], under: forest.node(for: parent))
        }
    }
    for message in messages {
        let ids = chain(message)
        for (parent, child) in zip(ids, ids.dropFirst()) {
            forest.link(forest.node(for: child), under: forest.node(for: parent))
        }
    }
    joinBySubject(messages, nodes, &forest)
    return groups(nodes, &forest)
}

/// The ancestors that a message names, oldest first, without itself.
private func chain(_ message: ReadMessage) -> [String] {
    let ids = message.references.isEmpty ? Array(message.inReplyTo.prefix(1)) : message.references
    return ids.filter { $0 != message.messageID }
}

/// RFC 5256 §3 step 5, narrowed: two meetings with the same title are two threads.
private func joinBySubject(_ messages: [ReadMessage], _ nodes: [Int], _ forest: inout Forest) {
    var firstBySubject: [String: Int] = [:]
    let subjects = messages.map { baseSubject($0.subject) }
    for index in messages.indices where !subjects[index].isReply {
        let key = subjects[index].text.lowercased()
        if !key.isEmpty, firstBySubject[key] == nil { firstBySubject[key] = nodes[index] }
    }
    for index in messages.indices where subjects[index].isReply && chain(messages[index]).isEmpty {
        let key = subjects[index].text.lowercased()
        guard !key.isEmpty else { continue }
        if let first = firstBySubject[key] {
            forest.link(nodes[index], under: first)
        } else {
            firstBySubject[key] = nodes[index]
        }
    }
}

private func groups(_ nodes: [Int], _ forest: inout Forest) -> [[Int]] {
    var order: [Int: Int] = [:]
    var threads: [[Int]] = []
    for (index, node) in nodes.enumerated() {
        let root = forest.root(of: node)
        if let place = order[root] {
            threads[place].append(index)
        } else {
            order[root] = threads.count
            threads.append([index])
        }
    }
    return threads
}

/// Trees of messages. A child is linked only while it has no parent, hence is the root of its tree;
/// a loop would arise just when both are in one tree, which the set of trees tells at once.
private struct Forest {
    private var ids: [String: Int] = [:]
    private var hasParent: [Bool] = []
    private var leader: [Int] = []

    mutating func node(for id: String) -> Int {
        if let known = ids[id] { return known }
        let node = anonymous()
        ids[id] = node
        return node
    }

    mutating func anonymous() -> Int {
        hasParent.append(false)
        leader.append(leader.count)
        return leader.count - 1
    }

    mutating func link(_ child: Int, under parent: Int) {
        guard !hasParent[child] else { return }
        let childRoot = root(of: child)
        let parentRoot = root(of: parent)
        guard childRoot != parentRoot else { return }
        leader[childRoot] = parentRoot
        hasParent[child] = true
    }

    /// The set's leader, with the path halved on the way.
    mutating func root(of node: Int) -> Int {
        var node = node
        while leader[node] != node {
            leader[node] = leader[leader[node]]
            node = leader[node]
        }
        return node
    }
}
