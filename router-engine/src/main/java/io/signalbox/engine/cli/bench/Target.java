package io.signalbox.engine.cli.bench;

/// What requests are sent to.
///
/// @param name as it is printed
/// @param port on this machine
record Target(String name, int port) {
  static final String DIRECT = "direct";
  static final String NGINX = "nginx";
  static final String ENVOY = "Envoy";
  static final String SIGNALBOX = "Signalbox";
}
