"""The next step of a contract of portage: to have validated, signed and performed. An unpaid invoice follows its plan."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.matter import of_contract
from litigedesk.domain.vocabulary import Signatory
from litigedesk.letters.ids import ASK_OFFICER, CHASE_COMPANY, LADDER, REPORT_UNPAID, SUBMIT_CONTRACT
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules import portage as rules
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.portage import ContractPhase

UNPAID_LADDER = (LADDER[0], REPORT_UNPAID, ASK_OFFICER, CHASE_COMPANY)
_SIGN = {
    Signatory.WORKER: ("Signez le contrat de portage.", "Noter votre signature", "sign-worker"),
    Signatory.CLIENT: ("Faites signer le contrat par votre client.", "Noter la signature du client", "sign-client"),
    Signatory.COMPANY: (
        "Obtenez la signature de la société de portage.",
        "Noter sa signature",
        "sign-company",
    ),
}


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
    file: TripartiteFile,
    step: str,
    sentence: str,
    reason: str,
    button: str,
    *,
    by: date | None = None,
    waiting: bool = False,
) -> NextStep:
    return NextStep(
        sentence=sentence,
        reason=formats.typographic(reason),
        action="portage-step",
        button=button,
        contract_id=file.contract.id,
        step=step,
        by=by,
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
        sentence = f"Relancez {file.company.name}\u00a0: contrat à valider."
        return _step(file, "answer", sentence, reason, "Noter sa réponse", by=reminder.due_on)
    until = f" jusqu’au {formats.date_full(reminder.due_on)}" if reminder is not None else ""
    return _step(
        file,
        "answer",
        f"Attendez le feu vert de {file.company.name}{until}.",
        f"Le contrat lui a été envoyé le {sent}.",
        "Noter sa réponse",
        by=reminder.due_on if reminder is not None else None,
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
    return _step(file, step, sentence, f"{told} Reste à signer : {left}.{before}".strip(), button, by=start)


def _perform(file: TripartiteFile, today: date) -> NextStep:
    if file.reports_lacking:
        month = file.reports_lacking[0]
        reason = "Signé par le client, il prouve la livraison si la facture n’est pas payée."
        sentence = f"Ajoutez le compte rendu d’activité {formats.of_month(month)}."
        return _step(file, "proof", sentence, reason, "Ajouter le CRA")
    ends = file.contract.ends_on
    if ends is not None and ends < today:
        reason = f"Elle devait finir le {formats.date_long(ends)}."
        return _step(
            file, "end", "Notez la fin de la mission, ou prolongez le contrat.", reason, "Noter la fin", by=ends
        )
    unsigned = [one for one in file.proofs if one.signed_on is None]
    if unsigned:
        reason = "Sans signature du client, la preuve de livraison est fragile."
        sentence = f"Faites signer par le client {formats.count(len(unsigned), 'document')} de livraison."
        return _step(file, "proof", sentence, reason, "Ouvrir le document")
    until = f" jusqu’au {formats.date_long(ends)}" if ends is not None else ""
    return NextStep(
        sentence=f"La mission suit son cours{until}.", reason="Rien à faire aujourd’hui.", by=ends, waiting=True
    )
