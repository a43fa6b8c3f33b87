"""Identifiers that pass their check digits and belong to nobody: SIREN below 000 999 999, a bank that does not exist."""

from dataclasses import replace

from litigedesk.domain.records import Profile

IBAN = "FR7699999000010000012345693"
BIC = "INVEFRPPXXX"


def siret(number: int) -> str:
    """The SIRET of the n-th invented company (n up to 99 999)."""
    from stdnum import luhn

    siren = f"000{number:05}"
    siren += luhn.calc_check_digit(siren)
    establishment = siren + "0001"
    return establishment + luhn.calc_check_digit(establishment)


def given_to(profile: Profile) -> Profile:
    """The user's record with the identifiers of the first invented company, which its letters cannot do without."""
    return replace(profile, siret=siret(1), iban=IBAN, bic=BIC)
