"""The failures that whoknew raises, one class per kind; the command turns each into one line and an exit code.

Doubt about a text is never an error: it is a :class:`whoknew.model.Diagnostic`. These are for broken files,
settings and requests.
"""


class WhoknewError(Exception):
    """Base of all errors of ours; ``str(error)`` says what was wrong, where, and what to do."""

    exit_code = 1


class UsageError(WhoknewError):
    """The request itself is off (an unknown option value, nothing to read)."""

    exit_code = 2


class ReadingError(WhoknewError):
    """A file could not be turned into an account: missing, unreadable, empty, encrypted, not a text."""


class FetchError(ReadingError):
    """A URL that the user named could not be fetched."""


class ScenarioError(WhoknewError):
    """A scenario file is broken; carries the place and the remedy.

    ``line`` and ``column`` count from 1; ``path`` is the file as the user named it.
    """

    def __init__(self, message: str, *, path: str = "", line: int = 0, column: int = 0, remedy: str = "") -> None:
        self.message, self.path, self.line, self.column, self.remedy = message, path, line, column, remedy
        place = ":".join(part for part in (path, str(line) if line else "", str(column) if column else "") if part)
        text = f"{place}: {message}" if place else message
        super().__init__(f"{text} {remedy}".rstrip())


class WeightsError(WhoknewError):
    """The weights are missing, damaged, or of another version."""


class PipelineError(WhoknewError):
    """Stages cannot be ordered (a cycle among what they require and provide)."""


class QuestionError(UsageError):
    """A question names an agent, topic, time or source that the model does not hold; says what is near."""


class StoreError(WhoknewError):
    """A model, decision or report could not be written; what was there before is untouched."""
