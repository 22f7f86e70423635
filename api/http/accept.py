"""What a client would take: the values of `Accept` and `Accept-Encoding` with their weights."""


def weights(header: str) -> dict[str, float]:
    """The values of an Accept-like header, lower case, each with its weight between 0 and 1.

    A value without a weight has 1; one whose weight is no number has 0, as if it were not named.
    Source: RFC 9110, sections 12.4.2, 12.5.1 and 12.5.3. Parameters other than `q` are left out.
    """
    return {value: weight for part in header.split(",") for value, weight in [_weighted(part)] if value}


def _weighted(part: str) -> tuple[str, float]:
    value, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, weight = parameter.partition("=")
        if name.strip() == "q":
            return value, _number(weight.strip())
    return value, 1.0


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0.0 <= number <= 1.0 else 0.0
