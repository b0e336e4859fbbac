internal import CICal

/// Writes an invitation as iCalendar text, folded and with CRLF.
///
/// The reader is the only ATTENDEE, so that no copy names another; answers go to the organizer's
/// address. Source: RFC 5545, RFC 5546 §3.2.2 and §3.2.5.
/// - Throws: ``CalendarError`` with ``CalendarError/Reason/unwritable`` when libical refuses it.
public func writeInvitation(
    _ invitation: CalendarInvitation, organizer: Mailbox, attendee: Mailbox
) throws(CalendarError) -> String {
    guard let calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT) else {
        throw CalendarError(reason: .unwritable)
    }
    defer { icalcomponent_free(calendar) }
    let method = invitation.method == .cancel ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST
    icalcomponent_add_property(calendar, icalproperty_new_version("2.0"))
    icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Parley//Parley//EN"))
    icalcomponent_add_property(calendar, icalproperty_new_method(method))
    guard let event = icalcomponent_new(ICAL_VEVENT_COMPONENT) else {
        throw CalendarError(reason: .unwritable)
    }
    icalcomponent_add_component(calendar, event)
    addTimes(of: invitation, to: event)
    addWords(of: invitation, to: event)
    addPeople(organizer, attendee, of: invitation, to: event)
    guard let text = icalcomponent_as_ical_string_r(calendar) else {
        throw CalendarError(reason: .unwritable)
    }
    defer { icalmemory_free_buffer(text) }
    return String(cString: text)
}

private func addTimes(of invitation: CalendarInvitation, to event: OpaquePointer) {
    let zone = icaltimezone_get_utc_timezone()
    func time(_ milliseconds: Int64) -> icaltimetype {
        icaltime_from_timet_with_zone(Int(milliseconds / 1_000), 0, zone)
    }
    icalcomponent_add_property(event, icalproperty_new_uid(oneLine(invitation.uid)))
    icalcomponent_add_property(event, icalproperty_new_dtstamp(time(invitation.stamp)))
    icalcomponent_add_property(event, icalproperty_new_dtstart(time(invitation.start)))
    icalcomponent_add_property(event, icalproperty_new_dtend(time(invitation.end)))
    icalcomponent_add_property(
        event, icalproperty_new_sequence(Int32(clamping: invitation.sequence)))
}

private func addWords(of invitation: CalendarInvitation, to event: OpaquePointer) {
    let summary = icalproperty_new_summary(oneLine(invitation.summary))
    icalproperty_add_parameter(summary, icalparameter_new_language(oneLine(invitation.language)))
    icalcomponent_add_property(event, summary)
    icalcomponent_add_property(event, icalproperty_new_location(oneLine(invitation.location)))
    let isCancelled = invitation.method == .cancel
    icalcomponent_add_property(
        event, icalproperty_new_status(isCancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED))
}

private func addPeople(
    _ organizer: Mailbox, _ attendee: Mailbox, of invitation: CalendarInvitation,
    to event: OpaquePointer
) {
    let host = icalproperty_new_organizer("mailto:" + oneLine(organizer.address))
    if let name = organizer.name {
        icalproperty_add_parameter(host, icalparameter_new_cn(oneLine(name)))
    }
    icalcomponent_add_property(event, host)
    let guest = icalproperty_new_attendee("mailto:" + oneLine(attendee.address))
    if let name = attendee.name {
        icalproperty_add_parameter(guest, icalparameter_new_cn(oneLine(name)))
    }
    var parameters = [
        icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL),
        icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT),
    ]
    // What is called off asks for no answer (RFC 5546 §3.2.5).
    if invitation.method == .request {
        parameters.append(icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION))
        parameters.append(icalparameter_new_rsvp(ICAL_RSVP_TRUE))
    }
    for parameter in parameters { icalproperty_add_parameter(guest, parameter) }
    icalcomponent_add_property(event, guest)
}

/// Text without control characters: none may begin a property of its own.
private func oneLine(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
}
