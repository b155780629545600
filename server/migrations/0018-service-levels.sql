-- Events of a time, for figures over weeks. Events are added in the order of time, so the smallest of indexes finds them, and costs a lodging nothing to speak of.
CREATE INDEX event_at ON event USING brin (at);
