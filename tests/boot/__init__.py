"""The program from outside: how it starts and how it ends."""
