"""A parser of command lines that speaks French; the window starts with it too, so it imports little."""

import argparse
import re
from typing import NoReturn

from litigedesk.typography import NBSP, typographic

# What argparse says in English, and how it is said in French; the rest is shown as it is.
_MESSAGES = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"arguments inconnus : \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 : \2 n’est pas dans la liste : \3"),
    (r"argument (.*?): expected one argument", r"\1 : il manque la valeur"),
    (r"argument (.*?): expected at least one argument", r"\1 : il manque au moins une valeur"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 : impossible avec \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 : valeur inattendue \2"),
    (r"ambiguous option: (.*?) could match (.*)", r"option ambiguë : \1 peut être \2"),
    (r"argument (.*?): (.*)", r"\1 : \2"),
)


class FrenchParser(argparse.ArgumentParser):
    """An ``ArgumentParser`` whose help, headings and errors are in French; wrong usage exits with status 2."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self.color = False  # from Python 3.14 on, colours would cut the words translated below
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def format_usage(self) -> str:
        """The usage line, in French."""
        return _french_headings(super().format_usage())

    def format_help(self) -> str:
        """The help page, in French."""
        return _french_headings(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Wrong usage, told in French on the standard error."""
        for pattern, french in _MESSAGES:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, french, message, count=1, flags=re.DOTALL)
                break
        message = re.sub(r"'([^']*)'", r"« \1 »", message)
        self.exit(2, f"{self.format_usage()}{typographic(f'{self.prog} : {message}')}\n")


def _french_headings(text: str) -> str:
    text = re.sub(r"^usage: ", "utilisation : ", text)
    return re.sub(r"^(\w+):$", rf"\1{NBSP}:", text, flags=re.MULTILINE)
