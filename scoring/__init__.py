"""Rules, findings, score, seal and exports.  Folds events; imports nothing of the game but `game.events`."""
