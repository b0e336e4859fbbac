/// Why the database did not do what it was asked.
public enum StoreError: Error, Sendable, Hashable {
    /// It can't be opened or reached.
    case unreachable(String)
    /// The connection broke; whether a commit under way took effect is unknown when `committing`.
    case disconnected(String, committing: Bool)
    /// Another program held the lock for longer than the time allowed.
    case locked(String)
    /// Two transactions stood in each other's way; the whole transaction may be tried again.
    case conflict(String)
    /// A rule of the schema forbids the change: unique, foreign key, not null, check.
    case constraint(String)
    /// No room on the disk.
    case full(String)
    /// The file is no database, or is damaged.
    case damaged(String)
    /// A newer program wrote the schema.
    case newerSchema(found: Int, known: Int, program: String)
    /// The schema lacks migrations.
    case olderSchema(found: Int, known: Int)
    /// A statement is wrong, or a column holds what was not expected: a fault of ours.
    case statement(String)
    /// An earlier statement of the same transaction failed; nothing of it is kept.
    case ended(String)

    /// It passes by itself, or when somebody mends the database: what was being done is not to blame.
    public var isTheDatabases: Bool {
        switch self {
        case .unreachable, .disconnected, .locked, .conflict, .full: true
        case .constraint, .damaged, .newerSchema, .olderSchema, .statement, .ended: false
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// What happened, and what to do next.
    public var description: String {
        switch self {
        case .unreachable(let why):
            "The database can't be opened: \(why) Check `database` in the settings."
        case .disconnected(let why, let committing):
            "The connection to the database broke (\(why)). "
                + (committing
                    ? "Whether the last change was kept is unknown; look before you repeat it."
                    : "Nothing was changed; try again.")
        case .locked(let where_):
            "The database is locked by another program (\(where_)). "
                + "Close that program or wait, then try again; nothing was changed."
        case .conflict(let why):
            "Two changes met (\(why)). Nothing was changed; try again."
        case .constraint(let which):
            "The database refused a change that breaks a rule (\(which)). Nothing was changed."
        case .full(let where_):
            "The disk is full (\(where_)). Make room, then try again; nothing was changed."
        case .damaged(let where_):
            "The file is damaged or is no Parley database (\(where_)). "
                + "Restore the last backup, or name another file in `database`."
        case .newerSchema(let found, let known, let program):
            "The database has schema \(found), written by parley \(program); this program knows "
                + "schemas up to \(known). Install that version or a newer one."
        case .olderSchema(let found, let known):
            "The database has schema \(found), this program needs \(known). "
                + "Back it up, then run `parley migrate`; an older program can't use it afterwards."
        case .statement(let why):
            "The database did not understand a statement (\(why)). This is a fault of Parley's."
        case .ended(let why):
            "A transaction went on after a failed statement (\(why)). Nothing of it was kept."
        }
    }
}
