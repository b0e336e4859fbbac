import Wire

/// What an iTIP scenario has to say about a product that invites families to single meetings and
/// receives their answers.
enum ITIPScope: Hashable {
    /// Its REPLY is one that our reader reads.
    case reads
    /// Its message is none of ours, and our reader says why.
    case refuses(CalendarError.Reason)
    /// Its REQUEST or CANCEL has nothing that ours lacks.
    case writes
    /// It speaks of something else.
    case outside(Reason)

    enum Reason: String, CaseIterable {
        case attendeeSide = "what an attendee's own program keeps and sends; Parley never is one"
        case repeating = "about meetings that repeat; Parley's are single"
        case localTime = "with a zone and its rules; Parley writes instants in UTC"
        case significance = "whether a change matters; Parley tells each that its staff makes"
        case noMeeting = "nothing goes out, for there is no meeting with anybody"
        case storedObject = "about stored objects that contradict themselves; Parley stores none"
        case calDAV = "about who schedules between a CalDAV client and its server"
    }

    /// By the scenario's name, without `itip-send-` or `itip-receive-`.
    static let table: [String: ITIPScope] = [
        "AttendeeReply-Accepted": .reads,
        "AttendeeReply-AcceptedAllDay": .reads,
        "AttendeeReply-AcceptedWithTz": .reads,
        "AttendeeReply-AddExdateWithoutPreviousExdate": .reads,
        "AttendeeReply-CreateReplyByException": .reads,
        "AttendeeReply-CreateReplyByExceptionAllDay": .reads,
        "AttendeeReply-CreateReplyByExceptionTz": .reads,
        "AttendeeReply-Declined": .reads,
        "AttendeeReply-DeclinedCancelledEvent": .outside(.attendeeSide),
        "AttendeeReply-DontCreateReplyWhenEventWasDeclined": .outside(.attendeeSide),
        "AttendeeReply-NewEventWithReply": .reads,
        "AttendeeReply-NoChange": .outside(.attendeeSide),
        "AttendeeReply-NoChangeForceSend": .reads,
        "AttendeeReply-NoRelevantAttendee": .outside(.attendeeSide),
        "AttendeeReply-PartyCrasher": .reads,
        "AttendeeReply-RecurringAllDay": .reads,
        "AttendeeReply-RecurringReply": .reads,
        "AttendeeReply-ReplyNoMasterEvent": .reads,
        "AttendeeReply-ScheduleAgentOnOrganizer": .outside(.attendeeSide),
        "DeleteEvent-AttendeeDeleteCancelledEvent": .outside(.attendeeSide),
        "DeleteEvent-AttendeeDeleteWithDtend": .reads,
        "DeleteEvent-AttendeeReplyWithDuration": .reads,
        "DeleteEvent-NoCalendar": .outside(.noMeeting),
        "DeleteEvent-OrganizerDeleteWithDtend": .writes,
        "DeleteEvent-OrganizerDeleteWithDuration": .writes,
        "DeleteEvent-VTodo": .outside(.noMeeting),
        "Evolution-AttendeeModify": .outside(.attendeeSide),
        "Evolution-NewEvolutionEvent": .outside(.localTime),
        "NewEvent-AttendeeRemoval": .outside(.repeating),
        "NewEvent-BrokenEventOrganizerMisMatch": .outside(.storedObject),
        "NewEvent-BrokenEventUIDMisMatch": .outside(.storedObject),
        "NewEvent-CaseInsensitiveOrganizers": .outside(.repeating),
        "NewEvent-ChangingOrganizers": .outside(.storedObject),
        "NewEvent-MultipleUID": .outside(.storedObject),
        "NewEvent-NoAttendee": .outside(.noMeeting),
        "NewEvent-NoOrganizerHasAttendee": .outside(.noMeeting),
        "NewEvent-RecurrenceInvite": .outside(.repeating),
        "NewEvent-RecurrenceInvite2": .outside(.repeating),
        "NewEvent-RecurrenceInvite3": .outside(.repeating),
        "NewEvent-ScheduleAgentClient": .outside(.calDAV),
        "NewEvent-SimpleInvite": .writes,
        "NewEvent-VTODO": .outside(.noMeeting),
        "ProcessMessage-Cancel": .refuses(.method("CANCEL")),
        "ProcessMessage-CancelNoExistingEvent": .refuses(.method("CANCEL")),
        "ProcessMessage-RequestNew": .refuses(.method("REQUEST")),
        "ProcessMessage-RequestUpdate": .refuses(.method("REQUEST")),
        "ProcessMessage-UnsupportedComponent": .refuses(.method("")),
        "ProcessMessage-UnsupportedMethod": .refuses(.method("PUBLISH")),
        "ProcessReply-ReplyAccept": .reads,
        "ProcessReply-ReplyAcceptUpdateRSVP": .reads,
        "ProcessReply-ReplyExistingExceptionRecurrenceIdInUTC": .reads,
        "ProcessReply-ReplyNewException": .reads,
        "ProcessReply-ReplyNewExceptionFirstOccurrence": .reads,
        "ProcessReply-ReplyNewExceptionNoMasterEvent": .reads,
        "ProcessReply-ReplyNewExceptionRecurrenceIdInDifferentTz": .reads,
        "ProcessReply-ReplyNewExceptionRecurrenceIdInUTC": .reads,
        "ProcessReply-ReplyNewExceptionTz": .reads,
        "ProcessReply-ReplyNoOriginal": .reads,
        "ProcessReply-ReplyPartyCrashCreateException": .reads,
        "ProcessReply-ReplyPartyCrasher": .reads,
        "ProcessReply-ReplyRequestStatus": .reads,
        "ProcessReply-ReplyWithTz": .reads,
        "SignificantChanges-SignificantChangesAttendeesOrderNoChange": .outside(.significance),
        "SignificantChanges-SignificantChangesNoChange": .outside(.significance),
        "SignificantChanges-SignificantChangesRRuleNoChange": .outside(.significance),
        "SignificantChanges-SignificantChangesRRuleOrderNoChange": .outside(.significance),
        "SignificantChanges-SignificantChangesVeventOrderNoChange": .outside(.significance),
        "UpdateEvent-ExdateTimezone": .outside(.repeating),
        "UpdateEvent-ExdateTimezoneUTC": .outside(.repeating),
        "UpdateEvent-InviteChange": .writes,
        "UpdateEvent-InviteChangeExdateOrder": .outside(.repeating),
        "UpdateEvent-InviteChangeFromNonSchedulingToSchedulingObject": .writes,
        "UpdateEvent-InviteChangeFromSchedulingToNonSchedulingObject": .writes,
        "UpdateEvent-InviteChangeSignificantChange": .writes,
        "UpdateEvent-InviteNoChange": .writes,
        "UpdateEvent-InviteNoChangeForceSend": .writes,
        "UpdateEvent-InviteRemoveAttendees": .writes,
        "UpdateEvent-InviteStatusCancelled": .writes,
        "UpdateEvent-NoAttendees": .outside(.noMeeting),
        "UpdateEvent-RemoveInstance": .outside(.repeating),
    ]
}
