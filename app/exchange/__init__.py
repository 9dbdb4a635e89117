"""Bundles: how entries, openings and attachments leave one workstation and are believed by another.

    joining      a newcomer's request in clear; fingerprints that people compare
    manifest     what a bundle says of itself, signed
    payload      records in frames        layout     where everything stands, to the byte, padding included
    writer       frames, manifest, envelope, stick        reader     the way back, believing nothing
    placing      a file on a stick, read back before it counts
    sticks       which sticks there are
    age          the envelope (an open format)

docs/format.md describes the bytes for a stranger. Nothing here knows history: saves and entries are bytes that are
carried whole. Nothing here decides what may leave: the writer is handed the gate's `Release`.
"""
