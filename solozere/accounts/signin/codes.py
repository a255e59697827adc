"""The code sent by mail, as a stage of allauth's sign-in: kept in the session of the browser that asked for it.

Known and unknown addresses go the same way, with the same message and the same writes: an account is opened only once the
code proves the address. A code that is late or spent keeps its address, so that another one is a button away.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login, stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from solozere.accounts import actions
from solozere.accounts.signin.waiting import WaitingCode

REMEMBERED_SECONDS = 30 * 24 * 3600


class SignInCode(WaitingCode):
    """A sign-in that waits for its code; its state lies in the stage."""

    def __init__(self, stage: Any) -> None:
        self.stage = stage
        self.request: HttpRequest = stage.request
        self.state: dict[str, Any] = stage.state
        self.email = str(self.state.get("email", ""))

    @classmethod
    def start(cls, request: HttpRequest, email: str) -> "SignInCode":
        """Send a code to `email` and wait for it in this browser; a sign-in that was under way gives way to this one."""
        clear_login(request)
        login = Login(email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state["email"] = email
        code = cls(stage)
        code.send()
        return code

    def send(self) -> None:
        """A new code; the time left to finish starts again."""
        self.stage.login.initiated_at = time.time()
        super().send()

    def finish(self, redirect_url: str | None, *, remember: bool) -> HttpResponse:
        """The address is proved: enter, by the second factor where there is one; where to go is the answer's."""
        user = actions.enter(self.email)
        self.request.session.set_expiry(REMEMBERED_SECONDS if remember else 0)
        record_authentication(self.request, user, method="code", email=self.email)
        login = Login(user=user, redirect_url=redirect_url, email=self.email)
        answer: HttpResponse = perform_login(self.request, login)
        return answer

    def keep(self) -> None:
        """In the session of the browser."""
        stash_login(self.request, self.stage.login)
