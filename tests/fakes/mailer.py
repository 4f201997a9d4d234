"""A mailer in memory: keeps what it took, fails as told."""

from tools.send.providers.base import BeforeDot, MailerError, OutgoingMail, Receipt


class FakeMailer:
    """`fail_before` and `fail_after` are raised on either side of the dot; `is_sure` False: it cannot look in Sent."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.taken: list[OutgoingMail] = []
        self.fail_before: MailerError | None = None
        self.fail_after: MailerError | None = None
        self.keeps_on_failure = False
        self.is_sure = True

    async def deliver(self, mail: OutgoingMail, before_dot: BeforeDot) -> Receipt:
        if self.fail_before:
            raise self.fail_before
        await before_dot()
        if self.fail_after:
            if self.keeps_on_failure:
                self.taken.append(mail)
            raise self.fail_after
        self.taken.append(mail)
        return Receipt("250 taken")

    async def find_sent(self, rfc_id: str) -> bool | None:
        return any(mail.rfc_id == rfc_id for mail in self.taken) if self.is_sure else None
