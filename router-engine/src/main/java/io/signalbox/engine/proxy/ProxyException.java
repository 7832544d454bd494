package io.signalbox.engine.proxy;

/// The proxy cannot be started.
public final class ProxyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProxyException(String message) {
    super(message);
  }
}
