"""How people get in and stay safe: accounts, providers, the second step, sessions."""
