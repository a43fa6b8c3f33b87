"""An insurance claim, from a dispute or alone: who claims, when one knew, the facts, the harms; clock and cover beside it."""

from collections.abc import Sequence
from typing import Any, Final

from litigedesk import formats, validation
from litigedesk.domain.insurance import HarmKind, InsuranceClaim, Policy
from litigedesk.errors import Problem
from litigedesk.operations import insurance_claims as operations
from litigedesk.queries import dispute_list, disputes, files, insurance_claims, policies
from litigedesk.rules import cover
from litigedesk.rules import insurance as rules

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .admission_note import AdmissionNote
from .claim_fields import FIELDS, PROOF
from .claim_side import CoverCard, LiabilityCard
from .client_editor import ClientEditor
from .contract_choice import ContractChoice
from .declaration_card import DeclarationCard
from .editors import ChoiceEditor, Editor
from .form import Form, Values
from .harms_editor import HarmsEditor, judged
from .policy_editor import PolicyEditor
from .record_fields import lines
from .suggested import Suggested

FOR_THE_INSURER: Final = (("measures",), ("witnesses",), ("other_insurance",), ("pending",))
DECLARED: Final = (("declared_on",), ("declared_by",), (PROOF,))
FOLDS: Final = (
    ("Suivi par l’assureur", (("insurer_reference",), ("handler",))),
    ("Expertise", (("expert_on",), ("expert",), ("expert_meeting_on",))),
    ("Décision", (("decision",), ("decided_on",), ("decision_text",), ("indemnity", "deductible"), ("paid_on",))),
    ("Le tiers agit, ou a été indemnisé", (("sued_on",), ("compensated_on",))),
    ("Recours", (("recourse",),)),
    ("Fin", (("outcome",), ("closed_on",))),
)
# What a dispute may fill in, as long as the user has typed nothing else there.
FROM_DISPUTE: Final = ("title", "known_on", "claimed_on", "facts", "request", "amount")
NO_DISPUTE: Final = "Aucun, ou pas encore noté"
BODILY: Final = (
    "Dommage corporel : faites-vous aider par un avocat, et laissez l’assureur répondre à la victime (elle peut aussi s’adresser "
    "à lui, C. ass. L124-3)."
)
PROPOSED: Final = "Proposé : le contrat qui répond à cette date."


