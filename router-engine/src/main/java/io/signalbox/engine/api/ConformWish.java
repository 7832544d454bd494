package io.signalbox.engine.api;

import io.signalbox.engine.graph.KeyRef;
import java.time.Duration;
import java.util.Optional;

/// An endpoint that is to be asked what it really does. Immutable.
///
/// @param address its base address
/// @param model the model to ask; empty: the first one of its list
/// @param key where its key is; empty: the usual key of the provider whose address it is, else none
/// @param patience how long one answer may take; empty: the usual time
public record ConformWish(
    String address, Optional<String> model, Optional<KeyRef> key, Optional<Duration> patience) {}
