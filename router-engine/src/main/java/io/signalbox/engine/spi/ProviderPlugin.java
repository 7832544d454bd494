package io.signalbox.engine.spi;

import java.util.List;

/// Describes providers. Found by `ServiceLoader`; made once, so it must be without state.
public interface ProviderPlugin {
  /// The providers that it knows.
  List<Provider> providers();
}
