# Everything is done by one script of the standard library, so that Windows and macOS have the same commands without make.
PYTHON ?= python3
ARGS ?=
FROM_SOURCE = $(PYTHON) resources/installer/from_source.py

.DEFAULT_GOAL := help
.PHONY: help run test check demo bench faults dist dist-test

help:  ## montre cette aide
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run:  ## installe ce qui manque, puis ouvre LitigeDesk (sans écran : joue la démonstration)
	@$(FROM_SOURCE) run $(ARGS)

demo:  ## ouvre LitigeDesk sur des données inventées, à part des vôtres
	@$(FROM_SOURCE) demo $(ARGS)

test:  ## installe ce qui manque, puis vérifie le style, les types et lance tous les tests
	@$(FROM_SOURCE) test $(ARGS)

check:  ## style, format, types et règles d’architecture, sans les tests
	@$(FROM_SOURCE) check $(ARGS)

bench:  ## mesure le démarrage, les listes et les lettres
	@$(FROM_SOURCE) bench $(ARGS)

faults:  ## provoque des pannes (arrêts, disque plein, fichiers abîmés) et compte ce qui se perd
	@$(FROM_SOURCE) faults $(ARGS)

dist:  ## construit le programme qui se passe de Python, et son installateur pour ce système, dans dist/
	@$(FROM_SOURCE) dist $(ARGS)

dist-test:  ## essaie ce que « make dist » a construit
	@$(FROM_SOURCE) dist-test $(ARGS)
