"""Follow-ups: planned mails of a sequence, released on their day unless a reply, a stop or an edit intervenes."""
