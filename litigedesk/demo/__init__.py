"""An invented, coherent data folder: to try the program, to draw its screens, and to measure it at scale."""
