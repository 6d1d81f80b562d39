"""Groups articles into stories: term profiles, candidates, clusters, events."""
