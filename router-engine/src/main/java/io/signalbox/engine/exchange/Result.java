package io.signalbox.engine.exchange;

import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.trace.Trace;
import java.util.Optional;

/// How a request ended.
///
/// @param trace what happened
/// @param trouble what the client is still to be told; empty if the sink was told everything
public record Result(Trace trace, Optional<ClientError> trouble) {}
