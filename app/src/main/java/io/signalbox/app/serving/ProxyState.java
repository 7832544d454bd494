package io.signalbox.app.serving;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;

/// How the proxy stands.
public sealed interface ProxyState {
  /// Nobody can reach it.
  record Off() implements ProxyState {}

  /// It is being opened.
  final class Starting implements ProxyState {}

  /// Apps can reach it.
  ///
  /// @param address without `/v1`
  /// @param simulated whether all models are simulated
  /// @param graphs the names that apps may ask for as a model, the default first
  record On(URI address, boolean simulated, List<String> graphs) implements ProxyState {
    public On {
      graphs = List.copyOf(graphs);
    }

    /// Host and port.
    public String place() {
      return address.getAuthority();
    }

    /// What apps of OpenAI's kind take as their base URL.
    public String base() {
      return address + "/v1";
    }
  }

  /// It could not be opened.
  ///
  /// @param words why, and what to do
  /// @param otherPort a port to try instead; empty if that would not help
  record Failed(String words, OptionalInt otherPort) implements ProxyState {}
}
