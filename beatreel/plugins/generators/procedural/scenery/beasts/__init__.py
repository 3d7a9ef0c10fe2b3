"""Animals of rounded parts: cats and a bear (:mod:`.beasts`), horses (:mod:`.horses`), birds (:mod:`.birds`); who is who in :mod:`.kinds`."""
