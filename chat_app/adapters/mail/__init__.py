"""Mail: Amazon SES, SMTP, or, without either, the console and the outbox folder."""

from chat_app.adapters.mail.letter import Mail, Mailer, NotSent
from chat_app.adapters.mail.outbox import OutboxMailer
from chat_app.adapters.mail.patient import PatientMailer
from chat_app.adapters.mail.smtp import SmtpMailer
from chat_app.config import Settings

__all__ = ["Mail", "Mailer", "NotSent", "OutboxMailer", "PatientMailer", "SmtpMailer", "open_mailer"]


def open_mailer(settings: Settings) -> Mailer:
    """The mailer that the settings ask for. Nothing is connected yet."""
    if settings.aws_ses_sender:
        from chat_app.adapters.mail.ses import SesMailer  # boto3 is an eighth of a start

        return PatientMailer(SesMailer(settings))
    if settings.smtp_url:
        return PatientMailer(SmtpMailer(settings.smtp_url, settings.mail_from))
    return OutboxMailer(settings.data_dir / "outbox", settings.mail_from)
