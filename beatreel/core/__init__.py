"""Facts and rules: typed data, events, the job store and the event bus. Knows no plugin and no media library."""
