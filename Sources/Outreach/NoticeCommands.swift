import Delivery
import Localization

extension NoticeTemplate {
    /// Why a person can't fill the notice in and send it, with the command that sends it; nil when
    /// it is one that a person fills in.
    ///
    /// What a command sends by itself hangs on a meeting, an event or an answer that a form knows
    /// nothing of. What is not in this list is free to be sent, an operator's own among it.
    var ownCommand: String? {
        if let kind = MeetingNotice.Kind(rawValue: id) { return kind.command }
        if AutomaticNotice(rawValue: id) != nil {
            return "Parley sends it by itself, as an answer to a family."
        }
        switch id {
        case SendWords.concernNotice: return "It is sent by: parley send concern CASE"
        case SendWords.urgentNotice: return "It is sent by: parley send urgent --words …"
        case Welcome.notice: return "It is sent by: parley send welcome"
        case SendClosure.notice: return "It is sent by: parley send closure --change …"
        case AnnounceEvent.notice: return "It is sent by: parley event send EVENT"
        case AskLanguage.notice: return "It is sent by: parley people ask-language CONTACT"
        case RemindOfEvent.notice: return "It is sent by: parley event remind EVENT"
        default: break
        }
        switch kind {
        case .case, .bulk: return nil
        case .service: return "A notice of kind \"service\" is one that Parley sends by itself."
        case .urgent: return "What is urgent is sent by: parley send urgent --words …"
        }
    }
}

extension MeetingNotice.Kind {
    /// Which command sends it.
    var command: String {
        switch self {
        case .invitation: "It is sent by: parley meeting invite MEETING"
        case .changed: "It is sent by: parley meeting change MEETING"
        case .cancelled: "It is sent by: parley meeting cancel MEETING"
        case .reminder: "It is sent by: parley meeting remind MEETING"
        }
    }
}
