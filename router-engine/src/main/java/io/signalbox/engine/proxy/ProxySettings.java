package io.signalbox.engine.proxy;

import java.util.Set;

/// How the door stands. Immutable.
///
/// @param host the address to listen on
/// @param port the port; 0 takes any that is free
/// @param names further names by which clients may call it, without port
/// @param origins web origins that may use it from a browser; none usually
/// @param keyNeeded whether a client must show an app's key
/// @param bodyBytes the most bytes of a request's body
/// @param connections the most connections at once
public record ProxySettings(
    String host,
    int port,
    Set<String> names,
    Set<String> origins,
    boolean keyNeeded,
    int bodyBytes,
    int connections) {
  /// 32 MiB: as much as the largest provider takes.
  private static final int USUAL_BODY = 32 << 20;

  private static final int USUAL_CONNECTIONS = 4_096;

  public ProxySettings {
    names = Set.copyOf(names);
    origins = Set.copyOf(origins);
  }

  /// On this machine only, keys needed.
  public static ProxySettings local(int port) {
    return new ProxySettings(
        "127.0.0.1", port, Set.of(), Set.of(), true, USUAL_BODY, USUAL_CONNECTIONS);
  }

  /// The same on another address.
  public ProxySettings on(String address) {
    return new ProxySettings(address, port, names, origins, keyNeeded, bodyBytes, connections);
  }

  /// The same with more names and origins.
  public ProxySettings allowing(Set<String> moreNames, Set<String> moreOrigins) {
    return new ProxySettings(host, port, moreNames, moreOrigins, keyNeeded, bodyBytes, connections);
  }

  /// The same with or without keys.
  public ProxySettings keyed(boolean needed) {
    return new ProxySettings(host, port, names, origins, needed, bodyBytes, connections);
  }

  /// Whether other machines can reach it.
  public boolean isExposed() {
    return !Set.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host);
  }
}
