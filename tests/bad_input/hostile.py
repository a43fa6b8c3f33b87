"""Text that means something to one of the machines it passes through: HTML, Markdown, Jinja, SQL, file systems, mail headers."""

TEXTS = {
    "ampersand": "Dupont & Fils <SA>",
    "html": "<b>gras</b> <img src=x> <a href='http://x.example'>lien</a><br>",
    "entity": "&lt;script&gt; &amp; &eacute;",
    "jinja": "{{7*7}} {% raw %}{{ facts }}{% endraw %} {# rien #}",
    "markdown": "**gras** _italique_ [a](b) # titre `code` | ~~non~~",
    "format": "%s %n %d {0} {name!r} $HOME ${x}",
    "quotes": "L'Atelier \"d'à côté\" « oui » '); DROP TABLE client;--",
    "emoji": "Fleurs 🌸 & Cie 👩‍👩‍👧",
    "right to left": "\u202eGFP.exe\u202c \u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "narrow spaces": "a\u202f;\u00a0b\u200bc\ufeff",
    "control": "avant\x00après\x1b[31m\x07",
    "lines": "un\ndeux\r\nBcc: voleur@mal.example\r\n\r\ntrois\ttab",
    "path": "../../../etc/passwd",
    "windows path": 'a/b\\c:d*?"<>| . ',
    "device": "con.txt",
    "placeholder": "[*] &Fichier &&",
    "long": ("Société " + "très longue " * 20)[:200].strip(),
    "one long word": "W" * 200,
}
