"""Candidates to TIMEX3 values, in the order of the text, carrying the narrative's clock along.

Value conventions are TimeML's (ISO 8601 with parts TMO, TMI, TAF, TEV, TNI, seasons SP, SU, FA, WI, weeks 2016-W10,
decades 195, centuries 18, PRESENT_REF, PAST_REF, FUTURE_REF; unknown digits X).
"""

from whoknew.stages.times import absolute, numeric, relative, spans
from whoknew.stages.times.clock import Clock
from whoknew.stages.times.patterns import Found
from whoknew.stages.times.values import Context, Handled, Handler, Value

__all__ = ["Context", "Value", "resolve"]

HANDLERS: dict[str, Handler] = {
    "iso": absolute.read_iso,
    "numeric": numeric.read_numeric,
    "date": absolute.read_dated,
    "month": absolute.read_month_alone,
    "ad": absolute.read_ad,
    "bc": absolute.read_bc,
    "month_bc": absolute.read_month_bc,
    "half_year": absolute.read_half_year,
    "day_alone": absolute.read_day_alone,
    "century": absolute.read_century,
    "decade": absolute.read_decade,
    "fiscal": absolute.read_fiscal,
    "season": absolute.read_season,
    "year": absolute.read_year,
    "range_year": absolute.read_range_year,
    "short_year": absolute.read_short_year,
    "weekday": relative.read_weekday_named,
    "clock": relative.read_clock,
    "today": relative.read_today,
    "present": relative.read_present,
    "part": relative.read_part,
    "shifted": relative.read_shifted,
    "offset": relative.read_offset,
    "range_ref": spans.read_range_ref,
    "age": spans.read_age,
    "compound": spans.read_age,
    "amount": spans.read_amount,
    "bare": spans.read_bare,
    "set": spans.read_set,
    "that_time": relative.read_that_time,
    "vague_past": relative.read_vague_past,
    "holiday": absolute.read_holiday,
    "span_of_time": spans.read_span_of_time,
}  # fmt: skip


def resolve(found: Found, clock: Clock, context: Context) -> Handled:
    """The value of one candidate and the clock after it; ``None`` where the words are no time after all."""
    try:
        return HANDLERS[found.kind](found.parts, clock, context)
    except (OverflowError, ValueError):
        return None, clock
