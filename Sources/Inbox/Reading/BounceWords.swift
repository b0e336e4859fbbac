/// What mail systems write in bounces that are no report: data for ``FreeFormBounce``, lower case.
///
/// Sources: the systems' own texts as they are known from their documentation and manuals; the
/// samples in Tests/Corpora/kinds name each of them.
enum BounceWords {
    /// How the local part of a mail system's address begins.
    static let senders = [
        "mailer-daemon", "mailer_daemon", "mailerdaemon", "postmaster", "post_master", "mdaemon",
        "microsoftexchange",
    ]

    /// Part of the name that a mail system gives itself.
    static let senderNames = [
        "mail delivery", "mailer-daemon", "mailer daemon", "mail administrator",
        "system administrator", "mail system", "delivery subsystem", "postmaster",
    ]

    /// Part of a bounce's subject.
    static let subjects = [
        "undeliver", "delivery status notification", "delivery failure", "failure notice",
        "mail delivery failed", "returned mail", "delivery has failed", "could not be delivered",
        "not delivered", "mail delivery", "delivery problem", "warning: could not send",
        "delayed mail", "mail system error", "message not delivered", "delivery delayed",
        "delivery report", "delivery incomplete", "error sending message", "mail failed",
        "mail failure", "delivery notification", "returned to sender", "rejected:",
        "failed delivery", "delivery error", "unable to deliver",
        "unzustellbar", "nicht zustellbar", "nicht zugestellt",
        "no se puede entregar", "no entregado", "no se ha podido entregar",
        "error de entrega", "devuelto al remitente",
        "non remis", "échec de la remise", "non distribué", "échec de distribution",
        "não entregue", "não é possível entregar", "falha na entrega", "falha de entrega",
        "non recapitabile", "mancata consegna", "impossibile recapitare",
        "niedostarcz", "nie można dostarczyć", "недоставлен", "не доставлено",
        "не удалось доставить",
        "teslim edilemedi", "không gửi được", "thư bị trả lại", "không thể gửi",
        "退信", "无法送达", "未送达", "未傳遞的主旨", "無法傳遞", "传递失败", "傳遞失敗",
        "配信不能", "配信エラー", "配信できません", "送信エラー", "エラーメール",
        "배달되지 않음", "전송 실패", "발송 실패", "발송실패", "전달 실패", "تعذر التسليم", "لم يتم التسليم",
    ]

    /// What a bounce says of itself or of a recipient, on the line that names it.
    static let announcements = [
        "could not be delivered", "couldn't be delivered", "wasn't delivered", "was not delivered",
        "unable to deliver", "able to deliver", "delivery to the following recipient",
        "permanent fatal errors", "permanent fatal delivery errors",
        "following address", "did not reach", "could not be reached", "failed permanently",
        "delivery has failed", "undeliverable", "returned to sender", "failed recipient",
        "message could not", "transient non-fatal errors", "delivery failed", "could not send",
        "could not deliver", "cannot be delivered", "have not been delivered", "not be delivered",
        "not yet been delivered", "failed to deliver", "trying to deliver", "failed addresses",
        "attempting to deliver", "delivery is delayed", "failure reasons", "xmail bounce",
        "recipient(s)", "permanent error", "has been delayed", "address couldn't be found",
        "problem delivering", "deliver your message", "reject", "was undeliverable",
        "unknown user", "user unknown", "no valid recipients", "account is disabled",
        "no se ha podido entregar", "no se pudo entregar", "no pudo ser entregado",
        "n'a pas pu être", "échec de la remise", "konnte nicht zugestellt",
        "fehler bei der nachrichtenzustellung", "falha na entrega", "não pôde ser entregue",
        "não foi possível entregar", "impossibile recapitare", "non è stato possibile recapitare",
        "nie mogła zostać dostarczona", "nie można dostarczyć",
        "не может быть доставлено", "не может быть отправлено", "не удалось доставить",
        "teslim edilemedi", "không thể gửi", "không gửi được",
        "退回", "未能送达", "无法送达", "无法发送到", "無法傳遞", "无法投递", "無法送達",
        "配信できません", "送信できません", "届けることができません", "お届けできません",
        "전송되지 못했습니다", "전송하지 못했습니다", "배달하지 못했습니다", "발송 실패", "تعذر تسليم", "تعذر التسليم",
    ]

