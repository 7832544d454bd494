package io.signalbox.engine.trace;

import java.time.Instant;

/// A request that was refused before it was read: by its key, its host name or its origin. It is no
/// traffic and costs nothing. Immutable.
///
/// @param at when
/// @param status what the client got: 401, 403, 421 …
/// @param message the trouble in words
public record RejectedRequest(Instant at, int status, String message) {}
