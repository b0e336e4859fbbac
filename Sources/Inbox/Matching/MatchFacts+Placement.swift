import People

extension MatchFacts {
    /// Decides by the strongest evidence, and asks a person rather than guess: a wrong match shows
    /// one family's words in another's case.
    public func placement() -> Placement {
        if isWithdrawn {
            return .triage(.withdrawnAddress, candidates: withdrawn + leads + senderCases)
        }
        // Whatever the rungs, evidence for two families is evidence for none; and a mail from one
        // known family to another's address was forwarded, or is a mistake of theirs or ours.
        let named = Set(leads.map(\.family))
        let isOthers = !senderFamilies.isEmpty && named.isDisjoint(with: senderFamilies)
        if named.count > 1 || (!named.isEmpty && isOthers) {
            return .triage(.contradiction, candidates: leads + senderCases)
        }
        if let placed = placement(byFirstOf: [.token, .reference, .calendarUID, .quotedToken]) {
            return placed
        }
        if hasInvalidToken { return .triage(.invalidToken, candidates: leads + senderCases) }
        return placement(byFirstOf: [.thread, .quotedWords]) ?? placementBySender()
    }

    /// What is withdrawn decides, unless something at least as strong was not.
    private var isWithdrawn: Bool {
        guard let most = withdrawn.map(\.evidence.rank).min() else { return false }
        return !leads.contains { $0.evidence.rank <= most }
    }

    private func placement(byFirstOf rungs: [Evidence]) -> Placement? {
        for evidence in rungs {
            let found = leads.filter { $0.evidence == evidence }
            if let lead = found.first { return placement(by: lead, of: found) }
        }
        return nil
    }

    private func placement(by lead: Lead, of found: [Lead]) -> Placement {
        // Of Message-IDs the nearest counts; addresses and quoted mails have no order.
        let isOrdered = [.reference, .thread].contains(lead.evidence)
        if !isOrdered, Set(found.map(\.caseID)).count > 1 {
            return .triage(.severalCases, candidates: found)
        }
        // A case's own message went to one family; a bulk notice to a shared address did not.
        if lead.caseID == nil, Set(sharedBy).count > 1 {
            let others = Set(sharedBy).subtracting(found.map(\.family))
                .sorted { $0.text < $1.text }
                .map { Lead(.sender, family: $0, contact: nil, caseID: nil) }
            return .triage(.sharedAddress, candidates: found + others + senderCases)
        }
        // Closing a case tells the family nothing, and a weak sign does not open it again.
        if lead.evidence.isWeak, let id = lead.caseID, closed.contains(id) {
            return .triage(.noOpenCase, candidates: found + senderCases)
        }
        let isForeign = !senderFamilies.contains(lead.family)
        // Whoever was passed our mail on can quote it: from a stranger it is that person's word.
        let isUnverified = lead.evidence.isWeak || (lead.evidence == .quotedToken && isForeign)
        return .file(lead, isUnverified: isUnverified, isForeign: isForeign)
    }

    private func placementBySender() -> Placement {
        let isKnown = !senderFamilies.isEmpty
        let families = Set(isKnown ? senderFamilies : learntFamilies)
        if families.isEmpty { return unplaced(.unknownSender, []) }
        if families.count > 1 { return unplaced(.severalFamilies, senderCases) }
        // Whom a person placed once may write about another family today.
        if !isKnown, namedPeople.contains(where: families.isDisjoint) {
            return .triage(.contradiction, candidates: senderCases)
        }
        guard let only = senderCases.first else {
            let places = families.map { Lead(.sender, family: $0, contact: nil, caseID: nil) }
            return unplaced(.noOpenCase, places)
        }
        guard senderCases.count == 1 else { return unplaced(.severalCases, senderCases) }
        return .file(only, isUnverified: true, isForeign: !isKnown)
    }

    private func unplaced(_ reason: TriageReason, _ candidates: [Lead]) -> Placement {
        .triage(hasStrippedAddress ? .strippedAddress : reason, candidates: candidates)
    }
}
