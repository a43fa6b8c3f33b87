"""The invented policies and insurance claims of the demo, told in days before today."""

from dataclasses import dataclass

from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    Guarantee,
    GuaranteeKind,
    HarmKind,
    ImmaterialHarm,
    Policy,
    PolicyTrigger,
)
from litigedesk.domain.money import Money

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

FORMER_POLICY = Policy(
    insurer="Assurances de la Vigie (exemple)",
    number="RC-20-5512",
    activity="Conception de sites internet",
    trigger=PolicyTrigger.CLAIM,
    territory="France",
    notes="Résilié en changeant d’assureur.",
)


@dataclass(frozen=True, kw_only=True)
class ClaimStory:
    """One claim: who, what went wrong, and how far the insurer has gone; days are counted back from today."""

    client: str
    street: str
    postcode: str
    city: str
    email: str
    contract: str
    work: str
    title: str
    happened: int
    known: int
    harm: HarmKind
    nature: ImmaterialHarm | None
    damage: str
    amount: str
    facts: str
    request: str
    measures: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    declared: int | None = None
    reference: str = ""
    expert: tuple[int, str, int] | None = None  # named so many days ago, who, meeting in so many days
    asked: tuple[int, str, int] | None = None  # so many days ago, what, to give in so many days
    decided: tuple[int, ClaimDecision, str, str] | None = None  # days ago, decision, indemnity, deductible
    closed: tuple[int, ClaimOutcome] | None = None


CLAIMS = (
    ClaimStory(
        client="Imprimerie du Levant SARL",
        street="3 rue des Presses",
        postcode="35400",
        city="Saint-Malo",
        email="direction@levant.example",
        contract="D-2026-041",
        work="Migration de la boutique en ligne",
        title="Perte de commandes pendant une migration",
        happened=9,
        known=4,
        harm=HarmKind.IMMATERIAL,
        nature=ImmaterialHarm.DATA_LOSS,
        damage="Commandes de trois jours non enregistrées, selon le client.",
        amount="4200.00",
        facts="La migration a eu lieu de 22 h à 23 h 40.\nSelon le client, des commandes manquent sur le nouveau site."
        "\nLa copie de la base faite à 21 h 55 est conservée.",
        request="Le client demande le remboursement de ses ventes perdues.",
        measures="Copie de l’ancien site conservée ; journaux demandés à l’hébergeur.",
        pieces=(("claim-letter", "Courriel de réclamation"),),
    ),
    ClaimStory(
        client="Menuiserie Kermorvan SARL",
        street="14 route de Plouzané",
        postcode="29200",
        city="Brest",
        email="contact@kermorvan.example",
        contract="D-2025-118",
        work="Configurateur de cuisines",
        title="Prix faux affichés par le configurateur",
        happened=130,
        known=121,
        harm=HarmKind.IMMATERIAL,
        nature=ImmaterialHarm.UNDERPERFORMANCE,
        damage="Onze commandes acceptées sous le prix de revient, selon le client.",
        amount="9800.00",
        facts="Le tarif fourni par le client le 3 du mois a été importé le 5.\nUne colonne du fichier avait changé de place.",
        request="Le client demande la différence entre le prix affiché et son prix de revient.",
        measures="Configurateur retiré du site le jour même.",
        pieces=(("claim-letter", "Lettre de réclamation"), ("contract", "Devis D-2025-118 signé")),
        declared=117,
        reference="GL-26-00718",
        expert=(45, "Cabinet Expertise Armor (exemple)", 8),
        asked=(10, "Fichier de tarifs reçu du client et journal d’import", 6),
    ),
    ClaimStory(
        client="Hôtel des Remparts SARL",
        street="1 place du Château",
        postcode="35300",
        city="Fougères",
        email="accueil@remparts.example",
        contract="D-2025-064",
        work="Borne d’accueil",
        title="Écran de la borne brisé à l’installation",
        happened=320,
        known=319,
        harm=HarmKind.MATERIAL,
        nature=None,
        damage="Écran tactile remplacé par le client.",
        amount="1850.00",
        facts="L’écran est tombé pendant la pose. Photographies prises sur place.",
        request="Le client demande le prix de l’écran remplacé.",
        pieces=(("claim-letter", "Courriel de réclamation"), ("contract", "Devis D-2025-064 signé")),
        declared=316,
        reference="GL-26-00112",
        decided=(260, ClaimDecision.COVERED, "1350.00", "500.00"),
        closed=(240, ClaimOutcome.INDEMNIFIED),
    ),
)
