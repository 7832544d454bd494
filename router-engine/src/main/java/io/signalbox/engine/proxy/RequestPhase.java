package io.signalbox.engine.proxy;

/// How far a request on a client's connection is.
enum RequestPhase {
  /// There is none, or not a byte of it has come.
  BETWEEN,
  HEADER,
  BODY,
  ANSWER,
  /// The last of the answer is being sent.
  CONCLUSION,
  /// There will be no other: what still comes is thrown away.
  FAREWELL
}
