"""Forms built from the declarations of fields: one editor a type, drafts, undo, and words at the field.

A form knows no screen: it is given a `FormSpec`, a record and a key for its draft, and gives values back. What is
required, how a thing is typed, checked and shown follows from `app.models.fields`.
"""
