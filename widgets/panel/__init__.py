"""The panel: a stage for an experiment, with knobs, player and drawers."""
