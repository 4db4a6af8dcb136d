"""Questions, bets and missions around panels."""
