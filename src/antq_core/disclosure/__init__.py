"""What tables about small groups must leave out, so that no reader can work it out from the rest."""
