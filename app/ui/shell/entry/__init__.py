"""The way in: unlock a store, make one, join a directory, put a backup back.

Until the first paint nothing is loaded but the kit (a test holds it): what needs the store's libraries stands in
modules that `window` loads on a thread right afterwards.
"""
