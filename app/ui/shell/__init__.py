"""The window around the screens: strip, bar, rail, tabs, Ctrl+K, status line, lock and help."""
