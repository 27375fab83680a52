"""Files as Udir, NAV and SSB publish them, a module for each form."""
