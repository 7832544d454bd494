package io.signalbox.app.session;

import io.signalbox.engine.spi.ConfigExporter;

/// What came of an export.
public sealed interface Exported {
  /// Files and a report.
  record Ready(ConfigExporter.Export export) implements Exported {}

  /// None, and why.
  record Refused(String message) implements Exported {}
}