class ClaimForm(Form):
    """``claim_id`` is the one to change; ``dispute_id`` fills a new one in, ``client_id`` says whose claim it is."""

    def __init__(
        self,
        context: Context,
        claim_id: int | None = None,
        *,
        dispute_id: int | None = None,
        client_id: int | None = None,
    ) -> None:
        self.claim = None if claim_id is None else insurance_claims.claim(context.desk, claim_id)
        self._today = context.today()
        fresh = f"insurance_claim:new:{dispute_id or ''}:{client_id or ''}"
        super().__init__(
            context,
            f"insurance_claim:{claim_id}" if claim_id else fresh,
            f"Sinistre {self.claim.reference}" if self.claim else "Noter un sinistre",
            "Enregistrer le sinistre",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._filled: Values = {}  # what the dispute chosen filled in
        self._lay_out_editors()
        self._start(dispute_id, client_id)
        self.dispute.changed.connect(self._take_dispute)
        self.changed.connect(self._react)
        context.data_changed.connect(self._told)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self._lay_out_who()
        self._lay_out_what()
        self.proposed = Suggested(self.policy, taken=PROPOSED, other=self._other_policy, parent=self)
        self.section("Contrat d’assurance", self.policy, self.proposed.line)
        self.proposed.restored.connect(self._react)
        self.fold("Pour la déclaration", *lines(FOR_THE_INSURER, self._make), note="facultatif ; la lettre les reprend")
        self.fold("Déjà déclaré", *lines(DECLARED, self._make))
        if self.claim is not None:
            for title, names in FOLDS:
                self.fold(title, *lines(names, self._make))
        self.fold("Notes", self._make("notes"))
        self.declaration = DeclarationCard(self.context)
        self.cover = CoverCard()
        self.cover.asked.connect(self._answer)
        self.side(self.declaration)
        self.side(self.cover)
        self.side(LiabilityCard())

    def _lay_out_who(self) -> None:
        found = dispute_list.choices(self.context.desk)
        self.dispute = ChoiceEditor(
            "dispute_id", "Litige", found, segments=False, empty=NO_DISPUTE, optional=True, called="le litige"
        )
        whose = [(True, "Un de mes clients"), (False, "Quelqu’un d’autre")]
        self.who = ChoiceEditor("who", "Qui réclame ?", whose, segments=True, called="qui réclame")
        self.client = ClientEditor(self.context)
        self.contract = ContractChoice(self.context)
        self.policy = PolicyEditor(self.context)
        third = self._make("third_party")
        self.section("Le tiers", self.dispute, self.who, self.client, third, self.contract)

    def _lay_out_what(self) -> None:
        self.section(
            "Quand",
            [self._make("happened_on"), self._make("claimed_on")],
            FIELDS.make("known_on", self.context, needed=True),
        )
        self.admission = AdmissionNote(self.context)
        self.section(
            "Ce qui est arrivé",
            FIELDS.make("title", self.context, needed=True),
            self._make("facts"),
            self.admission,
            self._make("request"),
            self._make("amount"),
        )
        self.harms = HarmsEditor()
        self._bodily = IconText("triangle-alert", BODILY, Tone.SOON, wrap=True)
        self.section("Dommages", self.harms, self._bodily, note="ce dont le tiers se plaint")

    def _make(self, name: str) -> Editor:
        return FIELDS.make(name, self.context)

    def _start(self, dispute_id: int | None, client_id: int | None) -> None:
        draft: Values = self.context.drafts.get(self.key) or {}
        start = self._begun(dispute_id, client_id)
        self._offer_closed(start["dispute_id"])
        self.contract.offer(draft.get("client_id", start["client_id"]))  # before the draft: it may hold one of them
        self.load({"declared_by": None, **start})
        if self.claim is None:
            self.harms.open_for_typing(True)
        own = self.claim is not None or self.policy.value is not None
        self.proposed.begin(self._policy_proposed(), is_own=own)
        self._propose_policy()
        if not self.proposed.is_own:  # nothing was typed: there is nothing to keep as a draft
            self._loaded["policy_id"] = self.policy.raw

    def _begun(self, dispute_id: int | None, client_id: int | None) -> Values:
        desk = self.context.desk
        if self.claim is not None:
            stored = files.stored_file(desk, self.claim.declaration_file_id)
            shown = FIELDS.shown(self.claim, {PROOF: stored.name if stored else ""})
            harms = [vars(one) for one in insurance_claims.harms(desk, self.claim.id or 0)]
            who = self.claim.client_id is not None or not self.claim.third_party.strip()
            return {**shown, "harms": harms, "who": who}
        if dispute_id is not None:
            self._filled = self._of_dispute(dispute_id)
            return {**self._filled, "dispute_id": dispute_id, "who": True}
        return {"dispute_id": None, "client_id": client_id, "contract_id": None, "who": True}

    def _offer_closed(self, dispute_id: int | None) -> None:
        """A dispute that is closed is no longer offered, but the claim that came of it keeps it."""
        found = dispute_list.choices(self.context.desk)
        if dispute_id is not None and dispute_id not in {one for one, _ in found}:
            kept = disputes.dossier(self.context.desk, dispute_id, self._today)
            found = [*found, (dispute_id, f"{kept.client.name} · {kept.dispute.reference}")]
            self.dispute.set_options(found, NO_DISPUTE)

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _of_dispute(self, dispute_id: int) -> Values:
        """What a dispute tells of the claim; the day one knew is left to the user while no complaint says it."""
        found = insurance_claims.suggested(self.context.desk, dispute_id, self._today)
        known = found.known_on if found.claimed_on is not None else None
        names = (*FROM_DISPUTE, "client_id", "contract_id")
        return {**{name: getattr(found, name) for name in names}, "known_on": known}

    def _take_dispute(self) -> None:
        """Fill in what the dispute chosen tells, over nothing that the user has typed."""
        dispute_id = self.dispute.value
        if dispute_id is None:
            return
        told = self._of_dispute(dispute_id)
        self.who.set_value(True)
        self.client.set_value(told["client_id"])
        self.contract.offer(told["client_id"])
        self.contract.set_value(told["contract_id"])
        for name in FROM_DISPUTE:
            editor = self.editor(name)
            if editor.value in {None, "", self._filled.get(name)}:
                editor.set_value(told[name])
        self._filled = told
        self._react()

    def _told(self, changed: frozenset[str]) -> None:
        if "client" in changed:
            self.client.read()
        if changed & {"policy", "guarantee"}:
            self.policy.read()
        self._react()

    @property
    def client_id(self) -> int | None:
        """The client who claims, when it is one."""
        return self.client.value if self.who.value else None

    def _react(self) -> None:
        FIELDS.show_depending(self)
        ours = bool(self.who.value)
        self.client.setVisible(ours)
        self.editor("third_party").setVisible(not ours or bool(self.editor("third_party").value))
        self.contract.offer(self.client_id)
        self._propose_policy()
        self.admission.show_for(self.editor("facts").value, self.editor("measures").value)
        harms = self.harms.harms()
        self._bodily.setVisible(any(one.kind is HarmKind.BODILY for one in harms))
        values = self.values()
        counted = values["known_on"] is not None and values["known_on"] <= self._today  # a day to come is refused
        claim = self._made(values) if counted else None
        policy = self._policy()
        self.declaration.show_for(claim, policy.declaration_days if policy is not None else rules.LEAST_DAYS)
        held = policies.guarantees(self.context.desk, policy.id) if policy is not None else ()
        law = self.context.desk.law
        self.cover.show_for(cover.conditions(claim, harms, policy, held, law, self._today) if claim is not None else ())

    # ---- the policy --------------------------------------------------------------------------------------------------
    def _policy(self) -> Policy | None:
        return None if self.policy.value is None else policies.policy(self.context.desk, self.policy.value)

    def _policy_proposed(self) -> int | None:
        desk, dispute_id, contract_id = self.context.desk, self.dispute.value, self.contract.value
        ids = policies.contracts_of(desk, dispute_id) if dispute_id is not None else []
        day = self.editor("known_on").value or self._today
        found = policies.applicable(desk, day, [contract_id] if contract_id is not None else ids)
        return found.id if found is not None else None

    def _propose_policy(self) -> None:
        self.proposed.propose(self._policy_proposed())

    def _other_policy(self, policy_id: Any) -> str:
        policy = policies.policy(self.context.desk, policy_id)
        number = f" n° {policy.number}" if policy.number else ""
        return f"Votre choix l’emporte. Proposé : {policy.insurer}{number}."

    def _answer(self, field: str) -> None:
        """Go where a question of the cover is answered: a field of this form, or one of the policy."""
        if not field.startswith("policy."):
            self.go_to(field)
            return
        from ..dialogs.insurance import edit_policy

        edit_policy(self.context, self, self.policy.value, field.removeprefix("policy."))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> InsuranceClaim:
        kept = self.claim or InsuranceClaim(known_on=self._today)
        return FIELDS.applied(
            kept, {**values, "known_on": values["known_on"] or self._today, "client_id": self.client_id}
        )

    def _problems(self, values: Values) -> Sequence[Problem]:
        missing = "Indiquez le jour où vous avez su : le délai pour déclarer en part."
        problems = validation.required("known_on", values["known_on"], formats.typographic(missing))
        claim, harms = self._made(values), self.harms.harms()
        most = insurance_claims.most_payable(self.context.desk, claim, harms)
        problems += validation.insurance_claim_problems(claim, self._policy(), most, self._today)
        for one in values["harms"] or ():
            problems += [Problem("harms", found.sentence, found.blocking) for found in judged(one)]
        if claim.client_id is None and not claim.third_party.strip():
            where = "client_id" if self.who.value else "third_party"
            problems.append(
                Problem(where, "Sans le tiers, la déclaration devra être complétée à la main.", blocking=False)
            )
        return problems

    def _store(self, values: Values) -> int | None:
        document = FIELDS.new_documents(values).get(PROOF)
        claim, harms = self._made(values), self.harms.harms()
        outcome = self.context.submit(self.show_problems, operations.save, claim, harms, document)
        return outcome.value.id if outcome else None
