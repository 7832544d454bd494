package io.signalbox.engine.spi;

/// Describes an encoder of texts and opens it. Found by `ServiceLoader`: a plug-in names it in
/// `META-INF/services/io.signalbox.engine.spi.EncoderPlugin`. Made at each start, so it loads
/// nothing before it is asked to.
public interface EncoderPlugin {
  /// Its id in graphs: `bge-small-en`.
  String name();

  /// How people call it: `BGE small, English`.
  String title();

  /// Loads it. Called once at most, and only if something needs it; may take a second. An exception
  /// becomes a problem that names the plug-in, and nodes that need the encoder do without.
  TextEncoder open();
}
