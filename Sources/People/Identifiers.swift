import Store

// The ids that modules pass to one another. They stand here, at the lowest place that all of them
// import, so that a case can name a message without its module knowing delivery.

/// A school.
public struct SchoolID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A member of staff.
public struct StaffID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A household: permitted contacts with all their children.
public struct FamilyID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A student.
public struct StudentID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A parent or guardian.
public struct ContactID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// An address of one channel, whoever uses it.
public struct AddressID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A case.
public struct CaseID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A meeting with one family.
public struct MeetingID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A school's event.
public struct SchoolEventID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// An entry of a case's timeline.
public struct EntryID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// One decision to send a notice to an audience.
public struct SendID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// One message of the outbox: a notice for one address.
public struct OutboundID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// One thing that came in, as its bytes were kept.
public struct InboundID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A translation of a person's words into one language, on its way from machine to reviewer.
public struct DraftID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}

/// A notice that waits, for the readers of one language, until its words are translated.
public struct WaitingSendID: EntityID {
    /// Time-ordered base32.
    public let text: String
    /// Takes a stored id.
    public init(text: String) { self.text = text }
}
