"""The invented policy of the demo."""

from litigedesk.domain.insurance import Guarantee, Policy
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import GuaranteeKind, PolicyTrigger

POLICY = Policy(
    insurer="Mutuelle du Grand Large (exemple)",
    number="RCP-2024-88120",
    activity="Conception de sites internet et d’identités visuelles",
    declaration_days=5,
    lapse_clause=True,
    trigger=PolicyTrigger.CLAIM,
    territory="France et Union européenne",
    contact="Service sinistres",
    street="1 quai de l’Exemple",
    postcode="17000",
    city="La Rochelle",
    email="sinistres@grand-large.example",
    phone="05 46 00 00 00",
)

GUARANTEES = tuple(
    Guarantee(policy_id=0, kind=kind, cap=Money.of(cap), deductible=Money.of(deductible))
    for kind, cap, deductible in (
        (GuaranteeKind.BODILY, "6000000.00", "0.00"),
        (GuaranteeKind.MATERIAL, "750000.00", "500.00"),
        (GuaranteeKind.IMMATERIAL, "300000.00", "500.00"),
        (GuaranteeKind.PURE_IMMATERIAL, "150000.00", "1000.00"),
    )
)
