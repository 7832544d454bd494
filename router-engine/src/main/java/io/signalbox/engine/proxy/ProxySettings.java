package io.signalbox.engine.proxy;

import java.time.Duration;
import java.util.Set;

/// The settings of the proxy. Immutable.
///
/// @param host the address to listen on
/// @param port the port; 0 takes any that is free
/// @param names further names by which clients may call it, without port
/// @param origins web origins that may use it from a browser; none usually
/// @param keyNeeded whether a client must show an app's key; always when it [#isExposed()]
/// @param bodyBytes the most bytes of a request's body
/// @param connections the most connections at once
/// @param headerTime how long a client may take for a request's whole header
/// @param bodyRate the fewest bytes a second at which a body must come, on average after the first
///   five seconds
/// @param writeTime how long a client may take to accept one piece of its answer
/// @param drain how long answers may go on after the proxy was stopped
public record ProxySettings(
    String host,
    int port,
    Set<String> names,
    Set<String> origins,
    boolean keyNeeded,
    int bodyBytes,
    int connections,
    Duration headerTime,
    int bodyRate,
    Duration writeTime,
    Duration drain) {
  /// What is usual for a program that serves until it is stopped.
  public static final Duration USUAL_DRAIN = Duration.ofSeconds(10);

  /// 32 MiB: as much as the largest provider takes.
  private static final int USUAL_BODY = 32 << 20;

  private static final int USUAL_CONNECTIONS = 4_096;
  private static final Duration USUAL_HEADER_TIME = Duration.ofSeconds(10);
  private static final int USUAL_BODY_RATE = 1_024;
  private static final Duration USUAL_WRITE_TIME = Duration.ofSeconds(60);
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  /// @throws ProxyException if other machines could use it without a key
  public ProxySettings {
    names = Set.copyOf(names);
    origins = Set.copyOf(origins);
    if (!keyNeeded && !LOOPBACK.contains(host)) {
      throw new ProxyException(
          host
              + " can be reached from other machines, so keys are required;"
              + " enable keys, or listen on 127.0.0.1");
    }
  }

  /// On this machine only, keys needed.
  public static ProxySettings local(int port) {
    return new ProxySettings(
        "127.0.0.1",
        port,
        Set.of(),
        Set.of(),
        true,
        USUAL_BODY,
        USUAL_CONNECTIONS,
        USUAL_HEADER_TIME,
        USUAL_BODY_RATE,
        USUAL_WRITE_TIME,
        Duration.ofMillis(500));
  }

  /// The same on another address.
  public ProxySettings on(String address) {
    return with(address, names, origins, keyNeeded);
  }

  /// The same with these names and origins.
  public ProxySettings allowing(Set<String> otherNames, Set<String> otherOrigins) {
    return with(host, otherNames, otherOrigins, keyNeeded);
  }

  /// The same with or without keys.
  public ProxySettings keyed(boolean needed) {
    return with(host, names, origins, needed);
  }

  private ProxySettings with(
      String address, Set<String> allNames, Set<String> allOrigins, boolean keys) {
    return new ProxySettings(
        address,
        port,
        allNames,
        allOrigins,
        keys,
        bodyBytes,
        connections,
        headerTime,
        bodyRate,
        writeTime,
        drain);
  }

  /// The same with other limits on the size of bodies and the number of connections.
  public ProxySettings limited(int mostBodyBytes, int mostConnections) {
    return new ProxySettings(
        host,
        port,
        names,
        origins,
        keyNeeded,
        mostBodyBytes,
        mostConnections,
        headerTime,
        bodyRate,
        writeTime,
        drain);
  }

  /// The same with other patience for slow clients.
  public ProxySettings patient(Duration forHeader, int leastBodyRate, Duration forWrite) {
    return new ProxySettings(
        host,
        port,
        names,
        origins,
        keyNeeded,
        bodyBytes,
        connections,
        forHeader,
        leastBodyRate,
        forWrite,
        drain);
  }

  /// The same with other patience for answers that are in progress when the proxy is stopped.
  public ProxySettings draining(Duration time) {
    return new ProxySettings(
        host,
        port,
        names,
        origins,
        keyNeeded,
        bodyBytes,
        connections,
        headerTime,
        bodyRate,
        writeTime,
        time);
  }

  /// The name in its own address: the host, or 127.0.0.1 if it listens on all addresses.
  String ownName() {
    boolean bare = host.contains(":") && !host.startsWith("[");
    return WILDCARDS.contains(host) ? "127.0.0.1" : bare ? "[" + host + "]" : host;
  }

  /// Whether other machines can reach it.
  public boolean isExposed() {
    return !LOOPBACK.contains(host);
  }
}
