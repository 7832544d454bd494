package io.signalbox.engine.plan;

import io.signalbox.engine.graph.KeyRef;
import java.util.Optional;

/// What calls of a provider use where neither plan nor graph says it, so that what is written out
/// and what is left out mean the same. Safe for threads.
public interface CallDefaults {
  /// The provider's usual key; empty if it needs none or is not known.
  Optional<KeyRef> key(String provider);

  /// An address in the one spelling in which addresses are compared.
  ///
  /// @param url empty: the provider's own
  String address(String provider, Optional<String> url);
}
