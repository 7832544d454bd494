package io.signalbox.engine.api;

import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.upstream.ServerOrigin;
import java.time.Duration;
import java.util.Optional;

/// An endpoint that is to be asked what it really does. Immutable.
///
/// @param address its base address
/// @param model the model to ask; empty: the first one of its list
/// @param key where its key is; empty: the usual key of the provider whose address it is, else none
/// @param patience how long one answer may take; empty: the usual time
public record ConformWish(
    String address, Optional<String> model, Optional<KeyRef> key, Optional<Duration> patience) {

  /// Whether the calls stay on this machine; others may cost money and are agreed to before.
  public boolean isLocal() {
    return ServerOrigin.of(address).filter(ServerOrigin::isLoopback).isPresent();
  }
}