    /// What stands directly before an address that failed, `Failed address: jane@example.org`.
    static let labels = [
        "failed address", "failed recipient", "recipient address", "unknown user", "rcpt",
        "final-recipient", "original-recipient", "user unknown", "mailbox exceeds allowed size",
        "undeliverable to", "dirección del destinatario", "adresse du destinataire",
    ]

    /// The same where the label alone may as well name a recipient of the message that came back.
    static let weakLabels = [
        "to", "rcpt to", "recipient", "recipients", "para", "à", "an", "destinatario",
        "destinataire",
        "收件人", "收件者", "받는사람", "받는 사람", "수신자", "宛先", "кому", "المستلم",
    ]

    /// Below such a line stands what came back.
    static let endings = [
        "copy of the message", "original message", "returned message", "copy of your message",
        "message header", "message follows", "below this line", "unsent message",
        "message text follows", "lines of the message", "returned mail",
        "encabezados de mensaje", "en-têtes de message", "nachrichtenkopf", "cabeçalhos",
    ]

    /// What tells that delivery is still tried.
    static let delays = [
        "will retry", "will be retried", "warning message only", "has been delayed",
        "do not need to resend", "has not yet been delivered", "not yet been delivered",
        "delivery is delayed", "still being retried", "delivery attempts will continue",
        "warning only",
    ]

    /// The same in a subject.
    static let delaySubjects = [
        "delayed", "(delay)", "delivery incomplete", "warning: could not send",
        "still being retried",
    ]
}

/// What servers say about a recipient, lower case: data for ``Bounce``.
enum RefusalWords {
    /// The mailbox is full: not for good.
    static let full = [
        "mailbox full", "mailbox is full", "inbox is full", "over quota", "overquota",
        "quota exceeded", "exceeded storage", "exceeded the storage", "exceeded its quota",
        "exceeds allowed size", "quota is full", "out of storage", "insufficient system storage",
        "mailbox size limit", "account is full", "storage is full", "mailfolder is full",
        "buzón lleno", "buzón está lleno", "boîte aux lettres est pleine", "boîte pleine",
        "postfach ist voll", "postfach des empfängers ist voll", "caixa de correio está cheia",
        "casella piena", "casella è piena", "skrzynka jest pełna", "переполнен",
        "いっぱい", "邮箱已满", "郵箱已滿", "空间不足", "용량이 초과", "용량 초과", "사서함이 꽉",
    ]

    /// The address or its domain is no more.
    static let permanent = [
        "user unknown", "unknown user", "no such user", "address not found", "does not exist",
        "doesn't exist", "mailbox unavailable", "invalid recipient", "recipient rejected",
        "permanent error", "permanent failure", "permanently", "no mailbox here by that name",
        "unrouteable address", "unroutable address", "couldn't be found", "wasn't found",
        "could not be found", "unrouteable mail domain", "domain not found", "not listed in",
        "account has been disabled", "account is disabled", "no valid recipient", "user not found",
        "recipient unknown", "unknown recipient", "unknown address", "invalid address",
        "invalid mailbox", "invalid subscriber", "unrecognised recipient", "unrecognized recipient",
        "unrecognised-or-name", "doesn't have a", "no longer", "address rejected",
        "not our customer",
        "no existe", "no se encontró", "n'existe pas", "est introuvable", "existiert nicht",
        "não existe", "não pôde ser encontrado", "non esiste", "nie istnieje", "не существует",
        "не найден", "不存在", "存在しません", "見つかりません", "존재하지 않", "غير موجود",
    ]

    /// It may go another time.
    static let temporary = [
        "try again", "connection timed out", "temporarily", "temporary failure", "greylist",
        "graylist", "too many connections", "deferred", "connection refused", "will retry",
    ]
}
