package io.signalbox.app.export;

import io.signalbox.engine.spi.ConfigExporter;

/// What came of an export.
public sealed interface ExportResult {
  /// Files and a report.
  record Ready(ConfigExporter.Export export) implements ExportResult {}

  /// None, and why.
  record Refused(String message) implements ExportResult {}
}
