"""Settings, root addresses and the way the product starts: the only place that knows everything."""
