"""Mail: Amazon SES, SMTP, or, without either, the console and the outbox folder."""

from chat_app.adapters.mail.mailer import Mail, Mailer, NotSent
from chat_app.adapters.mail.outbox import OutboxMailer
from chat_app.adapters.mail.retrying import RetryingMailer
from chat_app.adapters.mail.smtp import SmtpMailer
from chat_app.config import Settings

__all__ = ["Mail", "Mailer", "NotSent", "OutboxMailer", "RetryingMailer", "SmtpMailer", "open_mailer"]


def open_mailer(settings: Settings) -> Mailer:
    """Return the mailer for the settings, not connected yet."""
    if settings.aws_ses_sender:
        from chat_app.adapters.mail.ses import SesMailer  # boto3 takes an eighth of a start

        return RetryingMailer(SesMailer(settings))
    if settings.smtp_url:
        return RetryingMailer(SmtpMailer(settings.smtp_url, settings.mail_from))
    return OutboxMailer(settings.data_dir / "outbox", settings.mail_from)
