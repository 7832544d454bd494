package io.signalbox.engine.spi;

import java.util.Locale;

/// How truly something is carried over to another gateway or from it, the best first.
public enum Grade {
  /// It decides the same.
  EXACT,
  /// It decides the same in the usual cases.
  APPROXIMATE,
  /// A person has to do something; the report says what, with the text to paste.
  MANUAL,
  /// There is nothing like it on the other side.
  UNSUPPORTED;

  /// The word in reports: lower case.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The less true of two.
  public Grade worse(Grade other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
