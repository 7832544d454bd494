package io.signalbox.app.export;

import io.signalbox.engine.spi.ConfigExporter;
import java.util.Optional;

/// What came of an export.
public sealed interface ExportResult {
  /// Files and a report.
  ///
  /// @param proof what a proof on the real gateway found, in a sentence; empty if there is none
  record Ready(ConfigExporter.Export export, Optional<String> proof) implements ExportResult {}

  /// None, and why.
  record Refused(String message) implements ExportResult {}
}
