import Testing

/// The tests that run a server, one after the other: what they wait for shouldn't depend on how many there are.
@Suite(.serialized) enum ServerSuite {}
