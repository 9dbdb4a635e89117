"""Checks of what officers type: numbers, phones, plates, places, days. Each says what is wrong and what it kept.

One module a check, none imported here: the libraries behind them load tables, and a screen that asks for an e-mail
address needs none of them. Every `parse` returns `Checked` or raises a refusal; where reality may be odder than the
rule, the refusal is `Keepable` and the officer may keep the text as typed, with a warning that stays with it.
"""
