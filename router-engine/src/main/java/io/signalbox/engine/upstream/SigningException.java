package io.signalbox.engine.upstream;

/// A request could not be signed by the dialect of its provider.
final class SigningException extends Exception {
  private static final long serialVersionUID = 1L;

  SigningException(String provider) {
    super("The plug-in of provider " + provider + " could not sign the request; update it.");
  }
}
