/// Where we read a published message otherwise than its authors expect, by case and field, with the
/// reason. Most are a difference of opinion about malformed mail.
let mimeGaps: [String: [String: String]] = [
    "attachment_2_base64": ["text": inner],
    "attachment_7bit": ["text": inner, "attachments": written],
    "attachment_8bit": ["text": inner],
    "attachment_emails/attachment_message_rfc822": ["text": inner, "attachments": inner],
    "error_emails/content_transfer_encoding_7-bit": [
        "text": "an Æ in UTF-8 that was declared otherwise; theirs shows Ã and a control character"
    ],
    "error_emails/content_transfer_encoding_plain": ["text": raw],
    "error_emails/invalid_subject_characters": ["subject": raw],
    "error_emails/missing_body": ["to": "a group that lost its way; we show no address for it"],
    "error_emails/missing_content_disposition": [
        "attachments": "a picture without a name is still an attachment"
    ],
    "forwarded_message": ["text": inner],
    "mime_emails/raw_email11": ["to": "theirs keeps a name without an address"],
    "mime_emails/raw_email_with_mimepart_without_content_type": [
        "text": inner, "attachments": written,
    ],
    "multipart_report_emails/multi_address_bounce1": ["text": inner, "attachments": written],
    "multipart_report_emails/multi_address_bounce2": ["text": inner, "attachments": written],
    "multipart_report_emails/multipart_report_multiple_status": [
        "text": "the words lie in a part labelled as machine-readable; ours has them in the body",
        "attachments": inner,
    ],
    "plain_emails/mix_caps_content_type": [
        "from": "a name and a bare address without brackets; we tell them apart"
    ],
    "plain_emails/raw_email6": ["text": raw],
    "plain_emails/raw_email_incorrect_header": [
        "subject": lax, "from": lax, "to": lax, "date": lax, "text": lax,
    ],
    "plain_emails/raw_email_with_at_display_name": [
        "to": "an @ in an unquoted name makes no second recipient"
    ],
    "rfc2822/example10": [
        "from": "a comment is not part of the name", "to": "a comment is not part of the name",
    ],
    "rfc2822/example13": ["subject": lax, "text": lax],
    "rfc2822/example14": ["subject": "a folded space before an encoded word is kept"],
    "text_with_content_id": ["attachments": "a text that is the body is no attachment as well"],
]

private let inner = "theirs adds the parts of an attached message to those of the message itself"
private let written = "an attached message differs by line ends at its end"
private let raw = "8-bit bytes without a charset are read, not dropped"
private let lax = "a stray line in the header is skipped; theirs takes all after it for text"
