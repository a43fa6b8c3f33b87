"""The next step of portage: a contract to have validated, signed and performed; an unpaid invoice for the company to recover."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.matter import of_contract
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import Signatory
from litigedesk.letters.ids import ASK_OFFICER, LADDER, REPORT_UNPAID, SUBMIT_CONTRACT
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules import portage as rules
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.portage import ContractPhase
from litigedesk.rules.proofs import lacking

UNPAID_LADDER = (LADDER[0], REPORT_UNPAID, ASK_OFFICER)
_IMPERATIVE = {
    LADDER[0]: ("Envoyez une relance amiable à votre client.", "Rédiger la relance"),
    REPORT_UNPAID: ("Signalez l’impayé à votre société de portage.", "Rédiger le signalement"),
    ASK_OFFICER: (
        "Demandez à votre société de portage de mandater un commissaire de justice.",
        "Rédiger la demande",
    ),
}
_CREDITOR = "Elle est la créancière\u00a0: elle seule peut mettre en demeure et agir (C. trav. L1254-1)."
_SIGN = {
    Signatory.WORKER: ("Signez le contrat de portage.", "Noter votre signature", "sign-worker"),
    Signatory.CLIENT: ("Faites signer le contrat par votre client.", "Noter la signature du client", "sign-client"),
    Signatory.COMPANY: (
        "Obtenez la signature de la société de portage.",
        "Noter sa signature",
        "sign-company",
    ),
}


# ---- an unpaid invoice -----------------------------------------------------------------------------------------------
def propose_unpaid(dossier: Dossier, today: date) -> NextStep:
    """The next step of an unpaid dispute whose creditor is a portage company."""
    if dossier.sums.lines and not dossier.sums.total_due:
        reason = "Tout ce qui était dû est payé."
        return NextStep(
            sentence="Vous pouvez clore ce litige.", reason=reason, action="close", button="Clore le litige"
        )
    last = next((one for one in dossier.letters if one.template in UNPAID_LADDER), None)
    if last is None:
        return _write(
            LADDER[0], "Le portage vous laisse relancer, avec courtoisie ; la suite est à la société de portage."
        )
    if last.sent_on is None:
        return track_unsent(last)
    if last.reply_by is not None and last.reply_by >= today:
        return _wait(last)
    reached = UNPAID_LADDER.index(last.template)
    if reached + 1 == len(UNPAID_LADDER):
        return NextStep(
            sentence="Relancez votre société de portage\u00a0: où en est le commissaire de justice\u202f?",
            reason=f"Votre demande du {formats.date_long(last.written_on)} est restée sans réponse. {_CREDITOR}",
            action="deadline",
            button="Noter une échéance",
        )
    return _write(UNPAID_LADDER[reached + 1], _reason(last, dossier))


def _reason(last: Letter, dossier: Dossier) -> str:
    told = f"La lettre du {formats.date_long(last.written_on)} est restée sans suite. {_CREDITOR}"
    missing = lacking(dossier.portage.proofs) if dossier.portage is not None else ()
    if missing:
        names = ", ".join(one.kind.label.lower() for one in missing)
        told += f" À compléter avant\u00a0: {names}."
    return told


def _wait(last: Letter) -> NextStep:
    whose = "de votre client" if last.template == LADDER[0] else "de votre société de portage"
    assert last.reply_by is not None
    return NextStep(
        sentence=f"Attendez la réponse {whose} jusqu’au {formats.date_full(last.reply_by)}.",
        reason=f"C’est le délai laissé par votre lettre du {formats.date_long(last.written_on)}.",
        action="track",
        button="Noter ce qui est arrivé",
        letter_id=last.id,
        waiting=True,
    )


def _write(template: str, reason: str) -> NextStep:
    sentence, button = _IMPERATIVE[template]
    return NextStep(
        sentence=sentence, reason=formats.typographic(reason), action="letter", button=button, template=template
    )


# ---- a contract ------------------------------------------------------------------------------------------------------
def propose_contract(file: TripartiteFile, today: date) -> NextStep:
    """The next step of a three-party contract."""
    unsent = next((one for one in file.letters if one.sent_on is None), None)
    if unsent is not None and file.phase in {ContractPhase.DRAFTED, ContractPhase.CORRECTIONS}:
        return track_unsent(unsent)
    match file.phase:
        case ContractPhase.DRAFTED:
            return _draft(file)
        case ContractPhase.SENT:
            return _await_answer(file, today)
        case ContractPhase.CORRECTIONS:
            return _correct(file)
        case ContractPhase.TO_SIGN:
            return _sign(file)
        case ContractPhase.ACTIVE:
            return _perform(file, today)
        case ContractPhase.ENDED:
            assert file.tripartite.ended_on is not None
            reason = f"Mission terminée le {formats.date_long(file.tripartite.ended_on)}."
            return NextStep(sentence="Ce contrat est terminé.", reason=reason)


def _step(
    file: TripartiteFile, step: str, sentence: str, reason: str, button: str, *, waiting: bool = False
) -> NextStep:
    return NextStep(
        sentence=sentence,
        reason=formats.typographic(reason),
        action="portage-step",
        button=button,
        contract_id=file.contract.id,
        step=step,
        waiting=waiting,
    )


def _draft(file: TripartiteFile) -> NextStep:
    failed = [one for one in file.limits if one.verdict is Verdict.FAILED]
    failed += [one for one in file.contents if one.verdict is not Verdict.MET]
    if failed:
        what = formats.count(len(failed), "point")
        one = failed[0]
        told = "Le contrat doit le dire." if one.article == rules.CONTENTS else one.sentence
        reason = f"{one.title} : {told[:1].lower()}{told[1:].rstrip('.')} ({one.article})."
        return NextStep(
            sentence=f"Complétez le contrat\u00a0: {what} à revoir.",
            reason=formats.typographic(reason),
            action="contract-edit",
            button="Compléter le contrat",
            contract_id=file.contract.id,
        )
    return _submit(
        file,
        "Envoyez le contrat à votre société de portage, pour validation.",
        "Elle le relit et donne son feu vert : aucune signature avant.",
    )


def _submit(file: TripartiteFile, sentence: str, reason: str) -> NextStep:
    return NextStep(
        sentence=sentence,
        reason=reason,
        action="letter",
        button="Préparer l’envoi",
        template=SUBMIT_CONTRACT,
        contract_id=file.contract.id,
        matter=of_contract(file.contract.id or 0),
    )


def _await_answer(file: TripartiteFile, today: date) -> NextStep:
    last = rules.last_round(file.rounds)
    assert last is not None
    reminder = next((one for one in file.clocks if one.done_on is None), None)
    sent = formats.date_long(last.sent_on)
    if reminder is not None and reminder.due_on < today:
        reason = f"Envoyé le {sent}, le contrat attend son feu vert ; votre rappel était au {formats.date_long(reminder.due_on)}."
        return _step(
            file, "answer", f"Relancez {file.company.name}\u00a0: contrat à valider.", reason, "Noter sa réponse"
        )
    until = f" jusqu’au {formats.date_full(reminder.due_on)}" if reminder is not None else ""
    return _step(
        file,
        "answer",
        f"Attendez le feu vert de {file.company.name}{until}.",
        f"Le contrat lui a été envoyé le {sent}.",
        "Noter sa réponse",
        waiting=True,
    )


def _correct(file: TripartiteFile) -> NextStep:
    last = rules.last_round(file.rounds)
    asked = last.corrections.strip().splitlines()[0] if last is not None and last.corrections.strip() else ""
    reason = f"{file.company.name} demande : {asked}" if asked else f"{file.company.name} a demandé des corrections."
    return _submit(file, "Corrigez le contrat, puis renvoyez-le pour validation.", formats.typographic(reason))


def _sign(file: TripartiteFile) -> NextStep:
    who = rules.to_sign(file.tripartite)[0]
    sentence, button, step = _SIGN[who]
    green = rules.approved_on(file.rounds)
    told = f"Feu vert le {formats.date_long(green)}." if green is not None else ""
    left = ", ".join(one.label.lower() for one in rules.to_sign(file.tripartite))
    start = file.contract.starts_on
    before = f" La mission commence le {formats.date_long(start)}." if start is not None else ""
    return _step(file, step, sentence, f"{told} Reste à signer : {left}.{before}".strip(), button)


def _perform(file: TripartiteFile, today: date) -> NextStep:
    if file.reports_lacking:
        month = file.reports_lacking[0]
        reason = "Signé par le client, il prouve la livraison si la facture n’est pas payée."
        sentence = f"Ajoutez le compte rendu d’activité {formats.of_month(month)}."
        return _step(file, "proof", sentence, reason, "Ajouter le CRA")
    ends = file.contract.ends_on
    if ends is not None and ends < today:
        reason = f"Elle devait finir le {formats.date_long(ends)}."
        return _step(file, "end", "Notez la fin de la mission, ou prolongez le contrat.", reason, "Noter la fin")
    unsigned = [one for one in file.proofs if one.signed_on is None]
    if unsigned:
        reason = "Sans signature du client, la preuve de livraison est fragile."
        sentence = f"Faites signer par le client {formats.count(len(unsigned), 'document')} de livraison."
        return _step(file, "proof", sentence, reason, "Ouvrir le document")
    until = f" jusqu’au {formats.date_long(ends)}" if ends is not None else ""
    return NextStep(sentence=f"La mission suit son cours{until}.", reason="Rien à faire aujourd’hui.", waiting=True)
