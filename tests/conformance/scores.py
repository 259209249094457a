"""What the questions of scores mean in calls of the library.

Rules of this file: numbers that JSON cannot write come as text, ``"NaN"`` and ``"Infinity"``, and
become what they name where a number is asked for. What the library refuses is named by what was
wrong: the error's own name, or else the field that it is about.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from postsales import (
    CES_1_7,
    CES_V1_1_5,
    LTR_0_10,
    STARS_1_5,
    CaseClosed,
    CaseOpened,
    ConsentWithdrawn,
    Dedupe,
    During,
    Event,
    Hours,
    Indicator,
    InvalidValue,
    InvitationTerms,
    NpsCounts,
    Outcome,
    PostsalesError,
    Prior,
    PriorCounts,
    PseudoAnswers,
    RatingHistogram,
    RatingScale,
    ReportingPolicy,
    Response,
    ScaleKind,
    Shown,
    SurveyAsked,
    SurveyDismissed,
    SurveyFunnel,
    TopBox,
    WrongType,
    feedback,
    invitations,
)
from postsales.basics.moments import instant
from tests.conformance.compare import Answers, AnyOrder, Given

__all__ = ["KINDS"]

# What a case calls the error of a field that the library refuses without a class of its own.
FIELDS = {
    "promoters": "InvalidCount",
    "passives": "InvalidCount",
    "detractors": "InvalidCount",
    "successes": "InvalidCount",
    "n": "InvalidCount",
    "confidence": "InvalidConfidence",
    "satisfied": "InvalidTopBox",
    "variance": "InvalidVariance",
    "margin": "InvalidMargin",
    "weight": "InvalidWeight",
    "weights": "InvalidWeight",
    "maximum": "InvalidScale",
    "at": "NaiveDatetime",
    "hours": "InvalidQuarantine",
    "prior_weight": "InvalidPrior",
    "prior_mean": "InvalidPrior",
    "prior_counts": "InvalidPrior",
    "half_life": "InvalidHalfLife",
    "age": "FutureResponse",
    "answered": "InvalidCount",
    "groups": "InvalidCount",
    "invited": "InvalidCount",
    "privacy_k": "InvalidThreshold",
    "best": "InvalidScale",
    "value": "InvalidIndicator",
    "start": "InvalidCount",
    "end": "InvalidCount",
    "new": "InvalidCount",
}

# What a case calls the reasons for not asking.
REASONS = {
    "opted_out": "opted_out",
    "held_back": "open_complaint",
    "dismissal_limit": "dismissal_limit",
    "asked_recently": "quarantine",
}


def refused(problem: PostsalesError) -> Answers:
    """The answer of a call that raised."""
    name = type(problem).__name__
    if type(problem) in (InvalidValue, WrongType):
        field = getattr(problem, "field", "")
        name = FIELDS.get(field, f"{name} of {field}")
    return {"error": name, "says": str(problem)}


def asked(question: Callable[[Given], Answers]) -> Callable[[Given], Answers]:
    """The question, answered with an error where the library raises one."""

    def answer(given: Given) -> Answers:
        try:
            return question(given)
        except PostsalesError as problem:
            return refused(problem)

    return answer


def number(value: Any) -> Any:
    """A number, or what its name stands for."""
    return float(value) if value in ("NaN", "Infinity", "-Infinity") else value


def counts(given: Given) -> NpsCounts:
    """The counts of a case."""
    return NpsCounts(
        promoters=given["promoters"], passives=given["passives"], detractors=given["detractors"]
    )


def told(found: NpsCounts) -> dict[str, Any]:
    """The counts and their score."""
    return {
        "detractors": found.detractors,
        "passives": found.passives,
        "promoters": found.promoters,
        "n": found.n,
        "score": found.score,
    }


def scale(ends: Iterable[int], kind: ScaleKind = ScaleKind.SATISFACTION) -> RatingScale:
    """A scale from its two ends."""
    low, high = ends
    return RatingScale(low, high, kind=kind)


def _category(given: Given) -> Answers:
    return {"category": str(feedback.nps_category(number(given["score"])))}


def _parsed(given: Given) -> Answers:
    return {"score": feedback.parse_score(number(given["raw"]), scale(given["scale"]))}


def _score(given: Given) -> Answers:
    return told(feedback.nps([number(score) for score in given["scores"]]).counts)


def _from_counts(given: Given) -> Answers:
    return told(counts(given))


def _display(given: Given) -> Answers:
    found = counts(given)
    exact = None if found.score is None else [found.score.numerator, found.score.denominator]
    return {"exact": exact, "display": feedback.nps(found).display}


def _variance(given: Given) -> Answers:
    found = counts(given)
    if found.variance is None:
        return {"variance": None, "se": None}
    return {"variance": found.variance, "se": math.sqrt(found.variance / found.n)}


def _pseudo(given: Given) -> PseudoAnswers:
    if given.get("pseudo") is None:
        return PseudoAnswers()
    detractors, passives, promoters = given["pseudo"]
    return PseudoAnswers(detractors=detractors, passives=passives, promoters=promoters)


def _interval(given: Given) -> Answers:
    found = counts(given)
    interval = feedback.nps_interval(
        found,
        method=given["method"],
        confidence=number(given["confidence"]),
        pseudo=_pseudo(given),
    )
    if interval is None:
        return {"score": found.score, "low": None, "high": None}
    low, high = interval.unclipped
    return {
        "score": found.score,
        "low": interval.low,
        "high": interval.high,
        "low_unclipped": low,
        "high_unclipped": high,
        "margin": (high - low) / 2,
        "centre": interval.centre,
    }


_MOST_ANSWERS = 10_000


def _first_at_100(given: Given) -> Answers:
    for n in range(1, _MOST_ANSWERS + 1):
        interval = feedback.nps_interval(
            NpsCounts(promoters=n), method=given["method"], confidence=given["confidence"]
        )
        if interval is not None and interval.unclipped[1] >= 100:
            return {"smallest_n_whose_interval_reaches_100": n}
    return {"smallest_n_whose_interval_reaches_100": None}


def _ordered(given: Given, name: str) -> NpsCounts:
    classes = given["order"].split(",")
    return NpsCounts(**dict(zip(classes, given[name], strict=True)))


def _compared(given: Given) -> Answers:
    found = feedback.compare_nps(
        _ordered(given, "current"),
        _ordered(given, "baseline"),
        confidence=number(given["confidence"]),
        method=given["method"],
    )
    return {
        "raw_difference": found.observed,
        "difference": found.difference,
        "se": found.standard_error,
        "low": found.interval and found.interval.unclipped[0],
        "high": found.interval and found.interval.unclipped[1],
        "z": found.z,
        "p_value": found.p_value,
        "significant": found.is_significant,
        "reason": found.reason and str(found.reason),
    }


def _sample_size(given: Given) -> Answers:
    n = feedback.nps_sample_size(
        number(given["margin"]),
        confidence=number(given["confidence"]),
        variance=number(given["variance"]),
        population=given["population"],
        method=given["method"],
    )
    return {"n": n}


def _sample_size_to_compare(given: Given) -> Answers:
    n = feedback.nps_sample_size_to_compare(
        number(given["difference"]),
        confidence=number(given["confidence"]),
        power=number(given["power"]),
        variance=number(given["variance_each"]),
    )
    return {"n_per_group": n}


def _weighted(given: Given) -> Answers:
    found = feedback.weighted_nps(given["scores"], [number(one) for one in given["weights"]])
    return {
        "score": found.score,
        "se_linearized": found.standard_error,
        "n_effective": found.effect.n_effective,
        "design_effect": found.effect.deff,
    }


def _moment(day_or_instant: str) -> str:
    return day_or_instant if "T" in day_or_instant else f"{day_or_instant}T00:00Z"


def _deduped(given: Given) -> Answers:
    responses = [
        Response(
            "nps",
            one["score"],
            LTR_0_10,
            at=_moment(one["at"]),
            customer=one["customer"] or "",
        )
        for one in given["responses"]
    ]
    found = feedback.nps(responses, dedupe=Dedupe.read("policy", given["policy"]))
    return {**told(found.counts), "n": found.n, "score": found.score}


def _proportion(given: Given) -> Answers:
    found = feedback.proportion_interval(
        number(given["successes"]),
        number(given["n"]),
        method=given["method"],
        confidence=number(given["confidence"]),
    )
    if found is None:
        return {"p": None, "low": None, "high": None, "degenerate": False}
    return {
        "p": given["successes"] / given["n"],
        "low": found.low,
        "high": found.high,
        "low_unclipped": found.unclipped[0],
        "high_unclipped": found.unclipped[1],
        "degenerate": found.is_degenerate,
    }


def _csat(given: Given) -> Answers:
    on = scale(given["scale"])
    found = feedback.csat(
        [number(one) for one in given["ratings"]],
        scale=on,
        satisfied=TopBox.best(given["top_box"], on),
        missing=given["missing"],
    )
    return {
        "satisfied": found.satisfied,
        "n": found.n,
        "score": found.percent,
        "mean": found.mean,
        "wilson_low": found.interval and 100 * found.interval.low,
        "wilson_high": found.interval and 100 * found.interval.high,
    }


VERSIONS = {"1.0": CES_V1_1_5, "2.0": CES_1_7}


def _ces(given: Given) -> Answers:
    found = feedback.ces(
        [number(one) for one in given["ratings"]], scale=VERSIONS[given["version"]]
    )
    return {
        "n": found.n,
        "mean": found.mean,
        "easy_count": found.easy,
        "easy_percent": None if found.easy_share is None else 100 * found.easy_share,
        "wilson_low": found.easy_interval and 100 * found.easy_interval.low,
        "wilson_high": found.easy_interval and 100 * found.easy_interval.high,
        "mean_low": found.mean_interval and found.mean_interval.low,
        "mean_high": found.mean_interval and found.mean_interval.high,
    }


def _rescaled(given: Given) -> Answers:
    return {"value": scale(given["scale"]).rescaled(number(given["rating"]))}


def _design_effect(given: Given) -> Answers:
    found = feedback.design_effect([number(one) for one in given["weights"]])
    return {"deff": found.deff, "n_effective": found.n_effective}


def _two_proportions(given: Given) -> Answers:
    found = feedback.compare_shares(
        tuple(given["a"]), tuple(given["b"]), confidence=given["confidence"]
    )
    return {
        "difference": found.difference,
        "z_pooled": found.z,
        "p_value": found.p_value,
        "wald_low": found.wald and found.wald.low,
        "wald_high": found.wald and found.wald.high,
        "newcombe_low": found.interval and found.interval.low,
        "newcombe_high": found.interval and found.interval.high,
    }


def _wilson_lower(given: Given) -> Answers:
    successes, n = given["positive"], given["n"]
    found = feedback.proportion_interval(successes, n, confidence=given["confidence"])
    # The quantile of one side at 0.95 is that of two sides at 0.9.
    one_sided = feedback.proportion_interval(successes, n, confidence=0.9)
    return {"value": found and found.low, "one_sided_95": one_sided and one_sided.low}


def _eligible(given: Given) -> Answers:
    now, sent = instant(given["now"]), given["last_sent"]
    history: list[Event] = []
    if sent is not None:
        history.append(SurveyAsked("survey", at=sent))
    if given["opted_out"]:
        history.append(ConsentWithdrawn("feedback", at=now))
    if given["open_complaint"]:
        history.append(CaseOpened(at=now))
    history += [SurveyDismissed("survey", at=now) for _ in range(given["dismissals"])]
    terms = InvitationTerms(
        id="survey",
        version="1",
        zone=given["zone"],
        quarantine=Hours(24 * given["quarantine_days"]),
        unless=During(CaseOpened, CaseClosed),
        max_dismissals=given["max_dismissals"],
    )
    found = invitations.assess(history, terms, survey="survey", at=now)
    codes = [REASONS[code] for code in found.because]
    is_eligible = found.outcome is Outcome.ALLOWED
    change = None if is_eligible else found.next_change
    return {
        "eligible": is_eligible,
        "eligible_at": change and change.at,
        "reason": codes[0] if codes else None,
    }


def _prior(given: Given) -> Prior:
    return Prior(weight=number(given["prior_weight"]), mean=number(given["prior_mean"]))


def _bayesian(given: Given) -> Answers:
    prior = _prior(given)
    if given["scale"] is not None:
        prior.on(scale(given["scale"]))
    found = feedback.bayesian_average((number(given["ratings_sum"]), given["n"]), prior=prior)
    return {"value": found.value}


def _dirichlet_bound(given: Given) -> Answers:
    stars = RatingHistogram(STARS_1_5, reversed(given["counts_high_to_low"]))
    # So many errors to either side have this confidence.
    confidence = math.erf(given["z"] / math.sqrt(2))
    found = feedback.dirichlet_lower_bound(stars, confidence=confidence)
    return {"posterior_mean": found.mean, "lower_bound": found.value}


def _dirichlet_mean(given: Given) -> Answers:
    stars = RatingHistogram(STARS_1_5, given["counts_low_to_high"])
    return {"value": feedback.dirichlet_mean(stars, prior=PriorCounts(given["prior"])).value}


# Cases of fading ratings name no scale.
ANY = RatingScale(-1000, 1000, kind=ScaleKind.MARK)


def _decayed(given: Given) -> Answers:
    found = feedback.decayed_average(
        given["ratings"],
        [number(one) for one in given["age_months"]],
        scale=ANY,
        half_life=number(given["half_life_months"]),
        prior=_prior(given),
    )
    return {"value": found.value}


def _half_stars(given: Given) -> Answers:
    return {"stars": feedback.half_stars(number(given["value"]))}


def _raked(given: Given) -> Answers:
    found = feedback.rake_table(
        given["table"], rows=given["row_targets"], columns=given["col_targets"]
    )
    return {"table": found.table}


def _rating_summary(given: Given) -> Answers:
    ratings = [number(one) for one in given["ratings"]]
    found = feedback.ratings(ratings, scale=scale(given["scale"], ScaleKind.MARK))
    return {"n": found.n, "mean": found.mean}


def _health(given: Given) -> Answers:
    indicators = [
        Indicator(f"indicator {n}", number(one["value"]), weight=number(one["weight"]))
        for n, one in enumerate(given["indicators"])
    ]
    found = feedback.health_score(indicators, floor=0)
    return {"score": found.score, "coverage": found.coverage}


def _normalised(given: Given) -> Answers:
    found = feedback.normalise_indicator(
        number(given["x"]),
        worst=number(given["worst"]),
        best=number(given["best"]),
        clip=given["clip"],
    )
    return {"value": found}


def _retention(given: Given) -> Answers:
    found = feedback.retention_rate(start=given["start"], end=given["end"], new=given["new"])
    return {"retention": found.percent}


def _percentiles(given: Given) -> Answers:
    found = feedback.percentiles(
        [number(one) for one in given["values"]], given["p"], method=given["method"]
    )
    return {f"p{percent:g}": value for percent, value in found.values.items()}


def _drivers(given: Given) -> Answers:
    drivers = {name: [number(one) for one in ratings] for name, ratings in given["drivers"].items()}
    found = feedback.key_drivers([number(one) for one in given["overall"]], drivers)
    return {"pearson": {one.name: one.association.pearson for one in found.drivers}}


def _suppressed(given: Given) -> Answers:
    found = feedback.suppress(given["groups"], ReportingPolicy(privacy_k=number(given["k"])))
    return {"hidden": AnyOrder.of(found.hidden), "total_shown": isinstance(found.total, Shown)}


def _response_rate(given: Given) -> Answers:
    asked_for = SurveyFunnel(
        invited=number(given["invitations_sent"]), answered=number(given["responses"])
    )
    return {"percent": feedback.response_rate(asked_for).percent}


def _recovery(given: Given) -> Answers:
    on = scale(given["scale"])
    found = feedback.recovery(
        [number(one) for one in given["before"]],
        [number(one) for one in given["after"]],
        scale=on,
        satisfied=TopBox.best(given["top_box"], on),
    )
    return {
        "dissatisfied_before": found.dissatisfied_before,
        "recovered": found.recovered,
        "lost": found.lost,
        "recovery_rate": found.rate,
        "mcnemar_exact_p": found.p_value,
    }


KINDS: Mapping[str, Callable[[Given], Answers]] = {
    kind: asked(question)
    for kind, question in {
        "nps_category": _category,
        "parse_score": _parsed,
        "nps_score": _score,
        "nps_from_counts": _from_counts,
        "nps_display": _display,
        "nps_variance": _variance,
        "nps_interval": _interval,
        "nps_interval_property": _first_at_100,
        "nps_compare": _compared,
        "nps_sample_size": _sample_size,
        "nps_sample_size_compare": _sample_size_to_compare,
        "nps_weighted": _weighted,
        "nps_dedupe": _deduped,
        "proportion_interval": _proportion,
        "csat": _csat,
        "ces": _ces,
        "rescale_0_100": _rescaled,
        "design_effect": _design_effect,
        "two_proportion_test": _two_proportions,
        "wilson_lower_bound": _wilson_lower,
        "survey_eligibility": _eligible,
        "bayesian_average": _bayesian,
        "dirichlet_lower_bound": _dirichlet_bound,
        "dirichlet_mean": _dirichlet_mean,
        "time_decayed_average": _decayed,
        "half_star_display": _half_stars,
        "rake": _raked,
        "rating_summary": _rating_summary,
        "driver_analysis": _drivers,
        "health_score": _health,
        "normalise_indicator": _normalised,
        "retention_rate": _retention,
        "percentiles": _percentiles,
        "suppress": _suppressed,
        "response_rate_simple": _response_rate,
        "recovery": _recovery,
    }.items()
}
