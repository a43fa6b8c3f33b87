"""The dozen invented disputes of the demo, told in days before today."""

from dataclasses import dataclass

from litigedesk.domain.records import Client, Contract, Profile
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ContractKind,
    EventKind,
    PaymentTerm,
    PenaltyClause,
    SendMethod,
)


@dataclass(frozen=True, kw_only=True)
class Sale:
    """An invoice: how long ago it was issued and the work done, and its sum excluding VAT, in euros."""

    number: str
    title: str
    issued: int
    performed: int
    net: str
    due_in: int = 30
    credited: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A letter: template, days ago, how it left, and when it was received (days ago)."""

    template: str
    ago: int
    method: SendMethod = SendMethod.EMAIL
    reply_days: int = 8
    received: int | None = None
    tracking: str = ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Something that happened and was typed by hand."""

    kind: EventKind
    ago: int
    title: str
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Paid:
    """A payment on an invoice of the story."""

    number: str
    ago: int
    amount: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """One client with what was sold, what went wrong and what was done about it."""

    client: Client
    street: str
    postcode: str
    city: str
    contact: str = ""
    role: str = ""
    contract: Contract | None = None
    signed: int = 0
    sales: tuple[Sale, ...] = ()
    opened: int | None = None
    letters: tuple[Sent, ...] = ()
    notes: tuple[Noted, ...] = ()
    payments: tuple[Paid, ...] = ()
    contested: str = ""
    contested_reason: str = ""
    closed: tuple[int, ClosingReason] | None = None
    deadline: tuple[int, str] | None = None  # in so many days, what to do


PROFILE = Profile(
    name="Camille Roussel",
    activity="Conception de sites et d’identités visuelles",
    street="12 rue des Tanneurs",
    postcode="35000",
    city="Rennes",
    email="camille@roussel.example",
    phone="02 99 00 00 00",
    website="www.roussel.example",
    sells_online=True,
    sells_to_consumers=True,
    trader=False,
)

PRO, PERSON, PUBLIC = ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC


def _contract(reference: str, title: str) -> Contract:
    return Contract(client_id=0, kind=ContractKind.QUOTE, reference=reference, title=title)


