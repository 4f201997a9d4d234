"""The windows: terminal and commands today. They show and pass on; they decide nothing."""