STORIES = (
    Story(
        client=Client(kind=PRO, name="Atelier Boréal SARL", legal_form="SARL", email="compta@boreal.example"),
        street="8 quai des Indes",
        postcode="56100",
        city="Lorient",
        contact="Mme Anne Kermadec",
        role="Direction",
        contract=_contract("D-2026-009", "Refonte du site internet"),
        signed=265,
        sales=(
            Sale(
                number="F-2026-014",
                title="Refonte du site internet",
                issued=207,
                performed=208,
                net="2500.00",
                due_in=32,
            ),
        ),
        opened=50,
        letters=(Sent(template="relance-amiable", ago=48), Sent(template="relance-ferme", ago=20, reply_days=14)),
        notes=(
            Noted(
                kind=EventKind.CALL, ago=32, title="Appel à Mme Kermadec", body="« Règlement promis en fin de mois. »"
            ),
        ),
    ),
    Story(
        client=Client(kind=PRO, name="Studio Lumen SAS", legal_form="SAS", email="factures@lumen.example"),
        street="31 boulevard des Arceaux",
        postcode="34000",
        city="Montpellier",
        contract=_contract("D-2026-017", "Identité visuelle"),
        signed=120,
        sales=(Sale(number="F-2026-027", title="Identité visuelle", issued=68, performed=70, net="1640.00"),),
    ),
    Story(
        client=Client(kind=PERSON, name="Paul Guérin", salutation="Monsieur", email="paul.guerin@exemple.example"),
        street="4 impasse des Lilas",
        postcode="35700",
        city="Rennes",
        contract=_contract("D-2026-011", "Site du club de randonnée"),
        signed=190,
        sales=(Sale(number="F-2026-019", title="Site du club de randonnée", issued=150, performed=152, net="620.00"),),
        opened=100,
        letters=(
            Sent(template="relance-amiable", ago=98),
            Sent(template="relance-ferme", ago=80),
            Sent(
                template="mise-en-demeure",
                ago=60,
                method=SendMethod.REGISTERED,
                reply_days=15,
                received=57,
                tracking="1A20012345678",
            ),
        ),
        deadline=(9, "Saisir le conciliateur de justice"),
    ),
    Story(
        client=Client(kind=PUBLIC, name="Commune de Saint-Aubin-des-Prés", email="mairie@saint-aubin.example"),
        street="Place de la Mairie",
        postcode="50380",
        city="Saint-Aubin-des-Prés",
        contact="Service des finances",
        contract=Contract(
            client_id=0,
            kind=ContractKind.ORDER,
            reference="BC-2026-112",
            title="Plan interactif de la commune",
            payment_term=PaymentTerm.PUBLIC_30,
        ),
        signed=160,
        sales=(
            Sale(number="F-2026-022", title="Plan interactif de la commune", issued=110, performed=112, net="3150.00"),
        ),
        opened=60,
        letters=(Sent(template="relance-amiable", ago=55, reply_days=15),),
        notes=(
            Noted(
                kind=EventKind.EMAIL,
                ago=6,
                title="Réponse de la mairie",
                body="Mandat annoncé pour la semaine prochaine.",
            ),
        ),
        deadline=(5, "Vérifier le virement annoncé"),
    ),
    Story(
        client=Client(kind=PRO, name="Librairie Le Phare", legal_form="EI", email="lephare@librairie.example"),
        street="2 rue du Môle",
        postcode="29900",
        city="Concarneau",
        contract=_contract("D-2026-013", "Boutique en ligne"),
        signed=170,
        sales=(Sale(number="F-2026-021", title="Boutique en ligne, solde", issued=125, performed=126, net="480.00"),),
        opened=70,
        notes=(Noted(kind=EventKind.CALL, ago=41, title="Appel à la librairie", body="La gérante rappelle."),),
    ),
    Story(
        client=Client(kind=PRO, name="Cabinet Aldebert", legal_form="SELARL", email="gestion@aldebert.example"),
        street="17 cours Mirabeau",
        postcode="13100",
        city="Aix-en-Provence",
        contract=Contract(
            client_id=0,
            kind=ContractKind.SERVICE,
            reference="CP-2025-31",
            title="Maintenance annuelle",
            payment_term=PaymentTerm.EOM_45_A,
            penalty_clause=PenaltyClause.TRIPLE_LEGAL,
        ),
        signed=420,
        sales=(
            Sale(
                number="F-2026-003",
                title="Maintenance, 1er trimestre",
                issued=230,
                performed=232,
                net="900.00",
                due_in=60,
            ),
            Sale(
                number="F-2026-018",
                title="Maintenance, 2e trimestre",
                issued=140,
                performed=142,
                net="900.00",
                due_in=60,
            ),
        ),
        opened=65,
        letters=(Sent(template="relance-amiable", ago=62), Sent(template="relance-ferme", ago=5, reply_days=12)),
        payments=(Paid(number="F-2026-003", ago=30, amount="400.00"),),
    ),
    Story(
        client=Client(kind=PRO, name="Maison Corvo & Fils", legal_form="SARL", email="corvo@maison.example"),
        street="55 avenue Jean-Jaurès",
        postcode="69007",
        city="Lyon",
        contract=_contract("D-2026-004", "Catalogue imprimé"),
        signed=300,
        sales=(
            Sale(
                number="F-2026-006",
                title="Catalogue imprimé",
                issued=240,
                performed=243,
                net="1950.00",
                credited="150.00",
            ),
        ),
        opened=150,
        letters=(
            Sent(template="relance-amiable", ago=148),
            Sent(template="relance-ferme", ago=120),
            Sent(
                template="mise-en-demeure",
                ago=12,
                method=SendMethod.REGISTERED,
                reply_days=15,
                received=9,
                tracking="1A20087654321",
            ),
        ),
        contested="300.00",
        contested_reason="Le client dit que deux pages étaient mal imprimées.",
    ),
    Story(
        client=Client(kind=ClientKind.UNKNOWN, name="Le Comptoir d’Élise", email="elise@comptoir.example"),
        street="9 place aux Herbes",
        postcode="38000",
        city="Grenoble",
        sales=(Sale(number="F-2026-024", title="Cartes et menus", issued=95, performed=97, net="310.00"),),
        opened=20,
    ),
    Story(
        client=Client(kind=PERSON, name="Sylvie Marchand", salutation="Madame", email="s.marchand@exemple.example"),
        street="22 rue Haute",
        postcode="35400",
        city="Saint-Malo",
        contract=_contract("D-2026-020", "Faire-part de mariage"),
        signed=90,
        sales=(Sale(number="F-2026-026", title="Faire-part de mariage", issued=72, performed=74, net="350.00"),),
        opened=25,
        letters=(Sent(template="relance-amiable", ago=4, reply_days=6),),
    ),
    Story(
        client=Client(kind=PRO, name="Garage Tessier", legal_form="SAS", email="accueil@tessier.example"),
        street="Route de Fougères",
        postcode="35133",
        city="Lécousse",
        sales=(Sale(number="F-2026-008", title="Photographies d’atelier", issued=200, performed=201, net="700.00"),),
        opened=130,
        letters=(Sent(template="relance-amiable", ago=128), Sent(template="relance-ferme", ago=110)),
        payments=(Paid(number="F-2026-008", ago=100, amount="760.38"),),
        closed=(99, ClosingReason.PAID),
    ),
    Story(
        client=Client(kind=PRO, name="Coopérative du Blavet", legal_form="SCOP", email="coop@blavet.example"),
        street="Zone de Kerpont",
        postcode="56850",
        city="Caudan",
        sales=(Sale(number="F-2025-041", title="Vidéo de présentation", issued=340, performed=342, net="1200.00"),),
        opened=280,
        letters=(Sent(template="relance-amiable", ago=278),),
        payments=(Paid(number="F-2025-041", ago=250, amount="900.00"),),
        closed=(240, ClosingReason.SETTLED),
    ),
    Story(
        client=Client(kind=PRO, name="Transports Ozanne", legal_form="SARL", email="direction@ozanne.example"),
        street="3 rue de l’Écluse",
        postcode="76600",
        city="Le Havre",
        sales=(Sale(number="F-2025-022", title="Livret d’accueil", issued=400, performed=401, net="450.00"),),
        opened=350,
        letters=(Sent(template="relance-amiable", ago=348), Sent(template="relance-ferme", ago=320)),
        closed=(300, ClosingReason.ABANDONED),
    ),
    Story(
        client=Client(kind=PRO, name="Les Ateliers du Ponant", legal_form="SAS", email="compta@ponant.example"),
        street="6 quai de la Douane",
        postcode="29200",
        city="Brest",
        contract=_contract("D-2026-025", "Charte graphique"),
        signed=40,
        sales=(
            Sale(number="F-2026-031", title="Charte graphique, acompte", issued=17, performed=18, net="960.00"),
            Sale(number="F-2026-032", title="Charte graphique, solde", issued=2, performed=3, net="1250.00"),
        ),
    ),
)
